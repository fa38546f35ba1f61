"""In which order events are answered."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from wagtail_migration_events.occurrences.found import FoundEvent


class Ordering(StrEnum):
    """``starts_at`` is that of the date for which an event stands in the list."""

    LISTED = "listed"
    STARTS_AT = "starts_at"
    STARTS_AT_DOWN = "-starts_at"


def in_order(events: Sequence[FoundEvent], ordering: Ordering) -> Sequence[FoundEvent]:
    """Sort events that were found; those without a date come last in any order."""
    if ordering == Ordering.LISTED:
        return events
    dated = [event for event in events if event.written_start]
    undated = [event for event in events if not event.written_start]
    is_down = ordering == Ordering.STARTS_AT_DOWN
    dated.sort(key=lambda event: (event.written_start, str(event.key)), reverse=is_down)
    return [*dated, *undated]
