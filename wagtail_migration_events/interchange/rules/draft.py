"""A row while rules look at it, and what each of them changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.source.keeping import is_blank
from wagtail_migration_events.interchange.source.source_event import quoted
from wagtail_migration_events.interchange.written_dates.hours import Span


@dataclass(frozen=True)
class Repair:
    """What one rule did to one column of one row."""

    rule: str
    column: str
    was: Any
    became: Any

    def __str__(self) -> str:
        message = _("%(rule)s: %(column)s: “%(was)s” became “%(became)s”")
        params = {"rule": self.rule, "column": self.column}
        return message % {**params, "was": _shown(self.was), "became": _shown(self.became)}


@dataclass
class Draft:
    """The columns of a row, changed by one rule after the other; ``raw_fields`` stays.

    ``days``, ``hours`` and ``zone`` are what texts said of the time so far; ``zone`` is a label as
    it was written, and ``zone_of_hours`` the one that stands beside the hours themselves.
    ``has_first_and_last_hour``: the hours are said of the first and the last day.
    """

    row: dict[str, Any]
    rule: str = ""
    repairs: list[Repair] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    days: list[tuple[dt.date, dt.date]] = field(default_factory=list)
    hours: list[Span] = field(default_factory=list)
    zone: str = ""
    zone_of_hours: str = ""
    is_daily: bool = False
    has_first_and_last_hour: bool = False

    @property
    def raw(self) -> dict[str, Any]:
        raw = self.row.get("raw_fields")
        return raw if isinstance(raw, dict) else {}

    def text(self, column: str) -> str:
        """Return the text in a column, "" for none and for what is no text."""
        value = self.row.get(column)
        return value.strip() if isinstance(value, str) else ""

    def items(self, column: str) -> list[Any]:
        """Return the values in a column that may be a list."""
        value = self.row.get(column)
        if is_blank(value):
            return []
        return list(value) if isinstance(value, list) else [value]

    def is_empty(self, column: str) -> bool:
        return is_blank(self.row.get(column))

    def change(self, column: str, value: Any) -> None:
        """Give a column another value, and write down that this rule did."""
        was = self.row.get(column)
        if was != value:
            self.row[column] = value
            self.repairs.append(Repair(self.rule, column, was, value))

    def note(self, message: str) -> None:
        self.notes.append(f"{self.rule}: {message}")


@dataclass(frozen=True)
class Rule:
    """One thing that real data gets wrong, and its repair.

    ``name`` is what people switch it off by, ``what`` what it does in words.
    """

    name: str
    what: str | Promise
    apply: Callable[[Draft], None]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(str(each) for each in value[:50])
    return quoted("" if value is None else value)
