"""``events_import`` with files of every format, from the draft of a mapping to the page."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.interchange.building import make_row, write_rows
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.pages.models import EventPage, OrganizerPage

pytestmark = pytest.mark.django_db
CALENDAR = """BEGIN:VCALENDAR
X-WR-TIMEZONE:Europe/Zurich
BEGIN:VEVENT
UID:one@example.org
DTSTART:20240503T100000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Three mornings in Geneva
LOCATION:Geneva/Hybrid
END:VEVENT
BEGIN:VEVENT
UID:two@example.org
"""


def run(*arguments: Any, **options: Any) -> tuple[list[str], int]:
    out = io.StringIO()
    code = 0
    try:
        call_command(
            "events_import", *map(str, arguments), stdout=out, stderr=io.StringIO(), **options
        )
    except SystemExit as error:
        code = int(error.code or 0)
    return out.getvalue().splitlines(), code


def test_a_table_is_imported_with_the_mapping_that_was_drafted_for_it(
    site: Any, tmp_path: Path
) -> None:
    table = tmp_path / "ateliers.csv"
    table.write_bytes(
        "Titre;Date;Heure;Lieu;Organisateur;Langue de la page\n"
        "Premier atelier;3 mai 2024;14h30 à 16h (CET);Genève/Hybrid;OIM, HCR;fr\n"
        "Second atelier;10 mai;;;;fr\n".encode("cp1252")
    )
    lines, _code = run(table, "--suggest-mapping")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text("\n".join(lines), encoding="utf-8")
    options = (
        table,
        "--mapping",
        mapping,
        "--source",
        "ateliers",
        "--decisions",
        tmp_path / "decided",
    )
    lines, code = run(*options, "--dry-run")
    assert lines[-1] == "2 created, 0 updated, 0 unchanged, 0 drafts, 0 refused"
    assert code == 0
    assert any("rule place-and-platform" in line for line in lines)
    assert any("organizers.csv: 1 new" in line for line in lines)
    assert not EventPage.objects.exists()

    lines, code = run(*options)
    assert not any("rule place-and-platform" in line for line in lines)
    page = EventPage.objects.get(title="Premier atelier")
    assert page.locale.language_code == "fr"
    assert (page.venue, page.attendance_mode, page.timezone) == (
        "Genève",
        "hybrid",
        "Europe/Zurich",
    )
    assert page.starts_at.isoformat() == "2024-05-03T12:30:00+00:00"
    assert EventPage.objects.get(title="Second atelier").date_precision == "none"
    assert ImportRecord.objects.get(page=page).raw["raw_fields"]["Heure"] == "14h30 à 16h (CET)"
    assert not OrganizerPage.objects.get(title="OIM, HCR").live
    lines, code = run(*options)
    assert lines[-1] == "0 created, 0 updated, 2 unchanged, 0 drafts, 0 refused"


def test_a_calendar_is_imported_and_its_cut_event_is_named(site: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_text(CALENDAR)
    lines, code = run(path)
    assert lines == [
        (
            "line 10: refused: The event is cut off: its end (END:VEVENT) is missing. "
            "Export the calendar again."
        ),
        "1 created, 0 updated, 0 unchanged, 0 drafts, 1 refused",
    ]
    assert code == 1
    page = EventPage.objects.get()
    assert [row["starts_at"] for row in page.dates] == [
        f"2024-05-{day}T08:00:00+00:00" for day in ("03", "10", "17")
    ]
    assert (page.external_id, page.external_source) == ("one@example.org", "icalendar")
    assert run(path)[0][-1] == "0 created, 0 updated, 1 unchanged, 0 drafts, 1 refused"


def test_a_rule_can_be_switched_off_and_an_unknown_one_is_told(site: Any, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.jsonl", make_row(location="Geneva/Hybrid"))
    run(path, "--without-rule", "place-and-platform")
    assert EventPage.objects.get().venue == "Geneva/Hybrid"
    assert run(path)[0][-1].startswith("0 created, 1 updated")
    assert EventPage.objects.get().venue == "Geneva"
    with pytest.raises(CommandError, match="invalid choice"):
        run(path, "--without-rule", "nonsense")


def test_one_event_under_two_addresses_is_one_page(site: Any, tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "a.jsonl",
        make_row(url="https://example.org/events/a-talk"),
        make_row(url="https://www.example.org/en/events/a-talk/"),
        make_row(url="https://example.org/fr/events/a-talk", lang="fr"),
    )
    lines, _code = run(path)
    assert lines == [
        "line 2: refused: This is the event of line 1 under another address. Delete one.",
        "2 created, 0 updated, 0 unchanged, 0 drafts, 1 refused",
    ]


def test_words_in_another_language_than_the_page_are_known_afterwards(
    site: Any, tmp_path: Path
) -> None:
    title = "What the cities and the regions have learned from each other in this year"
    run(write_rows(tmp_path / "a.jsonl", make_row(lang="ru", title=title)))
    assert ImportRecord.objects.get().raw["content_language"] == "en"


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("a.csv", "foo,bar\n1,2\n", "--suggest-mapping"),
        ("a.xlsx", "nothing", "no XLSX"),
        ("a.ics", "<html>", "no calendar"),
        ("a.csv", "", "is empty"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_a_sentence(
    site: Any, tmp_path: Path, name: str, content: str, match: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(CommandError, match=match):
        run(path)


def test_a_wrong_mapping_and_a_wrong_address_are_told(site: Any, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.jsonl", make_row())
    with pytest.raises(CommandError, match="cannot be read"):
        run(path, "--mapping", tmp_path / "missing.toml")
    with pytest.raises(CommandError, match="not fetched"):
        run("https://127.0.0.1/a.ics")
    with pytest.raises(CommandError, match="needs no mapping"):
        run(path, "--suggest-mapping")


def test_documents_of_drupal_are_imported_from_a_folder(site: Any, tmp_path: Path) -> None:
    for language in ("en", "fr"):
        item = {
            "type": "node--event",
            "id": "uuid",
            "attributes": {
                "title": f"Talk {language}",
                "langcode": language,
                "path": {"alias": "/events/talk"},
            },
        }
        links = {"self": {"href": f"https://old.example.org/{language}/jsonapi/node/event"}}
        content = {"jsonapi": {"version": "1.0"}, "data": [item], "links": links}
        (tmp_path / f"{language}.json").write_text(json.dumps(content))
    lines, _code = run(tmp_path)
    assert lines[-1] == "2 created, 0 updated, 0 unchanged, 0 drafts, 0 refused"
    assert {page.external_id for page in EventPage.objects.all()} == {"uuid"}
