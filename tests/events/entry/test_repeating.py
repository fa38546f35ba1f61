"""Days that come again, held against another implementation of RFC 5545."""

from __future__ import annotations

import datetime as dt

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.entry.repeating import (
    LAST,
    Repeat,
    TooManyDays,
    ordinal_of,
    repeated_days,
)

FIRST = dt.date(2027, 1, 5)  # a Tuesday, the first of its month
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
INTERVALS = st.integers(1, 20)
WEEKDAYS = st.lists(st.integers(0, 6), unique=True, max_size=7).map(tuple)
ORDINALS = st.sampled_from([1, 2, 3, 4, 5, LAST])


def days(repeat, first=FIRST, most=500):
    return repeated_days(first, repeat, most)


def by_the_standard(first, **rule):
    start = dt.datetime.combine(first, dt.time(9))
    return [moment.date() for moment in rrule.rrule(dtstart=start, count=25, **rule)]


def test_three_days_in_a_row():
    assert days(Repeat("day", count=3)) == [dt.date(2027, 1, day) for day in (5, 6, 7)]


def test_every_first_tuesday_until_a_day():
    found = days(Repeat("month_weekday", until=dt.date(2027, 4, 6)))
    assert found == [
        dt.date(2027, 1, 5),
        dt.date(2027, 2, 2),
        dt.date(2027, 3, 2),
        dt.date(2027, 4, 6),
    ]


def test_a_first_day_that_the_rule_does_not_give_is_not_taken():
    found = days(Repeat("month_weekday", weekdays=(1,), ordinal=1, count=1), dt.date(2027, 1, 6))
    assert found == [dt.date(2027, 2, 2)]
    assert days(Repeat("week", weekdays=(0,), count=1)) == [dt.date(2027, 1, 11)]


def test_months_without_the_day_are_left_out():
    found = days(Repeat("month_day", count=3), dt.date(2027, 1, 31))
    assert found == [dt.date(2027, 1, 31), dt.date(2027, 3, 31), dt.date(2027, 5, 31)]


def test_a_fifth_weekday_of_a_month_is_meant_as_the_last():
    assert ordinal_of(dt.date(2027, 1, 29)) == LAST
    assert ordinal_of(dt.date(2027, 1, 28)) == 4
    assert days(Repeat("month_weekday", count=2), dt.date(2027, 1, 29))[1] == dt.date(2027, 2, 26)


@given(DATES, INTERVALS)
def test_days_come_again_as_the_standard_says(first, interval):
    found = days(Repeat("day", interval, count=25), first)
    assert found == by_the_standard(first, freq=rrule.DAILY, interval=interval)


@given(DATES, INTERVALS, WEEKDAYS)
def test_weeks_come_again_as_the_standard_says(first, interval, weekdays):
    found = days(Repeat("week", interval, weekdays, count=25), first)
    chosen = {"byweekday": weekdays} if weekdays else {}
    assert found == by_the_standard(first, freq=rrule.WEEKLY, interval=interval, **chosen)


@given(DATES, INTERVALS)
def test_months_come_again_by_day_as_the_standard_says(first, interval):
    found = days(Repeat("month_day", interval, count=25), first)
    assert found == by_the_standard(first, freq=rrule.MONTHLY, interval=interval)


@given(DATES, st.integers(1, 5), WEEKDAYS.filter(bool), ORDINALS)
def test_months_come_again_by_weekday_as_the_standard_says(first, interval, weekdays, ordinal):
    found = days(Repeat("month_weekday", interval, weekdays, ordinal, count=25), first)
    chosen = [rrule.weekday(weekday, ordinal) for weekday in weekdays]
    expected = by_the_standard(first, freq=rrule.MONTHLY, interval=interval, byweekday=chosen)
    assert found == expected


def test_more_days_than_may_be_listed_are_refused():
    assert len(days(Repeat("day", count=500))) == 500
    for repeat in (Repeat("day", count=501), Repeat("day", until=dt.date(9998, 12, 31))):
        with pytest.raises(TooManyDays):
            days(repeat)


def test_an_end_before_the_first_day_gives_none():
    assert days(Repeat("day", until=dt.date(2026, 1, 1))) == []


@pytest.mark.parametrize("every", ["day", "week", "month_day", "month_weekday"])
def test_the_end_of_the_calendar_is_an_end(every):
    found = days(Repeat(every, count=500), dt.date(9998, 12, 30))
    assert found[0] == dt.date(9998, 12, 30)
    assert len(found) < 5


@pytest.mark.parametrize("repeat", [Repeat("day"), Repeat("day", interval=0, count=3)])
def test_a_rule_without_an_end_or_a_step_is_refused(repeat):
    with pytest.raises(ValueError, match="needs"):
        days(repeat)
