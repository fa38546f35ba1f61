"""Which imported values may be written over, and which an editor has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WHEN = ("starts_at", "ends_at", "timezone", "date_precision")
"""These make sense only together: one that was edited keeps the others."""


@dataclass(frozen=True)
class Comparison:
    """Names of the values to write, and of those in which an edit is kept."""

    to_write: list[str]
    kept: list[str]


def compare(wanted: dict[str, Any], applied: dict[str, Any], current: dict[str, Any]) -> Comparison:
    """Decide what a changed row changes on its page.

    :param wanted: what the row says now, by field name, as JSON keeps it; the others likewise.
    :param applied: what the last import wrote.
    :param current: what the page holds, in its newest draft.
    """
    to_write: list[str] = []
    kept: list[str] = []
    # A value that was never imported before counts as untouched while it is empty.
    applied = {name: value for name, value in current.items() if value in (None, "", [])} | applied
    for unit in [WHEN, *((name,) for name in wanted if name not in WHEN)]:
        names = [name for name in unit if name in wanted]
        new, old, now = ([side.get(name) for name in names] for side in (wanted, applied, current))
        if new in (old, now):
            continue
        if now == old:
            to_write += [name for name in names if wanted[name] != current.get(name)]
        else:
            kept += [name for name in names if current.get(name) != applied.get(name)]
    return Comparison(to_write, kept)
