"""The moments at which pages change by themselves: an event begins or is over, and what a page is
found by holds or holds no longer, or its time has run out."""

from __future__ import annotations

from wagtail_migration_events.groups.serving.last_changes import Moments
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence

#: Columns of moments, each with an index.
COLUMNS: tuple[Moments, ...] = (
    (IndexedOccurrence, "starts_at"),
    (IndexedOccurrence, "ends_at"),
    (IndexedCodes, "since"),
    (IndexedCodes, "until"),
    (IndexedCodes, "expires_at"),
)


def moments() -> dict[str, Moments]:
    """Return each table with its column, by a name for both."""
    return {f"{table.__name__}_{column}".lower(): (table, column) for table, column in COLUMNS}
