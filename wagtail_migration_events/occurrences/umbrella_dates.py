"""The dates by which other events refer to an event."""

from __future__ import annotations

from collections.abc import Collection

from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope


def first_dates(keys: Collection[str], scope: Scope) -> dict[str, str]:
    """Return the key of the first date of each event, "" of one that is one stretch, in one query.

    :param keys: of events; those that this visitor may not see, and those of which no day is
        known, are left out.
    """
    days = (DatePrecision.TIME, DatePrecision.DAY)
    rows = IndexedOccurrence.objects.filter(scope.condition(), key__in=keys, precision__in=days)
    found: dict[str, str] = {}
    for key, occurrence in rows.order_by("starts_at", "occurrence").values_list(
        "key", "occurrence"
    ):
        found.setdefault(str(key), occurrence)
    return found
