"""In which order events are answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from wagtail_migration_events.occurrences.found import FoundEvent
from wagtail_migration_events.occurrences.search import EventSearch


class Ordering(StrEnum):
    """``starts_at`` is that of the next date of an event, or of its last one if all are over."""

    LISTED = "listed"
    STARTS_AT = "starts_at"
    STARTS_AT_DOWN = "-starts_at"


def in_order(search: EventSearch, ordering: Ordering) -> Sequence[FoundEvent]:
    """Return the events that a search finds; those without a date come last in any order.

    Events of the same moment are in the order of their keys.
    """
    if ordering == Ordering.LISTED:
        return search.events
    starts = _starts(search)
    undated = [event for event in search.events if event.page not in starts]
    dated = [event for event in search.events if event.page in starts]
    dated.sort(key=lambda event: str(event.key))
    dated.sort(key=lambda event: starts[event.page], reverse=ordering == Ordering.STARTS_AT_DOWN)
    return [*dated, *undated]


def _starts(search: EventSearch) -> dict[int, dt.datetime]:
    """Return of each dated event, by its page, when the date begins by which it is ordered."""
    if not search.filters.in_days:
        return {event.page: start for event in search.events if (start := event.starts_at)}
    # In a list of some days an event stands for the first of them, which may be over.
    first, last = search.filters.first_day, search.filters.last_day
    following: dict[int, dt.datetime] = {}
    latest: dict[int, dt.datetime] = {}
    for date in search.occurrences(first or dt.date.min, last or dt.date.max):
        if start := date.starts_at:
            latest[date.page_id] = start
            if date.ends_at and date.ends_at > search.now:
                following.setdefault(date.page_id, start)
    return {**latest, **following}
