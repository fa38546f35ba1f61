"""Tables whose headers, and not their cells, say which clock is meant and what belongs together."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.readers.formats import read
from wagtail_migration_events.interchange.source.records import ReadingOptions, SourceRecord
from wagtail_migration_events.interchange.source.source_event import SourceEvent
from wagtail_migration_events.interchange.understanding import understand

_GENEVA, _NEW_YORK, _NAIROBI = "Europe/Zurich", "America/New_York", "Africa/Nairobi"


def event_of(folder: Path, cells: list[tuple[str, str]], plan: Any = None) -> SourceEvent:
    """The event of a table with one row, by its headers and cells."""
    path = folder / "events.csv"
    rows = [("Id", "1"), ("Title", "A talk"), *cells]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(zip(*rows, strict=True))
    found = read(path, "", ReadingOptions(language="en", mapping=plan))
    (record,) = (each for each in found if isinstance(each, SourceRecord))
    assert record.row is not None
    return understand(record.row, "a table")


def utc(hour: int) -> dt.datetime:
    return dt.datetime(2026, 6, 13, hour, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("header", "cell", "zone", "hour"),
    [
        ("Start time (CET)", "09:00", _GENEVA, 7),
        ("Time CET", "09:00", _GENEVA, 7),
        ("Time (Geneva)", "09:00", _GENEVA, 7),
        ("Heure (heure de Genève)", "09:00", _GENEVA, 7),
        ("Hora (Nueva York)", "09:00", _NEW_YORK, 13),
        ("时间（日内瓦时间）", "09:00", _GENEVA, 7),
        ("Time (CET)", "09:00 EDT", _NEW_YORK, 13),
    ],
)
def test_the_zone_of_a_header_is_that_of_its_hours_unless_a_cell_names_one(
    header: str, cell: str, zone: str, hour: int, tmp_path: Path
) -> None:
    cells = [("Date", "13 June 2026"), (header, cell)]
    values = event_of(tmp_path, cells).values
    assert (values["timezone"], values["starts_at"]) == (zone, utc(hour))
    other = ColumnPlan(defaults={"timezone": _NAIROBI})
    values = event_of(tmp_path, cells, other).values
    assert (values["timezone"], values["starts_at"]) == (zone, utc(hour)), "before a default"


@pytest.mark.parametrize(
    ("header", "zone"),
    [("Start (CET)", _GENEVA), ("Start (UTC-4)", "Etc/GMT+4"), ("Start (Geneva)", ""),
     ("Start (2026)", ""), ("Start (IST)", ""), ("(" * 10_000, ""), ("Start (" + "a" * 10_000, "")],
)  # fmt: skip
def test_a_header_of_a_date_names_a_zone_only_by_a_label(
    header: str, zone: str, tmp_path: Path
) -> None:
    plan = ColumnPlan(columns={"id": ["Id"], "title": ["Title"], "start": [header[:200]]})
    event = event_of(tmp_path, [(header, "2026-06-13 09:00")], plan)
    assert event.values["timezone"] == zone
    assert bool(event.notes) == (not zone), "without a zone the hour is kept in the record"


def test_hours_in_a_second_column_of_the_same_name_belong_to_the_date_before_it(
    tmp_path: Path,
) -> None:
    outlook = [("Début", "13/06/2026"), ("Début", "09:00:00"),
               ("Fin", "13/06/2026"), ("Fin", "11:00:00")]  # fmt: skip
    in_geneva = ColumnPlan(defaults={"timezone": _GENEVA})
    values = event_of(tmp_path, outlook, in_geneva).values
    assert (values["starts_at"], values["ends_at"]) == (utc(7), utc(9))
    apart = [*outlook[:1], ("Lieu", "Palais"), *outlook[1:2]]
    another = [*outlook[:1], ("Début", "15/06/2026")]
    for cells in (apart, another):
        event = event_of(tmp_path, cells, in_geneva)
        assert (event.values["starts_at"], event.values["ends_at"]) == (utc(0), None)
        assert event.values["date_precision"] == "day"
