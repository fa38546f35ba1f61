"""An event that repeats: its dates, with what was changed, added, left out and called off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import recurring_ical_events
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from wagtail_migration_events.interchange.calendars.moments import DAY, Moment, moment_of
from wagtail_migration_events.interchange.calendars.properties import Properties
from wagtail_migration_events.interchange.calendars.repetition import (
    alike,
    listed_dates,
    rule_of,
)
from wagtail_migration_events.interchange.calendars.times import Part, last_of
from wagtail_migration_events.interchange.calendars.zones import CalendarZones

MOST_DATES = 500
YEARS_AHEAD = 5
FIRST_YEAR = 1900
LONGEST_DATE = dt.timedelta(days=366)


@dataclass(frozen=True)
class SeriesDate:
    """One date. ``end`` is as people say it; ``key`` is the moment that the rule gave it."""

    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None
    key: str
    is_cancelled: bool = False


@dataclass
class Series:
    """The dates of a series, at most :data:`MOST_DATES`, and what is to be said about them."""

    dates: list[SeriesDate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_series(properties: Properties) -> bool:
    """Whether a component says that it takes place more than once."""
    return any(each.value.strip() for name in ("RRULE", "RDATE") for each in properties.every(name))


def expand(
    master: Part | None, changed: list[Part], zones: CalendarZones, today: dt.date
) -> Series:
    """Return the dates of a series.

    :param master: the component with the rule; None if only single dates of it are in the file.
    :param changed: the components that change one date of it.
    :param today: from which on dates count as to come.
    """
    series = Series()
    start = master.times.start if master else None
    if master and start is None:
        return series
    if master and start and not _is_of_our_time(master, start, today):
        message = _(
            "The series is not of the years from %(first)d to %(last)d, or one date of it "
            "lasts for years: only its first date is taken."
        )
        years = {"first": FIRST_YEAR, "last": today.year + YEARS_AHEAD}
        series.notes.append(message % years)
        return series
    if master is None:
        series.dates = [date for part in changed if (date := _single(part, zones))]
        return series
    try:
        calendar = _calendar(master, changed, zones, series)
        _collect(calendar, today, series)
    except Exception as error:  # rules of the world make the libraries raise whatever there is
        message = _(
            "The rule of repetition cannot be followed (%(kind)s): only the dates written "
            "down are taken. List the others on the page."
        )
        series.notes.append(message % {"kind": type(error).__name__})
        parts = [master, *changed]
        series.dates = [date for part in parts if (date := _single(part, zones))]
    return series


def _is_of_our_time(master: Part, start: Moment, today: dt.date) -> bool:
    """Whether a series can be followed in the time that a person waits."""
    end = master.times.end
    is_short = end is None or end.day - start.day < LONGEST_DATE
    return is_short and FIRST_YEAR <= start.day.year <= today.year + YEARS_AHEAD


def _calendar(master: Part, changed: list[Part], zones: CalendarZones, series: Series) -> Calendar:
    calendar = Calendar()
    base = _component(master, zones)
    for rule in master.properties.every("RRULE")[:5]:
        if rule.value.strip() and (read := rule_of(rule, master, series.notes)):
            base.add("RRULE", read)
    for name in ("RDATE", "EXDATE"):
        for value in listed_dates(master, name, zones, series.notes):
            base.add(name, [value])
    if master.properties.get("EXRULE"):
        series.notes.append(
            _(
                "EXRULE, which no calendar should have any more, is not followed. Take "
                "the dates it leaves out off the page."
            )
        )
    calendar.add_component(base)
    for part in changed:
        moment = _recurrence(part, zones)
        if moment and part.times.start:
            component = _component(part, zones)
            prop = part.properties.get("RECURRENCE-ID")
            is_later_too = prop and prop.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
            parameters = {"RANGE": "THISANDFUTURE"} if is_later_too else {}
            component.add("RECURRENCE-ID", alike(moment.value, master), parameters=parameters)
            calendar.add_component(component)
    return calendar


def _component(part: Part, zones: CalendarZones) -> Event:
    event = Event()
    event.add("UID", "one")
    event.add("SUMMARY", "")
    if part.times.start:
        event.add("DTSTART", part.times.start.value)
    if part.times.end:
        event.add("DTEND", part.times.end.value)
    event.add("STATUS", "CANCELLED" if part.status == "CANCELLED" else "CONFIRMED")
    return event


def _collect(calendar: Calendar, today: dt.date, series: Series) -> None:
    """Take the dates to come, and as many of the latest past ones as there is room for."""
    query = recurring_ical_events.of(calendar)
    horizon = dt.date(today.year + YEARS_AHEAD, 12, 31)
    first = calendar.events[0].get("DTSTART").dt
    first_day = first.date() if isinstance(first, dt.datetime) else first
    moves = _moves_of_all_later(calendar)
    coming = query.between(today - DAY, horizon)
    found = {date.key: date for component in coming if (date := _date_of(component, moves))}
    begins, years = today, 1
    earliest = first_day - 400 * DAY  # a date may have been moved to before the first one
    while begins > earliest and len(found) <= MOST_DATES:
        ends, years = begins, years * 2
        begins = max(ends - years * 365 * DAY, earliest)
        for component in query.between(begins, ends):
            date = _date_of(component, moves)
            found.setdefault(date.key, date)
    dates = sorted(found.values(), key=lambda date: key_of(date.start))
    ahead = sum(1 for date in dates if _day(date.start) >= today)
    from_here = max(min(len(dates) - ahead, len(dates) - MOST_DATES), 0)
    series.dates = dates[from_here : from_here + MOST_DATES]
    _say_what_is_left_out(calendar, len(dates), horizon, series)


def _say_what_is_left_out(calendar: Calendar, known: int, horizon: dt.date, series: Series) -> None:
    rule = calendar.events[0].get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    is_endless = any(not each.get("UNTIL") and not each.get("COUNT") for each in rules)
    if known > MOST_DATES:
        message = _("The series has more than %(most)d dates; the others were left out.")
        series.notes.append(message % {"most": MOST_DATES})
    elif is_endless:
        message = _("The series has no end; its dates until %(day)s were taken.")
        series.notes.append(message % {"day": horizon.isoformat()})


def _moves_of_all_later(calendar: Calendar) -> dict[str, dt.timedelta]:
    """Return by how much each change "of this and all later dates" moves them, by its key."""
    changes: list[Any] = [each for each in calendar.events if "RECURRENCE-ID" in each]
    return {
        key_of(each["RECURRENCE-ID"].dt): each["DTSTART"].dt - each["RECURRENCE-ID"].dt
        for each in changes
        if "RANGE" in each["RECURRENCE-ID"].params
    }


def _date_of(component: Any, moves: dict[str, dt.timedelta]) -> SeriesDate:
    start = component["DTSTART"].dt
    end = component["DTEND"].dt if "DTEND" in component else None
    own = component["RECURRENCE-ID"].dt if "RECURRENCE-ID" in component else start
    if "RECURRENCE-ID" in component and (move := moves.get(key_of(own))) is not None:
        own = start - move  # all later dates come with the RECURRENCE-ID of the first of them
    end = last_of(start, end)
    status = str(component.get("STATUS", "")).upper()
    return SeriesDate(start, None if end == start else end, key_of(own), status == "CANCELLED")


def _single(part: Part, zones: CalendarZones) -> SeriesDate | None:
    if part.times.start is None:
        return None
    start = part.times.start.value
    moment = _recurrence(part, zones)
    key = key_of(moment.value if moment else start)
    return SeriesDate(start, part.times.last(), key, part.status == "CANCELLED")


def _recurrence(part: Part, zones: CalendarZones) -> Moment | None:
    prop = part.properties.get("RECURRENCE-ID")
    return moment_of(prop, zones) if prop else None


def key_of(value: dt.date | dt.datetime) -> str:
    """Return the key of a date: its moment in UTC, or its day."""
    if not isinstance(value, dt.datetime):
        return f"{value.year:04}{value:%m%d}"
    try:
        value = value.astimezone(dt.UTC) if value.tzinfo else value
    except (OverflowError, ValueError):
        value = value.replace(tzinfo=None)
    return f"{value.year:04}{value:%m%dT%H%M}{'Z' if value.tzinfo else ''}"


def _day(value: dt.date | dt.datetime) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
