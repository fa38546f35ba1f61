"""When an event takes place, as its page and the cards in lists show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from wagtail_migration_events.events.facts.when import as_calendar_date, is_date_lost
from wagtail_migration_events.events.times.occurrence import (
    CALLED_OFF,
    DatePrecision,
    EventStatus,
    Occurrence,
)
from wagtail_migration_events.events.times.timezones import local
from wagtail_migration_events.events.times.wording import When, format_day, format_occurrence


@dataclass(frozen=True, slots=True)
class EventDate:
    """One stretch of time of an event in words.

    Attributes:
        status: what has become of this date alone; "" where it simply takes place.
        has_hours: whether ``when.machine`` is an instant that has another time elsewhere.
        detail: what else is to be said, such as how many dates the stretch holds.
        begins, over: the moments between which it is on, in ISO 8601, for a script that says "in
            3 days" or "ended"; "" where that would be wrong or too exact.
    """

    when: When
    state: str
    has_hours: bool
    status: str = ""
    status_label: str = ""
    detail: str = ""
    begins: str = ""
    over: str = ""

    @property
    def is_past(self) -> bool:
        return self.state == "past"


def event_dates(event: Any, language: str, now: dt.datetime | None = None) -> list[EventDate]:
    """Return every date of the event in words, in order of time.

    :param language: BCP 47 tag of the reader's language.
    :param now: an aware moment; by default the present one.
    """
    now = now or timezone.now()
    occurrences = event.get_occurrences()
    dates = [_date(event, each, language, now) for each in occurrences]
    if not event.dates:
        # The status of the whole event stands in its own notice.
        return [replace(date, status="", status_label="") for date in dates]
    return dates


def event_stretch(event: Any, language: str, now: dt.datetime | None = None) -> EventDate:
    """Return the whole event as one line: of several dates the days and their number."""
    now = now or timezone.now()
    date = replace(_date(event, event.get_stretch(), language, now), status="", status_label="")
    number = len(event.dates or [])
    if number < 2:
        return date
    days = date.when.days
    when = When(days, "", "", date.when.machine[:10], date.when.machine_end[:10], days)
    detail = ngettext("%(number)s date", "%(number)s dates", number) % {"number": number}
    return replace(date, when=when, has_hours=False, detail=detail)


def changed_date(event: Any, starts_at: dt.datetime | None, language: str) -> EventDate | None:
    """Return that date of several which begins at a moment, if it does not go ahead as planned."""
    same = [each for each in event.get_occurrences() if each.begins_at == starts_at]
    if any(each.status == EventStatus.SCHEDULED for each in same):
        return None
    return next((_date(event, each, language, timezone.now()) for each in same), None)


def event_state(event: Any, now: dt.datetime | None = None) -> str:
    """Return ``upcoming``, ``ongoing``, ``past``, or "" for an event without a date."""
    return event.get_stretch().state(now or timezone.now())


def previous_day(event: Any, language: str) -> str:
    """Return the day for which the event was planned before, in words; "" if it is not known."""
    moment = event.previous_starts_at
    if moment is None:
        return ""
    precision = event.date_precision
    if precision == DatePrecision.NONE:
        day = as_calendar_date(moment, event.timezone)
        return format_day(day.astimezone(dt.UTC).date(), language) if day else ""
    previous = Occurrence("", moment, None, event.timezone, precision, "")
    return format_occurrence(previous, language).days


def format_moment(moment: dt.datetime, zone: str, language: str) -> str:
    """Return an instant in words, on the clock of a zone which is named."""
    occurrence = Occurrence("", moment, None, zone, DatePrecision.TIME, "")
    return format_occurrence(occurrence, language).text


def _date(event: Any, occurrence: Occurrence, language: str, now: dt.datetime) -> EventDate:
    status = occurrence.status if occurrence.status != EventStatus.SCHEDULED else ""
    is_exact = occurrence.has_hours or occurrence.is_all_day
    is_certain = is_exact and CALLED_OFF.isdisjoint({status, event.event_status})
    return EventDate(
        when=format_occurrence(occurrence, language, past=is_date_lost(event)),
        state=occurrence.state(now),
        has_hours=occurrence.has_hours,
        status=status,
        status_label=status_label(status),
        begins=_iso(occurrence.begins_at) if is_certain else "",
        over=_iso(occurrence.over_at) if is_certain else "",
    )


def _iso(moment: dt.datetime | None) -> str:
    return local(moment, "UTC").isoformat() if moment else ""


def status_label(status: str) -> str:
    """Return an event status in words; one that we do not know as it is."""
    return str(EventStatus(status).label) if status and status in EventStatus else status
