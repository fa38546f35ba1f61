"""A plan that somebody has looked at is obeyed, and not where something has changed since."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.interchange.building import ADDRESS, import_rows, make_row, write_rows
from wagtail_migration_events.interchange.readers import addresses
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.outgoing.fetching import Answer
from wagtail_migration_events.pages.models import EventPage


def run(folder: Path, *options: str, rows: Any = ()) -> str:
    path = folder / "events.jsonl"
    if rows:
        write_rows(path, *rows)
    out = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("events_import", str(path), "--plan", str(folder / "plan.csv"), *options,
                     stdout=out, stderr=io.StringIO())  # fmt: skip
    return out.getvalue()


def test_a_plan_is_obeyed_row_by_row_and_what_has_changed_since_is_refused(
    site: Any, tmp_path: Path
) -> None:
    ours, edited = make_row(location="Room 1"), make_row(url=f"{ADDRESS}-2", location="Room 1")
    import_rows(site.events["en"], ours, edited)
    ours["location"] = edited["location"] = "Room 2"
    new, other, ruled = (make_row(url=f"{ADDRESS}-{number}") for number in (3, 4, 5))
    ruled["timezone"], ruled["start"] = "CET", "2027-07-01T10:00"
    rows = [ours, edited, new, other, ruled]
    run(tmp_path, "--dry-run", rows=rows)

    page = EventPage.objects.get(external_id=f"{ADDRESS}-2")
    page.summary = "Somebody wrote this after the plan was made."
    page.save_revision().publish()
    other["location"] = "Elsewhere"
    rows.append(make_row(url=f"{ADDRESS}-6"))
    said = run(tmp_path, "--without-rule", "zone-labels", rows=rows)
    assert "2: refused: The plan is out of date for this row: the page was changed." in said
    assert "4: refused: The plan is out of date for this row: the row is another" in said
    assert "5: refused: The plan is out of date for this row: rules" in said
    assert "6: refused: The plan has no such row." in said
    assert said.splitlines()[-1] == "1 created, 1 updated, 0 unchanged, 0 drafts, 4 refused"
    assert EventPage.objects.get(external_id=ADDRESS).venue == "Room 2"

    # After a run that broke off the same plan is good for the rest.
    said = run(tmp_path)
    assert said.splitlines()[-1] == "1 created, 0 updated, 2 unchanged, 0 drafts, 3 refused"
    assert ImportRecord.objects.count() == 4


def test_a_plan_holds_though_files_are_fetched_since(
    site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    pdf = Answer(200, {"content-type": "application/pdf"}, b"%PDF-1.7")
    monkeypatch.setattr(addresses, "fetch", lambda *_url, **_options: pdf)
    settings.MEDIA_ROOT = tmp_path
    row = make_row(documents=["https://files.example.org/note.pdf"])
    run(tmp_path, "--dry-run", "--fetch-files", rows=[row])
    assert "settings are others" in run(tmp_path)
    assert run(tmp_path, "--fetch-files").startswith("1 created")
    assert EventPage.objects.get().resources[0].block_type == "document"


def test_a_file_that_is_no_plan_is_told(site: Any, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("id,title\n1,A talk\n")
    with pytest.raises(CommandError, match="lacks the columns"):
        run(tmp_path, rows=[make_row()])
    assert not ImportRecord.objects.exists()
