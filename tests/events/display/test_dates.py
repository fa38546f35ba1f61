from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from wagtail_migration_events.events.display.dates import (
    event_dates,
    event_stretch,
    previous_day,
)
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)
NOW = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)


def event(**values: Any) -> EventPage:
    return EventPage(title="An event", **values)


def test_of_several_dates_the_line_gives_days_and_number_but_no_hours():
    rows = [{"key": day, "starts_at": f"2027-03-0{day}T09:00:00Z"} for day in "135"]
    several = event(
        dates=rows,
        starts_at=dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 3, 5, 9, tzinfo=dt.UTC),
    )
    stretch = event_stretch(several, "en", NOW)
    assert (stretch.when.text, stretch.detail) == ("1–5 March 2027", "3 dates")
    assert (stretch.when.machine, stretch.when.machine_end) == ("2027-03-01", "2027-03-05")
    assert [date.when.machine[:10] for date in event_dates(several, "en", NOW)] == [
        "2027-03-01",
        "2027-03-03",
        "2027-03-05",
    ]


def test_the_status_of_the_whole_event_is_not_repeated_at_its_only_date():
    [date] = event_dates(event(starts_at=START, event_status="cancelled"), "en", NOW)
    assert (date.status, date.is_past) == ("", True)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Date to be announced"),
        ({"external_source": "https://example.org/"}, "Date not recorded"),
        ({"event_status": "cancelled"}, "Date not recorded"),
        ({"event_status": "postponed", "external_source": "x"}, "Date to be announced"),
    ],
)
def test_a_missing_date_is_worded_by_what_can_be_expected(values: dict[str, str], words: str):
    assert event_stretch(event(**values), "en", NOW).when.text == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("time", "1 January 2027"),
        ("none", "1 January 2027"),
        ("day", "31 December 2026"),
        ("month", "December 2026"),
    ],
)
def test_the_day_planned_before_is_read_as_precisely_as_it_is_known(precision: str, words: str):
    moved = event(date_precision=precision, previous_starts_at=START, timezone="Asia/Tokyo")
    assert previous_day(moved, "en") == words
    assert previous_day(event(), "en") == ""


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ({}, "2026-12-31T23:30:00+00:00"),
        ({"date_precision": "day", "timezone": "Asia/Tokyo"}, "2026-12-30T15:00:00+00:00"),
        ({"date_precision": "month"}, ""),
        ({"starts_at": None}, ""),
        ({"event_status": "cancelled"}, ""),
        ({"event_status": "postponed"}, ""),
        ({"event_status": "tentative"}, "2026-12-31T23:30:00+00:00"),
    ],
)
def test_a_script_is_told_the_moment_of_what_is_certain_alone(values: dict[str, Any], begins: str):
    date = event_stretch(event(**{"starts_at": START, **values}), "en", NOW)
    assert date.begins == begins
    assert bool(date.over) == bool(begins)
