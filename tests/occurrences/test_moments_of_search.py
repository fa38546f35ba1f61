"""What a search finds at the minute at which an event begins, ends, opens or closes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.factories import make_event
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def is_found(when: When, now: dt.datetime, **options: Any) -> bool:
    return bool(EventSearch(EventFilters(when, **options), Scope("en"), now).events)


def states(now: dt.datetime) -> str:
    """Which of the three readings find the only event: U, O, P."""
    letters = zip("UOP", (When.UPCOMING, When.ONGOING, When.PAST), strict=True)
    return "".join(letter for letter, when in letters if is_found(when, now))


def check(begins: dt.datetime, ends: dt.datetime) -> None:
    """The event is on from its first moment, and over from the moment of its end."""
    assert states(begins - SECOND) == "U"
    assert states(begins) == states(ends - SECOND) == "UO"
    assert states(ends) == "P"


def test_an_event_with_hours(site: Any):
    start, end = utc(2027, 5, 3, 13), utc(2027, 5, 3, 15)
    make_event(site.events["en"], starts_at=start, ends_at=end, timezone="Europe/Zurich")
    check(start, end)


def test_an_event_without_an_end_lasts_until_midnight_in_its_zone(site: Any):
    make_event(site.events["en"], starts_at=utc(2027, 5, 3, 20), timezone="America/New_York")
    check(utc(2027, 5, 3, 20), utc(2027, 5, 4, 4))


@pytest.mark.parametrize(
    ("zone", "begins", "ends"),
    [
        ("Pacific/Kiritimati", utc(2027, 5, 2, 10), utc(2027, 5, 4, 10)),
        ("America/New_York", utc(2027, 5, 3, 4), utc(2027, 5, 5, 4)),
        ("Asia/Kathmandu", utc(2027, 5, 2, 18, 15), utc(2027, 5, 4, 18, 15)),
    ],
)
def test_whole_days_last_from_midnight_to_midnight_in_the_zone(zone, begins, ends, site: Any):
    days = {"starts_at": utc(2027, 5, 3), "ends_at": utc(2027, 5, 4), "date_precision": "day"}
    make_event(site.events["en"], timezone=zone, **days)
    check(begins, ends)
    for day, found in ((2, False), (3, True), (4, True), (5, False)):
        asked = dt.date(2027, 5, day)
        assert is_found(When.ALL, begins, first_day=asked, last_day=asked) == found


def test_a_day_on_which_the_clocks_change_is_longer(site: Any):
    days = {"starts_at": utc(2027, 10, 31), "date_precision": "day"}
    make_event(site.events["en"], timezone="Europe/Zurich", **days)
    check(utc(2027, 10, 30, 22), utc(2027, 10, 31, 23))


def test_three_mornings_are_upcoming_between_them_and_past_after_the_last(site: Any):
    dates = [
        {
            "key": str(day),
            "starts_at": f"2027-05-0{day}T07:00Z",
            "ends_at": f"2027-05-0{day}T10:00Z",
        }
        for day in (3, 5, 7)
    ]
    make_event(site.events["en"], dates=dates, timezone="UTC")
    assert states(utc(2027, 5, 3, 8)) == states(utc(2027, 5, 7, 8)) == "UO"
    assert states(utc(2027, 5, 4, 8)) == "U"
    [between] = EventSearch(EventFilters(), Scope("en"), utc(2027, 5, 4)).events
    assert (between.starts_at, between.section) == (utc(2027, 5, 5, 7), "upcoming")
    [after] = EventSearch(EventFilters(When.ALL), Scope("en"), utc(2027, 5, 8)).events
    assert (after.starts_at, after.section) == (utc(2027, 5, 7, 7), "past")
    assert states(utc(2027, 5, 7, 10)) == "P"
    assert not is_found(
        When.ALL, utc(2027, 5, 1), first_day=dt.date(2027, 5, 4), last_day=dt.date(2027, 5, 4)
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "U"),
        ({"event_status": "postponed"}, "U"),
        ({"event_status": "cancelled"}, "P"),
        ({"external_source": "example.org"}, "P"),
    ],
)
def test_without_a_date_an_event_is_to_come_unless_its_date_is_lost(facts, expected, site: Any):
    make_event(site.events["en"], **facts)
    assert states(utc(2027, 5, 3)) == expected


def test_registration_is_open_from_minute_to_minute_and_never_after_the_event(site: Any):
    event = make_event(
        site.events["en"],
        starts_at=utc(2027, 5, 3, 13),
        ends_at=utc(2027, 5, 3, 15),
        registration_opens_at=utc(2027, 4, 1, 9),
        registration_closes_at=utc(2027, 5, 1, 9),
    )

    def is_open(now: dt.datetime) -> bool:
        return is_found(When.ALL, now, chosen={"registration": frozenset(["open"])})

    for opens, closes in (
        (utc(2027, 4, 1, 9), utc(2027, 5, 1, 9)),
        (utc(2027, 4, 1, 9), utc(2027, 5, 3, 15)),
    ):
        assert not is_open(opens - SECOND)
        assert is_open(opens)
        assert is_open(closes - SECOND)
        assert not is_open(closes)
        event.registration_closes_at = None
        event.save_revision().publish()
    event.event_status = "cancelled"
    event.save_revision().publish()
    assert not is_open(utc(2027, 4, 2))
