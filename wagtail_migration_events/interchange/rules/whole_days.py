"""Hours that stand for whole days, as Drupal and WordPress write them."""

from __future__ import annotations

import re
from typing import Any

from wagtail_migration_events.interchange.rules.draft import Draft

_FIRST_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_LAST_MINUTE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]23:59(?::(?:00|59)(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"
)


def whole_days(draft: Draft) -> None:
    """Leave the hours away where every date is from 00:00 to 23:59.

    A record with the key of an event was written by this package, which says so otherwise.
    """
    if not draft.is_empty("key"):
        return
    rows = draft.items("dates")
    if rows and all(isinstance(row, dict) and _days_of(row) for row in rows):
        draft.change("dates", [row | _days_of(row) for row in rows])
    for column, day in _days_of(draft.row).items():
        draft.change(column, day)


def _days_of(row: dict[str, Any]) -> dict[str, str]:
    """Return the days that start and end name, by column; nothing unless both are whole."""
    first, last = row.get("start"), row.get("end")
    if not isinstance(first, str) or not isinstance(last, str):
        return {}
    begins, ends = _FIRST_MINUTE.fullmatch(first.strip()), _LAST_MINUTE.fullmatch(last.strip())
    return {"start": begins[1], "end": ends[1]} if begins and ends else {}
