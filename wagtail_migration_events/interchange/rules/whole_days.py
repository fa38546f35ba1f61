"""Hours that stand for whole days, as Drupal, WordPress, Outlook and spreadsheets write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.mapping.headers import comparable_header
from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.cells import yes_or_no

_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?"
)
_FIRST, _LAST = "00:00", "23:59"
#: What columns are called that say so, in exports of calendars.
_ALL_DAY = frozenset(
    comparable_header(name)
    for name in (
        "all day", "all day event", "allday", "event all day", "is all day", "journée entière",
        "toute la journée", "todo el día", "весь день", "целый день", "طوال اليوم", "全天",
        "全天事件",
    )
)  # fmt: skip


def whole_days(draft: Draft) -> None:
    """Leave the hours away where every date is from 00:00 to 23:59, or begins at 00:00 and no end
    is said, or is one of whole days by a column that says so.

    A record with the key of an event was written by this package, which says so otherwise.
    """
    if not draft.is_empty("key"):
        return
    is_said, zone = _is_said(draft.raw), draft.text("timezone")
    rows = draft.items("dates")
    if rows and all(isinstance(row, dict) and _days_of(row, zone, is_said) for row in rows):
        draft.change("dates", [row | _days_of(row, zone, is_said) for row in rows])
    for column, day in _days_of(draft.row, zone, is_said).items():
        draft.change(column, day)


def _is_said(raw: dict[str, Any]) -> bool:
    return any(yes_or_no(raw[name]) for name in raw if comparable_header(name) in _ALL_DAY)


def _days_of(row: dict[str, Any], zone: str, is_said: bool) -> dict[str, str | None]:
    """Return the days that start and end name, by column; nothing unless they are whole."""
    begins, ends = _moment(row.get("start")), _moment(row.get("end"))
    if begins is None or (ends is None and row.get("end") not in (None, "")):
        return {}
    for first, last in _seen(begins, ends, zone):
        if f"{first:%H:%M}" != _FIRST:
            continue
        if last is not None and f"{last:%H:%M}" == _LAST:
            return {"start": _day(first), "end": _day(last)}
        is_on_its_clock = begins.tzinfo is None or first is not begins
        if (last is None or last == first) and is_on_its_clock:
            return {"start": _day(first), "end": None} if last else {"start": _day(first)}
        if is_said and last is not None and f"{last:%H:%M}" == _FIRST and last > first:
            return {"start": _day(first), "end": _day(last - dt.timedelta(days=1))}
    return {}


def _seen(
    begins: dt.datetime, ends: dt.datetime | None, zone: str
) -> Iterator[tuple[dt.datetime, dt.datetime | None]]:
    """Yield start and end as they are written, and as the clocks of the place show them."""
    if (begins.tzinfo is None) != (ends is not None and ends.tzinfo is None) and ends is not None:
        return
    yield begins, ends
    clock = get_zone(zone) if zone else None
    if clock is not None and begins.tzinfo is not None and 1 < begins.year < 9999:
        yield begins.astimezone(clock), ends.astimezone(clock) if ends else None


def _moment(value: Any) -> dt.datetime | None:
    text = value.strip() if isinstance(value, str) else ""
    try:
        return dt.datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        return None


def _day(moment: dt.datetime) -> str:
    return f"{moment.year:04}-{moment:%m-%d}"
