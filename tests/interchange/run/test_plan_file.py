"""The plan of an import, read as a spreadsheet reads it."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.interchange.building import import_rows, make_row, write_rows
from wagtail_migration_events.interchange.record import ImportRecord

OTHER = "https://example.org/events/another"


def plan_of(folder: Path, *rows: Any) -> list[dict[str, str]]:
    path = write_rows(folder / "events.jsonl", *rows)
    with contextlib.suppress(SystemExit):
        call_command(
            "events_import", str(path), "--dry-run", "--plan", str(folder / "plan.csv"),
            stdout=io.StringIO(), stderr=io.StringIO(),
        )  # fmt: skip
    with (folder / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_says_what_would_become_of_it(site: Any, tmp_path: Path) -> None:
    before = make_row(location="Room 12", organizers=["Harbour Forum"])
    same = make_row(url="https://example.org/same")
    import_rows(site.events["en"], before, same)
    after = {**before, "location": "Room 14", "organizers": ["Harbour Forum", "Port Union"]}
    plan = plan_of(tmp_path, after, same, make_row(url=OTHER), make_row(url="no address"), "{")
    assert [row["plan"] for row in plan] == ["update", "unchanged", "create", "refused", "refused"]
    assert [row["place"] for row in plan] == ["1", "2", "3", "4", "5"]
    changes = plan[0]["changes"].splitlines()
    assert "venue: Room 12 → Room 14" in changes
    assert "organizers: Harbour Forum → Harbour Forum, Port Union" in changes
    assert plan[1]["changes"] == plan[2]["changes"] == ""
    assert "no address" in plan[3]["reasons"]
    assert (plan[2]["id"], plan[2]["lang"], plan[2]["title"]) == (OTHER, "en", "A talk on data")
    assert ImportRecord.objects.count() == 2


def test_a_part_whose_umbrella_comes_later_is_planned_as_an_update(
    site: Any, tmp_path: Path
) -> None:
    part = make_row(raw_fields={"part_of": "Migration Week"})
    import_rows(site.events["en"], part)
    plan = plan_of(tmp_path, part, make_row(url=OTHER, title="Migration Week"))
    assert [row["plan"] for row in plan] == ["update", "create"]
    assert "Migration Week" in plan[0]["changes"]


def test_no_cell_is_a_formula(site: Any, tmp_path: Path) -> None:
    evil = '=HYPERLINK("https://example.org")'
    import_rows(site.events["en"], make_row(location="here"))
    plan = plan_of(tmp_path, make_row(title=evil, location=f"there\n{evil}", objectives=[evil]))
    cells = [line for row in plan for cell in row.values() for line in cell.splitlines()]
    assert any("HYPERLINK" in line for line in cells)
    assert not [line for line in cells if line.startswith("=")]


def test_a_plan_is_of_a_dry_run_and_never_over_the_file(site: Any, tmp_path: Path) -> None:
    path = str(write_rows(tmp_path / "events.jsonl", make_row()))
    with pytest.raises(CommandError, match="dry-run"):
        call_command("events_import", path, "--plan", str(tmp_path / "plan.csv"))
    with pytest.raises(CommandError, match="over the file"):
        call_command("events_import", path, "--dry-run", "--plan", path)
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("events_import", path, "--dry-run", "--plan", f"{tmp_path}/no/plan.csv")
    assert not ImportRecord.objects.exists()
