"""What a search finds: events, and the dates of events.

Both hold moments as the database writes them. To make moments of those of all events found, of
which a page shows twenty, takes four times as long as to find them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple
from uuid import UUID


class FoundEvent(NamedTuple):
    """An event that was found. Those with a date are in order as they are: by start, then by key.

    Attributes:
        written_start: ``starts_at`` in the words of the database.
        page: primary key of the page that suits the reader best.
        is_over: whether it was over when it was looked for.
    """

    written_start: str | None
    key: UUID
    page: int
    is_over: Any

    @property
    def section(self) -> str:
        """Where it stands in a list: "upcoming", the ongoing included, "undated" or "past"."""
        return "past" if self.is_over else "upcoming" if self.written_start else "undated"

    @property
    def starts_at(self) -> dt.datetime | None:
        """The start of the date for which the event stands in the list: the next one, or the last
        of an event that is over, or the first in the days that were asked for; None without a date.
        """
        return _moment(self.written_start)


class FoundOccurrence(NamedTuple):
    """One date of an event that was found; for its columns see ``IndexedOccurrence``."""

    page_id: int
    key: UUID
    language: str
    occurrence: str
    first_day: dt.date | None
    last_day: dt.date | None
    precision: str
    status: str
    written_start: str | None
    written_end: str | None

    @property
    def starts_at(self) -> dt.datetime | None:
        return _moment(self.written_start)

    @property
    def ends_at(self) -> dt.datetime | None:
        return _moment(self.written_end)


def _moment(written: str | None) -> dt.datetime | None:
    if not written:
        return None
    moment = dt.datetime.fromisoformat(written)
    # Only PostgreSQL writes that it is UTC.
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
