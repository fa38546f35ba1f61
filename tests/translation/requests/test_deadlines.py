"""By when translations are due."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.translation.requests.deadlines import due_day

MONDAY = dt.date(2027, 5, 3)
WEEKEND = (5, 6)


@pytest.mark.parametrize(
    ("starts_on", "lead", "expected"),
    [
        (dt.date(2027, 5, 31), 1, dt.date(2027, 5, 28)),  # a Monday: the Friday before
        (dt.date(2027, 5, 31), 5, dt.date(2027, 5, 24)),
        (dt.date(2027, 5, 31), 10, dt.date(2027, 5, 17)),
        (dt.date(2027, 5, 29), 0, dt.date(2027, 5, 28)),  # a Saturday
        (dt.date(2027, 5, 7), 10, None),  # announced too late for its own deadline
        (dt.date(2027, 5, 4), 1, None),  # due today
        (dt.date(2027, 4, 1), 10, None),  # over
        (None, 10, None),
    ],
)
def test_a_deadline_lies_so_many_working_days_before_the_event(
    starts_on: dt.date | None, lead: int, expected: dt.date | None
):
    assert due_day(starts_on, lead, MONDAY, WEEKEND) == expected


def test_a_site_may_work_on_other_days():
    assert due_day(dt.date(2027, 5, 30), 1, MONDAY, (4, 5)) == dt.date(2027, 5, 27)
    assert due_day(dt.date(2027, 5, 30), 1, MONDAY, range(7)) == dt.date(2027, 5, 29)


@given(
    starts_on=st.dates(dt.date(2027, 1, 1), dt.date(2028, 12, 31)),
    lead=st.integers(0, 400),
    weekend=st.sets(st.integers(0, 6), max_size=6),
)
def test_a_deadline_is_a_working_day_between_today_and_the_event(
    starts_on: dt.date, lead: int, weekend: set[int]
):
    day = due_day(starts_on, lead, MONDAY, weekend)
    if day is None:
        return
    assert MONDAY < day <= starts_on
    assert day.weekday() not in weekend
    between = [day + dt.timedelta(n) for n in range((starts_on - day).days)]
    assert sum(each.weekday() not in weekend for each in between) >= lead


def test_the_first_year_of_the_calendar_is_no_trap():
    assert due_day(dt.date.min, 10, MONDAY) is None
    assert due_day(dt.date.max, 10, MONDAY) is not None
