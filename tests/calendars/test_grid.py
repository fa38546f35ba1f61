"""The days of months and weeks, and how far a reader may turn."""

from __future__ import annotations

import datetime as dt

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.calendars.grid import (
    DAY,
    MOST_YEARS,
    Period,
    first_weekday,
    month_of,
    reach,
    week_of,
    weeks_of_month,
)

DAYS = st.dates()
INNER_DAYS = st.dates(dt.date(1, 1, 8), dt.date(9999, 12, 24))
WEEKDAYS = st.integers(0, 6)


@given(DAYS, WEEKDAYS)
def test_a_month_is_four_to_six_full_weeks_with_each_of_its_days_once(day: dt.date, first: int):
    weeks = weeks_of_month(day, first)
    assert 4 <= len(weeks) <= 6
    assert all(len(week) == 7 and any(week) for week in weeks)
    assert [each for week in weeks for each in week if each] == month_of(day).days
    for week in weeks:
        assert all(
            each is None or each.weekday() == (first + place) % 7 for place, each in enumerate(week)
        )


@given(INNER_DAYS, WEEKDAYS)
def test_a_week_has_seven_days_the_one_asked_for_among_them(day: dt.date, first: int):
    week = week_of(day, first)
    assert len(week.days) == 7
    assert day in week.days
    assert week.first.weekday() == first


@given(INNER_DAYS, WEEKDAYS)
def test_turning_the_page_misses_no_day(day: dt.date, first: int):
    week = week_of(day, first)
    if week.last < dt.date(9999, 12, 24):
        assert week_of(week.last + DAY, first).first == week.last + DAY
    month = month_of(day)
    if month.last < dt.date.max:
        assert month_of(month.last + DAY).first == month.last + DAY


@pytest.mark.parametrize(
    ("language", "weekday"),
    [
        ("en", 0),
        ("fr", 0),
        ("ru", 0),
        ("es", 0),
        ("zh-hans", 0),
        ("ar", 5),
        ("ar-ma", 0),
        ("fa", 5),
        ("en-us", 6),
        ("pt-br", 6),
        ("he", 6),
        ("no language", 0),
        ("", 0),
    ],
)
def test_a_week_begins_as_where_the_language_is_spoken(language: str, weekday: int):
    assert first_weekday(language) == weekday


def test_every_language_of_cldr_has_a_first_weekday():
    for tag in localedata.locale_identifiers():
        assert first_weekday(tag) in range(7), tag


@given(st.none() | DAYS, st.none() | DAYS, st.dates(dt.date(2026, 1, 1), dt.date(2200, 1, 1)))
def test_calendars_reach_over_whole_months_and_always_to_today(first, last, today):
    if first and last and first > last:
        first, last = last, first
    found = reach(first, last, today)
    assert found.first <= today <= found.last
    assert found.first.day == 1
    assert found.last == month_of(found.last).last
    assert today.year - found.first.year <= MOST_YEARS
    assert found.last.year - today.year <= MOST_YEARS + 1


def test_calendars_reach_from_the_first_event_to_a_year_after_the_last():
    today = dt.date(2026, 11, 25)
    found = reach(dt.date(2022, 5, 17), dt.date(2028, 2, 29), today)
    assert found == Period(dt.date(2022, 5, 1), dt.date(2029, 2, 28))
    assert reach(None, None, today) == month_of(today)
    only_past = reach(dt.date(2020, 5, 17), dt.date(2021, 5, 3), today)
    assert only_past == Period(dt.date(2020, 5, 1), dt.date(2026, 11, 30))
