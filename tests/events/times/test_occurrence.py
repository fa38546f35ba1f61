from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus, Occurrence
from wagtail_migration_events.events.times.timezones import zone_choices


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def occurrence(
    starts_at: datetime | None,
    ends_at: datetime | None = None,
    precision: str = DatePrecision.TIME,
    timezone: str = "Europe/Zurich",
) -> Occurrence:
    return Occurrence("1", starts_at, ends_at, timezone, precision, EventStatus.SCHEDULED)


def test_an_event_late_in_the_evening_is_on_the_day_of_its_own_zone():
    evening_in_new_york = occurrence(utc(2027, 5, 2, 1), timezone="America/New_York")
    assert evening_in_new_york.first_day() == date(2027, 5, 1)


def test_an_event_over_midnight_has_two_days():
    night = occurrence(utc(2027, 5, 1, 20), utc(2027, 5, 2, 0))
    assert (night.first_day(), night.last_day()) == (date(2027, 5, 1), date(2027, 5, 2))


def test_an_event_that_ends_at_midnight_has_one_day():
    evening = occurrence(utc(2027, 5, 1, 18), utc(2027, 5, 1, 22))
    assert evening.last_day() == date(2027, 5, 1)


def test_the_last_day_of_a_range_of_days_is_part_of_it():
    days = occurrence(utc(2027, 5, 1), utc(2027, 5, 3), DatePrecision.DAY)
    assert (days.first_day(), days.last_day()) == (date(2027, 5, 1), date(2027, 5, 3))


def test_a_month_reaches_from_its_first_day_to_its_last():
    month = occurrence(utc(2028, 2, 10), None, DatePrecision.MONTH)
    assert (month.first_day(), month.last_day()) == (date(2028, 2, 1), date(2028, 2, 29))


def test_a_range_of_months_ends_with_the_last_day_of_the_last_month():
    months = occurrence(utc(2027, 5, 1), utc(2027, 7, 1), DatePrecision.MONTH)
    assert months.last_day() == date(2027, 7, 31)


@pytest.mark.parametrize("timezone", ["", "Europe/Atlantis", "../../etc/passwd"])
def test_a_blank_or_unknown_zone_counts_as_utc(timezone: str):
    assert occurrence(utc(2027, 5, 1, 23, 30), timezone=timezone).first_day() == date(2027, 5, 1)


@pytest.mark.parametrize("precision", DatePrecision.values)
def test_an_end_before_the_start_counts_as_no_end(precision: str):
    wrong = occurrence(utc(2027, 5, 3), utc(2027, 4, 1), precision)
    assert wrong.end is None
    without_end = occurrence(utc(2027, 5, 3), None, precision)
    assert (wrong.first_day(), wrong.last_day()) == (
        without_end.first_day(),
        without_end.last_day(),
    )
    assert wrong.state(utc(2027, 5, 3)) == without_end.state(utc(2027, 5, 3))


@pytest.mark.parametrize(
    ("starts_at", "precision"),
    [(None, "time"), (None, "day"), (utc(2027, 5, 1), "none"), (utc(2027, 5, 1), "week")],
)
def test_without_a_start_or_a_known_precision_there_is_no_date(
    starts_at: datetime | None, precision: str
):
    undated = occurrence(starts_at, utc(2027, 5, 2), precision)
    assert undated.first_day() is None
    assert undated.last_day() is None
    assert not undated.is_dated
    assert undated.state(utc(2027, 5, 1)) == ""


def test_only_a_day_fills_the_day():
    start = utc(2027, 5, 1)
    all_day = [value for value in DatePrecision.values if occurrence(start, None, value).is_all_day]
    assert all_day == ["day"]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (utc(2027, 5, 1, 12, 59), "upcoming"),
        (utc(2027, 5, 1, 13), "ongoing"),
        (utc(2027, 5, 1, 14, 29), "ongoing"),
        (utc(2027, 5, 1, 14, 30), "past"),
    ],
)
def test_an_event_with_hours_is_ongoing_from_its_start_to_its_end(now: datetime, state: str):
    assert occurrence(utc(2027, 5, 1, 13), utc(2027, 5, 1, 14, 30)).state(now) == state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (utc(2027, 5, 1, 12), "upcoming"),
        (utc(2027, 5, 1, 21, 59), "ongoing"),
        (utc(2027, 5, 1, 22), "past"),
    ],
)
def test_an_event_without_an_end_is_ongoing_until_the_end_of_its_local_day(
    now: datetime, state: str
):
    assert occurrence(utc(2027, 5, 1, 13)).state(now) == state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (utc(2027, 4, 30, 14, 59), "upcoming"),
        (utc(2027, 4, 30, 15), "ongoing"),
        (utc(2027, 5, 3, 14, 59), "ongoing"),
        (utc(2027, 5, 3, 15), "past"),
    ],
)
def test_a_day_event_lasts_its_whole_days_in_its_zone(now: datetime, state: str):
    tokyo = occurrence(utc(2027, 5, 1), utc(2027, 5, 3), DatePrecision.DAY, "Asia/Tokyo")
    assert tokyo.state(now) == state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (utc(2027, 4, 30, 12), "upcoming"),
        (utc(2027, 5, 31, 12), "ongoing"),
        (utc(2027, 6, 1, 12), "past"),
    ],
)
def test_an_event_in_a_month_is_ongoing_all_month(now: datetime, state: str):
    assert occurrence(utc(2027, 5, 1), None, DatePrecision.MONTH).state(now) == state


@given(
    day=st.dates(),
    length=st.integers(0, 400),
    timezone=st.sampled_from(zone_choices()) | st.text(),
)
def test_a_date_only_event_keeps_its_date_in_every_zone(day: date, length: int, timezone: str):
    starts_at = utc(day.year, day.month, day.day)
    try:
        ends_at = starts_at + timedelta(days=length)
    except OverflowError:
        ends_at = starts_at
    stored = occurrence(starts_at, ends_at, DatePrecision.DAY, timezone)
    assert stored.first_day() == day
    assert stored.last_day() == ends_at.date()


@given(
    starts_at=st.datetimes(timezones=st.just(UTC)),
    ends_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    now=st.datetimes(timezones=st.just(UTC)),
    timezone=st.sampled_from(zone_choices()),
    precision=st.sampled_from(["time", "day", "month"]),
)
def test_every_dated_event_has_a_state_and_ends_no_sooner_than_it_starts(
    starts_at: datetime, ends_at: datetime | None, now: datetime, timezone: str, precision: str
):
    dated = occurrence(starts_at, ends_at, precision, timezone)
    first, last = dated.first_day(), dated.last_day()
    assert first is not None
    assert last is not None
    assert first <= last
    assert dated.state(now) in {"upcoming", "ongoing", "past"}
