"""On which days of a calendar an event stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.calendars.grid import DAY, Period, month_of
from wagtail_migration_events.calendars.placing import month_only, place, shown_first
from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.occurrences.rows import IndexedOccurrence

MAY = month_of(dt.date(2027, 5, 1))
ZONES = ("Europe/Zurich", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "")
MOMENTS = st.datetimes(dt.datetime(2027, 4, 1), dt.datetime(2027, 7, 1)).map(
    lambda moment: moment.replace(tzinfo=dt.UTC)
)


def row_of(occurrence: Occurrence) -> IndexedOccurrence:
    return IndexedOccurrence(
        page_id=1,
        occurrence=occurrence.key,
        starts_at=occurrence.begins_at,
        ends_at=occurrence.over_at,
        first_day=occurrence.first_day(),
        last_day=occurrence.last_day(),
        precision=occurrence.precision,
        status=occurrence.status,
    )


@st.composite
def occurrences(draw: Any, precisions: Any = tuple(DatePrecision)) -> Occurrence:
    start = draw(MOMENTS)
    length = draw(st.none() | st.timedeltas(dt.timedelta(), dt.timedelta(days=45)))
    return Occurrence(
        key=str(draw(st.integers(0, 10**6))),
        starts_at=start,
        ends_at=None if length is None else start + length,
        timezone=draw(st.sampled_from(ZONES)),
        precision=draw(st.sampled_from(precisions)),
        status="scheduled",
    )


PERIODS = st.tuples(st.dates(dt.date(2027, 4, 20), dt.date(2027, 6, 20)), st.integers(0, 41)).map(
    lambda pair: Period(pair[0], pair[0] + DAY * pair[1])
)


@given(st.lists(occurrences(), max_size=8), PERIODS)
def test_an_event_stands_on_exactly_the_days_that_it_touches(found, period: Period):
    by_day = place([row_of(each) for each in found], period)
    assert list(by_day) == period.days
    for day, placed in by_day.items():
        touching = [
            each.key
            for each in found
            if each.precision in ("time", "day") and each.first_day() <= day <= each.last_day()
        ]
        assert sorted(each.row.occurrence for each in placed) == sorted(touching)
        for each in placed:
            assert each.begins == (each.row.first_day == day)
            assert each.ends == (each.row.last_day == day)


@given(st.lists(occurrences(), max_size=8), PERIODS)
def test_what_is_known_by_the_month_stands_beside_the_days_of_its_months(found, period: Period):
    shown = month_only([row_of(each) for each in found], period)
    expected = [
        each.key
        for each in found
        if each.precision == "month"
        and each.first_day() <= period.last
        and each.last_day() >= period.first
    ]
    assert sorted(row.occurrence for row in shown) == sorted(expected)


@given(st.lists(occurrences(), max_size=8))
def test_what_begins_stands_before_what_goes_on_and_then_in_order_of_time(found):
    rows = [row for row in map(row_of, found) if row.starts_at]
    in_time = sorted(rows, key=lambda row: row.starts_at)
    for placed in place(in_time, MAY).values():
        begins = [each.begins for each in placed]
        assert begins == sorted(begins, reverse=True)
        with_hours = [each.row.starts_at for each in placed if each.begins and has_hours(each)]
        assert with_hours == sorted(with_hours)


def has_hours(placed: Any) -> bool:
    return placed.row.precision == DatePrecision.TIME


def days_of(start: dt.datetime, end: dt.datetime | None, zone: str) -> list[int]:
    row = row_of(Occurrence("1", start, end, zone, "time", "scheduled"))
    return [day.day for day, placed in place([row], MAY).items() if placed]


def test_over_midnight_an_event_stands_on_both_days_of_its_own_zone():
    start = dt.datetime(2027, 5, 3, 20, tzinfo=dt.UTC)
    assert days_of(start, start + dt.timedelta(hours=4), "Europe/Zurich") == [3, 4]
    assert days_of(start, start + dt.timedelta(hours=2), "Europe/Zurich") == [3]
    assert days_of(start, start + dt.timedelta(hours=4), "America/New_York") == [3]
    assert days_of(start, None, "Asia/Bangkok") == [4]


@given(st.lists(st.integers(), max_size=12), st.integers(1, 8))
def test_a_long_list_is_shortened_by_two_at_least(items: list[int], most: int):
    shown = shown_first(items, most)
    left = len(items) - len(shown)
    assert shown == items[: len(shown)]
    assert left == 0 or (len(shown) == most and left >= 2)
