"""The calendar of a list: building it, and what the icalendar library needs for the same events."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client
from icalendar import Calendar, Event

from bench.cases import Case, Plan, Subject, at_most_queries, at_most_times
from bench.seeding import facts, indexed, make_events
from wagtail_migration_events.occurrences.rows import IndexedOccurrence

#: Of each event the pages in two languages: that of the reader, and one that is passed over.
LANGUAGES = 2
#: Long after the events of all other subjects, so that the calendar has these only.
FIRST_DAY = dt.date(2080, 1, 1)
URL = f"/en/events/feed.ics?from={FIRST_DAY}"


def subject(plan: Plan, *, events: int = 5000) -> Subject:
    """Ask for the calendar of so many events, as a program that subscribes to it does."""
    late = IndexedOccurrence.objects.filter(first_day__gte=FIRST_DAY, language="en")
    if (there := late.count()) < events:
        languages = plan.languages[:LANGUAGES]
        make_events(events - there, languages, facts_of=_late_facts, note=plan.note)
    indexed(plan.note)
    feed, loop = f"feed of {events:,} events", "icalendar in a bare loop"
    values = _values_of(Calendar.from_ical(_get(URL)))
    cases = [Case(loop, lambda _: _build(values)), Case(feed, lambda _: _get(URL))]
    return Subject(cases, [at_most_queries(feed, 15), at_most_times(feed, 1, unit=loop)])


def _late_facts(number: int) -> dict[str, Any]:
    start = dt.datetime.combine(FIRST_DAY, dt.time(9), dt.UTC)
    start += dt.timedelta(hours=9 * (number * 7919 % 10_000))
    return {**facts(number), "starts_at": start, "ends_at": start + dt.timedelta(hours=2)}


def _get(url: str) -> bytes:
    response = Client(headers={"host": "localhost"}).get(url)
    if response.status_code != 200:
        raise AssertionError(f"{url} answered {response.status_code}")
    return response.getvalue()


#: Of each event the names, values and parameters of its properties.
Values = list[list[tuple[str, Any, dict[str, Any]]]]


def _values_of(calendar: Any) -> Values:
    return [
        [
            (name, _plain(value), dict(getattr(value, "params", {})))
            for name, value in event.property_items(recursive=False)
            if name not in ("BEGIN", "END")
        ]
        for event in calendar.walk("VEVENT")
    ]


def _plain(value: Any) -> Any:
    """Return what a program would hand to the library: a moment, a list or a text."""
    return getattr(value, "dt", None) or getattr(value, "cats", None) or value


def _build(events: Values) -> bytes:
    calendar = Calendar()
    for properties in events:
        event = Event()
        for name, value, parameters in properties:
            event.add(name, value, parameters=parameters)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
