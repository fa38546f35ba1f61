"""Days that a spreadsheet has counted, in cells that have lost their format."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.interchange.building import make_row
from wagtail_migration_events.interchange.understanding import understand

NINE = dt.datetime(2026, 6, 3, 7, tzinfo=dt.UTC)  # in Zurich
DAY = dt.datetime(2026, 6, 3, tzinfo=dt.UTC)


def start_of(**row: Any) -> tuple[dt.datetime | None, str]:
    values = understand(make_row(timezone="Europe/Zurich", **row)).values
    return values["starts_at"], values["date_precision"]


@pytest.mark.parametrize(
    "row",
    [
        {"start": 46176.375},
        {"start": 46176.37500000001},
        {"start": "46176.375"},
        {"start": "46176,375"},
        {"start": "46176 0.375"},
        {"start": "46176 9:00"},
        {"start": "2026-06-03 0.375"},
        {"start": 46176, "time": 0.375},
        {"start": "3 June 2026", "time": "0.375"},
    ],
)
def test_a_day_and_a_part_of_it_are_an_hour(row: dict[str, Any]) -> None:
    assert start_of(**row) == (NINE, "time")


def test_an_end_is_read_likewise_and_the_repair_is_listed() -> None:
    event = understand(make_row(timezone="Europe/Zurich", start=46176.375, end=46176.5))
    assert event.values["ends_at"] == NINE + dt.timedelta(hours=3)
    assert any("46176.5" in str(repair) for repair in event.repairs)


@pytest.mark.parametrize("written", [46176, "46176", "46176.0"])
def test_a_whole_number_is_a_day(written: Any) -> None:
    assert start_of(start=written) == (DAY, "day")
    event = understand(make_row(start=written), without=["dates-in-words"])
    assert event.refused, "a rule like others, which can be switched off"


@pytest.mark.parametrize("written", [40524, 32874, 73415])
def test_a_number_of_a_workbook_is_a_day_of_the_years_1990_to_2100(written: int) -> None:
    day = dt.datetime(1899, 12, 30, tzinfo=dt.UTC) + dt.timedelta(days=written)
    assert start_of(start=written) == (day, "day")
    assert day.year in (1990, 2010, 2100)


@pytest.mark.parametrize(
    "written",
    [
        "40524",
        2026,
        32873,
        73416,
        0.375,
        4,
        True,
        "46176 x",
        10**400,
        float("inf"),
        "4" * 10_000,
        "4." * 5000,
    ],
)
def test_what_may_mean_something_else_is_refused_with_a_message(written: Any) -> None:
    event = understand(make_row(start=written, timezone="Europe/Zurich"))
    assert event.values["starts_at"] is None
    assert event.refused or event.notes


@pytest.mark.parametrize("written", [0.3, 9.3, 14])
def test_hours_that_may_be_typed_with_a_point_are_told(written: Any) -> None:
    event = understand(make_row(start="2026-06-03", time=written, timezone="Europe/Zurich"))
    assert (event.values["starts_at"], event.values["date_precision"]) == (DAY, "day")
    assert str(written) in " ".join(event.notes)
    typed = understand(make_row(start="2026-06-03", time="0.25", timezone="Europe/Zurich"))
    assert typed.values["starts_at"] == DAY - dt.timedelta(hours=1, minutes=35)
