"""The conditions on rows of the index for the time that is asked for."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from wagtail_migration_events.events.times.timezones import start_of_day
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.filters import When as Period

_DAY = dt.timedelta(days=1)


def in_period(period: Period, now: dt.datetime) -> Q:
    """Return the condition on rows of :class:`IndexedOccurrence` for a period, seen from a moment.

    :param now: an aware moment.
    """
    return {
        Period.UPCOMING: Q(ends_at__gt=now) | Q(starts_at=None, event_ends_at=None),
        Period.ONGOING: Q(starts_at__lte=now, ends_at__gt=now),
        Period.PAST: Q(event_ends_at__lte=now),
        Period.ALL: Q(),
    }[period]


def in_days(filters: EventFilters) -> Q:
    """Return the condition on rows of :class:`IndexedOccurrence` for the days that are asked for,
    in the zone of each event."""
    condition = Q()
    if filters.first_day:
        condition &= Q(last_day__gte=filters.first_day)
    if filters.last_day:
        condition &= Q(first_day__lte=filters.last_day)
    if filters.first_day and filters.first_day > dt.date.min:
        # It follows from the days, whatever the zone; a database finds the rows by it sooner.
        condition &= Q(ends_at__gt=start_of_day(filters.first_day - _DAY, "UTC"))
    return condition
