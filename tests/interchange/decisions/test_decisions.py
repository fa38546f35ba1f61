"""Names are decided by people: proposals, edits, and runs that obey them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_organizer
from tests.interchange.building import ADDRESS, make_row
from wagtail_migration_events.interchange.decisions.decided import Decisions
from wagtail_migration_events.interchange.decisions.proposals import (
    propose_organizers,
    propose_term,
)
from wagtail_migration_events.interchange.decisions.tables import DecisionTable
from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.outcomes import Became, Outcome
from wagtail_migration_events.interchange.source.records import SourceRecord, UnreadableFile
from wagtail_migration_events.pages.models import EventPage, OrganizerPage

NAMES = ["Government of Thailand, Portugal and other governments", "IOM", "as well as IOM"]


def rows_of(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    separator = ";" if text.startswith("as_found;") else ","
    return list(csv.DictReader(text.splitlines(keepends=True), delimiter=separator))


def edit(path: Path, found: str, **cells: str) -> None:
    rows = rows_of(path)
    for row in rows:
        if row["as_found"] == found:
            row.update(cells)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")  # as Excel saves it in Europe
        writer.writeheader()
        writer.writerows(rows)


def run(index: Any, folder: Path, *rows: dict[str, Any], dry_run: bool = False) -> list[Outcome]:
    decisions = Decisions(folder)
    imported = EventImport(index, dry_run=dry_run, decisions=decisions)
    found = [imported.take(SourceRecord(line, 0, row)) for line, row in enumerate(rows, start=1)]
    found += imported.finish()
    decisions.save()
    return found


@pytest.mark.parametrize(
    ("name", "proposal", "confidence"),
    [
        ("IOM", "", "high"),
        ("Harbour Forum", "", "medium"),
        (
            "Governments of Thailand and Portugal",
            "Government of Thailand | Government of Portugal",
            "low",
        ),
        (
            "Enabel, the Belgian development agency",
            "Enabel | the Belgian development agency",
            "low",
        ),
        ("as well as IOM", "IOM", "low"),
        ("other governments", "", "low"),
        (
            "International Organisation for Migration",
            "International Organization for Migration",
            "medium",
        ),
        (
            "International Organization for Migr… (cut)",
            "International Organization for Migration",
            "low",
        ),
    ],
)
def test_what_a_name_may_mean_is_proposed(name: str, proposal: str, confidence: str) -> None:
    titles = ["International Organization for Migration", "UNHCR"]
    found = propose_organizers(name, titles, is_known=name == "IOM")
    assert (found.text, found.confidence) == (proposal, confidence)


def test_what_a_type_may_mean_is_proposed() -> None:
    found = propose_term("Listening Sessions (2)", ["Listening session", "Webinar"], is_known=False)
    assert (found.text, found.confidence) == ("Listening session", "medium")
    assert propose_term("Webinar", ["Webinar"], is_known=True).text == ""


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_no_name_makes_a_proposal_fail(name: str, titles: list[str]) -> None:
    propose_organizers(name, titles, is_known=False)
    propose_term(name, titles, is_known=False)


def test_a_file_survives_a_spreadsheet_and_is_only_added_to(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    table = DecisionTable(path, ("name", "why"))
    table.propose("=cmd|' /C calc'!A0", name="=cmd", why="a")
    table.propose("Two\nlines", name="x", why="b")
    assert table.save() == 2
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\"'=cmd" in content
    again = DecisionTable(path, ("name", "why"))
    assert again.get("=cmd|' /C calc'!A0") == {
        "as_found": "=cmd|' /C calc'!A0",
        "name": "=cmd",
        "why": "a",
    }
    assert again.get("Two lines") is not None
    assert again.save() == 0
    assert path.read_bytes() == content


def test_columns_and_edits_of_people_stay_when_rows_are_added(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("as_found;name;our remark\nA;B;look at this é\n".encode("cp1252"))
    table = DecisionTable(path, ("name", "why"))
    table.propose("C", name="C", why="new")
    table.save()
    assert rows_of(path) == [
        {"as_found": "A", "name": "B", "our remark": "look at this é", "why": ""},
        {"as_found": "C", "name": "C", "our remark": "", "why": "new"},
    ]


@pytest.mark.parametrize("content", ["name,why\nA,B\n", 'as_found,name\n"A,B\n'])
def test_a_file_that_is_no_table_of_decisions_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(content)
    with pytest.raises(UnreadableFile, match=r"names\.csv"):
        DecisionTable(path, ("name",))
    assert path.read_text() == content
    with pytest.raises(UnreadableFile, match="no folder"):
        Decisions(path)


@pytest.mark.django_db
def test_the_first_run_proposes_and_later_runs_obey(site: Any, tmp_path: Path) -> None:
    index = site.events["en"]
    make_organizer(site.organizers["en"], "International Organization for Migration", acronym="IOM")
    row = make_row(organizers=NAMES, category="Fishbowls (2)", location="Tbilisi, Georgia - KUDO")
    run(index, tmp_path, row, dry_run=True)
    assert not EventPage.objects.exists()
    names = tmp_path / "organizers.csv"
    assert [
        (each["as_found"], each["organizers"], each["confidence"]) for each in rows_of(names)
    ] == [
        (NAMES[0], NAMES[0], "low"),
        (NAMES[1], NAMES[1], "high"),
        (NAMES[2], NAMES[2], "low"),
    ]
    assert rows_of(tmp_path / "types.csv")[0]["proposal"] == "Fishbowls"
    assert rows_of(tmp_path / "places.csv")[0] == {
        "as_found": "Tbilisi, Georgia - KUDO",
        "venue": "Tbilisi, Georgia",
        "attendance_mode": "hybrid",
        "country": "",
        "confidence": "medium",
        "proposal": "country: Georgia",
    }

    edit(
        names,
        NAMES[0],
        organizers="Government of Thailand | Government of Portugal",
        role="host | partner",
    )
    edit(names, NAMES[2], organizers="")
    edit(tmp_path / "types.csv", "Fishbowls (2)", type="Webinar")
    edit(
        tmp_path / "places.csv",
        "Tbilisi, Georgia - KUDO",
        country="Georgia",
        attendance_mode="online",
    )
    before = names.read_bytes()
    (outcome,) = run(index, tmp_path, row)
    assert outcome.became == Became.CREATED
    page = EventPage.objects.get(external_id=ADDRESS)
    titles = {str(each.translation_key): each.title for each in OrganizerPage.objects.all()}
    assert [(titles[str(link.organizer)], link.role) for link in page.organizer_links.all()] == [
        ("Government of Thailand", "host"),
        ("Government of Portugal", "partner"),
        ("International Organization for Migration", "lead"),
    ]
    assert (page.event_type, page.country, page.attendance_mode) == ("webinar", "268", "online")
    assert names.read_bytes() == before
    assert not OrganizerPage.objects.get(title="Government of Thailand").live
    assert [each.became for each in run(index, tmp_path, row)] == [Became.UNCHANGED]

    edit(names, NAMES[1], organizers="UNHCR")
    assert [each.became for each in run(index, tmp_path, row)] == [Became.UPDATED]
    assert OrganizerPage.objects.filter(title="UNHCR").exists()


@pytest.mark.django_db
def test_what_is_no_role_is_said(site: Any, tmp_path: Path) -> None:
    row = make_row(organizers=["IOM"])
    run(site.events["en"], tmp_path, row, dry_run=True)
    edit(tmp_path / "organizers.csv", "IOM", role="boss")
    (outcome,) = run(site.events["en"], tmp_path, row)
    assert "boss" in outcome.notes[0]
