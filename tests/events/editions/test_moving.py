"""The moments of the next edition: the same hours on other days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wagtail_migration_events.events.editions.moving import Move, moved_dates, proposed_day
from wagtail_migration_events.events.editions.years import with_years_moved
from wagtail_migration_events.events.facts.when import WhenFields
from wagtail_migration_events.events.times.timezones import local

ZONES = ("Europe/Zurich", "America/New_York", "Africa/Cairo", "Asia/Kolkata", "UTC", "", "Mars/One")
MOMENTS = st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2060, 1, 1), timezones=st.just(dt.UTC))
DAYS = st.integers(-4000, 4000)


class Event:
    """The facts about time that a page class has, without a table."""

    get_stretch = WhenFields.get_stretch
    _known_precision = WhenFields._known_precision

    def __init__(self, **values: Any) -> None:
        self.starts_at = self.ends_at = None
        self.registration_opens_at = self.registration_closes_at = None
        self.timezone, self.date_precision, self.event_status = "Europe/Zurich", "time", "cancelled"
        self.dates: list[Any] = []
        self.__dict__.update(values)


def at(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


@given(MOMENTS, DAYS, st.sampled_from(ZONES))
def test_the_clock_shows_the_same_hour_so_many_days_later(moment, days, zone):
    before, after = local(moment, zone), local(Move(days=days).of_moment(moment, zone), zone)
    wanted = before.date() + dt.timedelta(days=days)
    late = dt.datetime.combine(after.date(), after.time()) - dt.datetime.combine(
        wanted, before.time()
    )
    # An hour that is jumped over comes by as much later as the clocks are put forward.
    assert late in (dt.timedelta(0), dt.timedelta(hours=1))
    if late:
        the_day = dt.datetime.combine(wanted, dt.time(), local(moment, zone).tzinfo)
        next_day = the_day + dt.timedelta(days=1)
        assert next_day.utcoffset() != the_day.utcoffset()


@given(MOMENTS, st.integers(0, 10**7), DAYS, st.sampled_from(ZONES))
def test_no_end_comes_before_its_start(moment, seconds, days, zone):
    start, end = Move(days=days).of_span(moment, moment + dt.timedelta(seconds=seconds), zone)
    assert start <= end


@given(MOMENTS, DAYS, st.sampled_from(ZONES))
def test_there_and_back_again_is_the_same_clock(moment, days, zone):
    there = Move(days=days).of_moment(moment, zone)
    assume(local(there, zone).time() == local(moment, zone).time())
    back = Move(days=-days).of_moment(there, zone)
    assert local(back, zone).replace(tzinfo=None, fold=0) == local(moment, zone).replace(
        tzinfo=None, fold=0
    )


@given(st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)), st.integers(-1200, 1200).filter(bool))
def test_months_keep_the_month_that_is_meant(day, months):
    moved = Move(months=months).of_day(day)
    assert 12 * moved.year + moved.month == 12 * day.year + day.month + months


def test_nine_o_clock_in_winter_is_nine_o_clock_in_summer():
    event = Event(
        starts_at=at(2026, 2, 3, 8),
        ends_at=at(2026, 2, 3, 11),
        registration_opens_at=at(2025, 10, 31, 23),
        registration_closes_at=at(2026, 1, 31, 22, 59),
    )
    assert moved_dates(event, dt.date(2026, 7, 7)) == {
        "starts_at": at(2026, 7, 7, 7),
        "ends_at": at(2026, 7, 7, 10),
        "registration_opens_at": at(2026, 4, 3, 22),
        "registration_closes_at": at(2026, 7, 4, 21, 59),
        "dates": [],
    }


def test_each_day_of_a_series_moves_and_takes_place_again():
    rows = [
        {"key": "1", "starts_at": "2026-03-03T08:00:00+00:00", "ends_at": None, "status": "x"},
        {
            "key": "7",
            "starts_at": "2026-04-07T07:00:00+00:00",
            "ends_at": "2026-04-07T08:00:00+00:00",
            "status": "cancelled",
        },
    ]
    event = Event(starts_at=at(2026, 3, 3, 8), ends_at=at(2026, 4, 7, 8), dates=rows)
    assert moved_dates(event, dt.date(2027, 3, 2))["dates"] == [
        {**rows[0], "starts_at": "2027-03-02T08:00:00+00:00", "status": "scheduled"},
        {
            "key": "7",
            "starts_at": "2027-04-06T07:00:00+00:00",
            "ends_at": "2027-04-06T08:00:00+00:00",
            "status": "scheduled",
        },
    ]


def test_a_day_without_hours_is_never_converted_between_zones():
    event = Event(starts_at=at(2026, 3, 1), ends_at=at(2026, 3, 3), date_precision="day")
    event.timezone = "America/New_York"
    moved = moved_dates(event, dt.date(2027, 11, 8))
    assert (moved["starts_at"], moved["ends_at"]) == (at(2027, 11, 8), at(2027, 11, 10))


def test_a_month_stays_a_month_over_a_leap_day():
    event = Event(starts_at=at(2027, 2, 1), ends_at=at(2027, 3, 31), date_precision="month")
    moved = moved_dates(event, dt.date(2028, 2, 20))
    assert (moved["starts_at"], moved["ends_at"]) == (at(2028, 2, 1), at(2028, 3, 31))


def test_without_a_date_nothing_is_known_of_the_next_edition_either():
    event = Event(date_precision="none", registration_closes_at=at(2026, 1, 1))
    moved = moved_dates(event, None)
    assert not any(moved[name] for name in moved if name != "date_precision")
    assert moved["date_precision"] == "none"


def test_a_day_beyond_the_calendar_is_refused():
    event = Event(starts_at=at(2026, 3, 1, 9), ends_at=at(2027, 3, 1, 9))
    with pytest.raises((ValueError, OverflowError)):
        moved_dates(event, dt.date(9999, 12, 31))


@given(MOMENTS, st.dates(dt.date(1971, 1, 1), dt.date(2100, 1, 1)))
def test_what_is_proposed_is_to_come_on_the_same_day_of_the_week(moment, today):
    event = Event(starts_at=moment)
    first = event.get_stretch().first_day()
    day = proposed_day(event, today)
    assert day > today
    assert day.weekday() == first.weekday()
    years = day.year - first.year
    assert abs((day - first).days - 365.2425 * years) < 370  # about as many years later
    if today <= first:
        assert (day - first).days == 364


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Migration Week 2026", "Migration Week 2027"),
        ("Week 2026: towards 2030", "Week 2027: towards 2030"),
        ("أسبوع الهجرة ٢٠٢٦", "أسبوع الهجرة ٢٠٢٧"),
        ("2026年移民周", "2027年移民周"),
        ("Resolution 202612", "Resolution 202612"),
        ("migration-week-2026", "migration-week-2027"),
    ],
)
def test_the_year_of_the_event_moves_in_its_title(text, moved):
    assert with_years_moved(text, range(2026, 2027), 1) == moved
