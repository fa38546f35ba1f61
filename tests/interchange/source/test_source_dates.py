from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.interchange.source.source_dates import understand_dates


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_an_hour_is_read_on_the_clock_of_its_zone_in_summer_too() -> None:
    found = understand_dates("2022-05-18T08:30", "2022-05-18T09:30", "America/New_York")
    assert found.values == {
        "starts_at": utc(2022, 5, 18, 12, 30),
        "ends_at": utc(2022, 5, 18, 13, 30),
        "timezone": "America/New_York",
        "date_precision": "time",
    }
    assert not found.refused
    assert not found.notes


def test_an_end_that_names_only_the_day_of_the_start_leaves_the_hour() -> None:
    for start, day in (
        ("2022-05-18T08:30", "2022-05-18"),
        ("2022-05-18T23:30+00:00", "2022-05-18"),
        ("2022-05-19T01:30+00:00", "2022-05-18"),
    ):
        found = understand_dates(start, day, "America/New_York")
        assert (found.values["ends_at"], found.values["date_precision"]) == (None, "time")
        assert not found.notes
    found = understand_dates("2022-05-18T08:30", "2022-05-19", "America/New_York")
    assert (found.values["ends_at"], found.values["date_precision"]) == (utc(2022, 5, 19), "day")
    assert "only one of two" in found.notes[0]


@pytest.mark.parametrize("zone", [None, "", "Asia/Bangkok", "Pacific/Kiritimati"])
def test_a_day_is_the_same_day_in_every_zone(zone: Any) -> None:
    values = understand_dates("2021-03-10", "2021-03-12", zone).values
    assert values["starts_at"] == utc(2021, 3, 10)
    assert values["ends_at"] == utc(2021, 3, 12)
    assert values["date_precision"] == "day"
    assert values["timezone"] == (zone or "")


def test_only_a_month_may_be_known() -> None:
    values = understand_dates("2027-09", None, None).values
    assert (values["starts_at"], values["date_precision"]) == (utc(2027, 9, 1), "month")


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_a_start_nothing_is_known_but_the_zone_stays(nothing: Any) -> None:
    found = understand_dates(nothing, nothing, "America/New_York")
    assert found.values == {
        "starts_at": None,
        "ends_at": None,
        "timezone": "America/New_York",
        "date_precision": "none",
    }
    assert not found.refused


def test_an_hour_without_a_zone_is_no_instant_so_the_day_is_kept() -> None:
    found = understand_dates("2022-05-18T08:30", None, None)
    assert found.values["starts_at"] == utc(2022, 5, 18)
    assert found.values["date_precision"] == "day"
    assert found.notes
    assert not found.refused


def test_an_hour_with_its_offset_is_an_instant_even_without_a_zone() -> None:
    found = understand_dates("2022-05-18T08:30-04:00", "2022-05-18T13:30Z", None)
    assert found.values["starts_at"] == utc(2022, 5, 18, 12, 30)
    assert found.values["ends_at"] == utc(2022, 5, 18, 13, 30)
    assert found.values["date_precision"] == "time"


def test_the_coarser_of_two_precisions_counts_for_both() -> None:
    found = understand_dates("2022-05-18T23:30", "2022-05-20", "America/New_York")
    assert found.values["starts_at"] == utc(2022, 5, 18)
    assert found.values["ends_at"] == utc(2022, 5, 20)
    assert found.values["date_precision"] == "day"
    assert found.notes


def test_an_offset_counts_when_only_the_day_is_taken() -> None:
    found = understand_dates("2022-05-18T23:30-04:00", "2022-05-20", "Europe/Zurich")
    assert found.values["starts_at"] == utc(2022, 5, 19)


def test_an_end_without_a_start_is_refused() -> None:
    found = understand_dates(None, "2022-05-18", None)
    assert found.values["ends_at"] is None
    assert found.refused


@pytest.mark.parametrize(
    ("start", "end", "zone"),
    [
        ("2022-05-18", "2022-05-17", None),
        ("2022-05-18T10:00", "2022-05-18T09:59", "Europe/Zurich"),
        ("2022-05", "2022-04-30", None),
    ],
)
def test_an_end_before_the_start_is_refused_and_the_start_stays(
    start: str, end: str, zone: str | None
) -> None:
    found = understand_dates(start, end, zone)
    assert found.values["starts_at"] is not None
    assert found.values["ends_at"] is None
    assert len(found.refused) == 1


@pytest.mark.parametrize("zone", ["Mars/Olympus", "CET or so", "../../etc/passwd", 7, ["UTC"]])
def test_an_unknown_zone_is_refused_and_the_day_stays(zone: Any) -> None:
    found = understand_dates("2022-05-18T10:00", None, zone)
    assert found.values["timezone"] == ""
    assert found.values["starts_at"] == utc(2022, 5, 18)
    assert len(found.refused) == 1


def test_an_hour_that_the_clocks_jump_over_is_refused_and_the_day_stays() -> None:
    found = understand_dates("2027-03-28T02:30", None, "Europe/Zurich")
    assert found.values["starts_at"] == utc(2027, 3, 28)
    assert found.values["date_precision"] == "day"
    assert len(found.refused) == 1


@pytest.mark.parametrize(
    "value",
    ["18 May 2022", "2022-02-30", "2022-13", "0001-01-01", "9999-12-31", "2022-W01-1", "x" * 5000,
     "٢٠٢٢-٠٥-١٨", "2022-05-18T25:00", 20220518, ["2022-05-18"], True],
)  # fmt: skip
def test_what_is_no_date_is_refused(value: Any) -> None:
    found = understand_dates(value, None, "Europe/Zurich")
    assert found.values["starts_at"] is None
    assert found.values["date_precision"] == "none"
    assert len(found.refused) == 1


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from([None, "", "UTC", "x"]))
def test_no_text_makes_it_fail(start: str, end: str, zone: str | None) -> None:
    values = understand_dates(start, end, zone).values
    assert values["ends_at"] is None or values["starts_at"] <= values["ends_at"]


@given(st.datetimes(dt.datetime(1001, 1, 1), dt.datetime(9998, 1, 1)))
def test_the_clock_shows_what_the_source_says(moment: dt.datetime) -> None:
    text = moment.isoformat(timespec="minutes")
    values = understand_dates(text, None, "Asia/Bangkok").values
    assert values["date_precision"] == "time"
    assert values["starts_at"].utcoffset() == dt.timedelta(0)
