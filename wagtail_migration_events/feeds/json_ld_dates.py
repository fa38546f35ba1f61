"""When an event takes place and what has become of it, in the words of schema.org."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail_migration_events.events.facts.when import as_calendar_date
from wagtail_migration_events.events.times.occurrence import (
    DatePrecision,
    EventStatus,
    Occurrence,
)
from wagtail_migration_events.events.times.timezones import local

#: https://schema.org/EventStatusType, which has no word for what is not settled yet.
STATUS = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.RESCHEDULED: "https://schema.org/EventRescheduled",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
    EventStatus.MOVED_ONLINE: "https://schema.org/EventMovedOnline",
}


def when_of(event: Any, occurrence: Occurrence) -> dict[str, str]:
    """Return the properties that say when; a day that is not known is not named.

    A postponed event keeps its old date until it has a new one, as Google asks: only so is it known
    which event is meant (Search Central, "Event structured data", ``eventStatus``).
    """
    status = status_of(event, occurrence)
    start = _moment(occurrence.starts_at, occurrence)
    previous = _previous(event, occurrence)
    if not start and status == EventStatus.POSTPONED:
        start = previous
    found = {"startDate": start, "endDate": _end(occurrence) if start else ""}
    is_whole = not occurrence.key or len(event.dates or []) == 1
    if is_whole and status == event.event_status == EventStatus.RESCHEDULED:
        found["previousStartDate"] = previous
    found["eventStatus"] = STATUS.get(EventStatus(status), "") if status in EventStatus else ""
    return {name: value for name, value in found.items() if value}


def status_of(event: Any, occurrence: Occurrence) -> str:
    """Return what became of a date: if nothing, what became of the whole event."""
    if occurrence.status in ("", EventStatus.SCHEDULED):
        return str(event.event_status or EventStatus.SCHEDULED)
    return str(occurrence.status)


def _end(occurrence: Occurrence) -> str:
    """Return the end; of whole days the last one, for schema.org counts it in."""
    if occurrence.is_all_day and occurrence.end:
        last = occurrence.last_day()
        return last.isoformat() if last else ""
    return _moment(occurrence.end, occurrence) if occurrence.has_hours else ""


def _moment(moment: dt.datetime | None, occurrence: Occurrence) -> str:
    """Return a moment on the clock of the event with its offset, a day as a date."""
    if moment is None:
        return ""
    if occurrence.is_all_day:
        return local(moment, "UTC").date().isoformat()
    if not occurrence.has_hours:
        return ""
    return local(moment, occurrence.timezone).isoformat(timespec="seconds")


def _previous(event: Any, occurrence: Occurrence) -> str:
    """Return for when the event was planned before; "" where only the month was known."""
    moment = getattr(event, "previous_starts_at", None)
    if moment is None or occurrence.precision == DatePrecision.MONTH:
        return ""
    if occurrence.precision == DatePrecision.NONE:
        day = as_calendar_date(moment, occurrence.timezone)
        return day.astimezone(dt.UTC).date().isoformat() if day else ""
    return _moment(moment, occurrence) or local(moment, occurrence.timezone).date().isoformat()
