"""Documents as the module JSON:API of a stock Drupal 10 or 11 writes them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from wagtail_migration_events.interchange.mapping.plan import ColumnPlan, read_plan
from wagtail_migration_events.interchange.mapping.suggesting import draft_of
from wagtail_migration_events.interchange.readers.formats import columns_of, read
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    SourceRecord,
    UnreadableFile,
)
from wagtail_migration_events.interchange.understanding import understand

SITE = "https://old.example.org"
UUID = "5f0c1b3e-8a2d-4c55-9d57-0f3f6f1f9b10"
NO_LINKS = {
    "jsonapi": {
        "version": "1.1",
        "meta": {"links": {"self": {"href": "http://jsonapi.org/format/1.1/"}}},
    }
}


def term(identifier: str, vocabulary: str, name: str) -> dict[str, Any]:
    return {
        "type": f"taxonomy_term--{vocabulary}",
        "id": identifier,
        "links": {"self": {"href": f"{SITE}/jsonapi/taxonomy_term/{vocabulary}/{identifier}"}},
        "attributes": {
            "drupal_internal__tid": 279,
            "langcode": "en",
            "status": True,
            "name": name,
            "description": None,
            "weight": 0,
            "path": {"alias": None, "pid": None, "langcode": "en"},
        },
    }


def refer(kind: str, *identifiers: str) -> dict[str, Any]:
    return {
        "data": [
            {"type": kind, "id": each, "meta": {"drupal_internal__target_id": 279}}
            for each in identifiers
        ],
        "links": {"related": {"href": f"{SITE}/jsonapi/x"}, "self": {"href": f"{SITE}/jsonapi/y"}},
    }


def node(language: str = "en", **attributes: Any) -> dict[str, Any]:
    prefix = "" if language == "en" else f"/{language}"
    return {
        "type": "node--event",
        "id": UUID,
        "links": {
            "self": {"href": f"{SITE}{prefix}/jsonapi/node/event/{UUID}?resourceVersion=id%3A30"}
        },
        "attributes": {
            "drupal_internal__nid": 12,
            "drupal_internal__vid": 30,
            "langcode": language,
            "revision_timestamp": "2022-05-01T08:00:00+00:00",
            "status": True,
            "title": f"A talk in {language}",
            "created": "2022-04-01T08:00:00+00:00",
            "promote": False,
            "sticky": False,
            "default_langcode": language == "en",
            "path": {"alias": "/events/a-talk", "pid": 4, "langcode": language},
            "body": {
                "value": "<p>What <em>we</em> know.</p>",
                "format": "basic_html",
                "processed": "<p>What <em>we</em> know.</p>",
                "summary": "",
            },
            "field_date": [
                {"value": "2022-05-18T08:30:00-04:00", "end_value": "2022-05-18T09:30:00-04:00"}
            ],
            "field_location": "Geneva/Hybrid",
            "field_registration_link": {
                "uri": "https://example.org/register",
                "title": "",
                "options": [],
            },
            **attributes,
        },
        "relationships": {
            "node_type": {
                "data": {
                    "type": "node_type--node_type",
                    "id": "t",
                    "meta": {"drupal_internal__target_id": "event"},
                }
            },
            "uid": {
                "data": {"type": "user--user", "id": "u", "meta": {"drupal_internal__target_id": 1}}
            },
            "field_gcm_objectives": refer("taxonomy_term--gcm_objectives", "o2", "o16"),
            "field_main_organizers": refer("taxonomy_term--organizers", "iom"),
            "field_document": {
                "data": {
                    "type": "media--document",
                    "id": "m",
                    "meta": {"drupal_internal__target_id": 5},
                }
            },
            "field_gone": refer("taxonomy_term--tags", "missing"),
        },
    }


def document(
    *nodes: dict[str, Any], language: str = "en", page: int = 0, is_last: bool = True
) -> dict[str, Any]:
    base = (
        f"{SITE}{'' if language == 'en' else '/' + language}/jsonapi/node/event?page%5Boffset%5D="
    )
    links = {"self": {"href": f"{base}{page}"}}
    if not is_last:
        links["next"] = {"href": f"{base}{page + 1}"}
    return {
        **NO_LINKS,
        "data": list(nodes),
        "included": [
            term("o2", "gcm_objectives", "GCM Objective 2 - Minimize adverse drivers"),
            term("o16", "gcm_objectives", "16 - Inclusion and social cohesion"),
            term("iom", "organizers", "IOM"),
            {
                "type": "media--document",
                "id": "m",
                "attributes": {"name": "Concept note"},
                "relationships": {
                    "field_media_document": {"data": {"type": "file--file", "id": "f"}}
                },
            },
            {
                "type": "file--file",
                "id": "f",
                "attributes": {
                    "filename": "note.pdf",
                    "uri": {"value": "public://note.pdf", "url": "/sites/default/files/note.pdf"},
                },
            },
        ],
        "links": links,
    }


def write(folder: Path, **documents: Any) -> Path:
    for name, content in documents.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def records(path: Path, plan: ColumnPlan | None = None) -> tuple[list[SourceRecord], list[str]]:
    found = list(read(path, "", ReadingOptions(language="en", mapping=plan)))
    notes = [each.text for each in found if isinstance(each, FileNote)]
    return [each for each in found if isinstance(each, SourceRecord)], notes


def test_a_node_is_understood_without_a_mapping(tmp_path: Path) -> None:
    (record,), notes = records(write(tmp_path, page=document(node())) / "page.json")
    assert record.row is not None
    event = understand(record.row, fallback=record.source)
    assert (event.address, event.source, event.group) == (UUID, "old.example.org", UUID)
    assert event.old_address == f"{SITE}/events/a-talk"
    values = event.values
    assert (values["title"], values["summary"]) == ("A talk in en", "What we know.")
    assert values["starts_at"] == dt.datetime(2022, 5, 18, 12, 30, tzinfo=dt.UTC)
    assert values["ends_at"] == dt.datetime(2022, 5, 18, 13, 30, tzinfo=dt.UTC)
    assert (values["venue"], values["attendance_mode"]) == ("Geneva", "hybrid")
    assert values["gcm_objectives"] == ["2", "16"]
    assert values["registration_url"] == "https://example.org/register"
    assert event.organizers == ["IOM"]
    assert record.raw_fields["field_document"] == [f"{SITE}/sites/default/files/note.pdf"]
    assert record.raw_fields["body.value"] == "<p>What <em>we</em> know.</p>"
    assert record.notes == ()
    assert "field_date.value" in notes[0]


def test_pages_and_translations_of_a_folder_are_read_once(tmp_path: Path) -> None:
    other = node("en") | {"id": "other"}
    write(
        tmp_path,
        en1=document(node(), is_last=False),
        en2=document(other, page=1),
        fr1=document(node("fr"), language="fr"),
        # Where nobody has translated, Drupal answers with the original once more.
        fr2=document(other, language="fr", page=1),
    )
    found, notes = records(tmp_path)
    events = [understand(each.row or {}, fallback=each.source) for each in found]
    assert [(each.address, each.language) for each in events] == [
        (UUID, "en"),
        ("other", "en"),
        (UUID, "fr"),
    ]
    assert events[0].group == events[2].group
    assert events[2].old_address == f"{SITE}/fr/events/a-talk"
    assert "1 items came a second time" in notes[1]
    assert len(notes) == 2


def test_the_language_in_which_a_node_was_written_comes_first_whatever_files_are_called(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        de=document(node("de", default_langcode=True) | {"id": "other"}, language="de"),
        ar=document(node("ar"), language="ar"),
        page=document(node()),
    )
    found, _notes = records(tmp_path)
    assert [(each.row or {})["lang"] for each in found] == ["de", "en", "ar"]


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    paged = document(node(), is_last=False)
    del paged["included"]
    (record,), notes = records(write(tmp_path, page=paged))
    assert "include=field_gcm_objectives,field_main_organizers,field_document" in record.notes[0]
    assert record.raw_fields["field_gcm_objectives.id"] == ["o2", "o16"]
    assert "next page" in notes[-1]


def test_what_drupal_knows_of_a_page_comes_along(tmp_path: Path) -> None:
    paged = document(node(), node(status=False) | {"id": "other"})
    user = {"type": "user--user", "id": "u", "attributes": {"display_name": "Jo", "name": "jo"}}
    paged["included"].append(user)
    found, _notes = records(write(tmp_path, page=paged))
    live, draft = (understand(each.row or {}, fallback="x") for each in found)
    assert live.first_published_at == dt.datetime(2022, 4, 1, 8, tzinfo=dt.UTC)
    assert (live.owner, live.refused) == ("jo", [])
    assert "private" in draft.refused[0], "what was not published does not become public"


def test_several_dates_of_a_field_are_several_dates(tmp_path: Path) -> None:
    dates = [
        {"value": f"2024-03-{day}T14:00:00+01:00", "end_value": f"2024-03-{day}T16:00:00+01:00"}
        for day in (12, 13, 14)
    ]
    (record,), _notes = records(write(tmp_path, page=document(node(field_date=dates))))
    found = understand(record.row or {}, fallback="x").values["dates"]
    assert [each["starts_at"] for each in found] == [
        f"2024-03-{day}T13:00:00+00:00" for day in (12, 13, 14)
    ]


def test_a_node_without_alias_or_language_is_found_by_its_number(tmp_path: Path) -> None:
    bare = node(path={"alias": None, "pid": None, "langcode": "en"}, langcode="und")
    (record,), _notes = records(write(tmp_path, page=document(bare)))
    assert (record.address, record.language) == (f"{SITE}/node/12", "en")


def test_a_draft_of_a_mapping_can_be_used_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, page=document(node()))
    names, example = columns_of(tmp_path, "")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(draft_of(names, example, "en"), encoding="utf-8")
    (record,), _notes = records(tmp_path, read_plan(mapping))
    assert record.external_id == UUID
    assert (record.row or {})["organizers"] == ["IOM"]


def test_a_draft_names_all_parts_of_a_date_and_of_an_address(tmp_path: Path) -> None:
    hours = {"value": "2022-05-17T22:00:00+00:00", "end_value": "2022-05-19T21:59:00+00:00"}
    address = {
        "langcode": None,
        "country_code": "CH",
        "locality": "Geneva",
        "postal_code": "1202",
        "address_line1": "Palais des Nations",
        "address_line2": "",
        "organization": "UNOG",
    }
    attributes = node()["attributes"]
    when = [{**hours, "duration": 2879, "timezone": "Europe/Zurich"}] * 2
    item = node(field_event_date=when, field_office_address=address)
    for name in ("field_date", "field_location"):
        assert item["attributes"].pop(name) == attributes[name]
    write(tmp_path, page=document(item))
    mapping = tmp_path / "mapping.toml"
    names, example = columns_of(tmp_path, "")
    mapping.write_text(draft_of(names, example, "en"), encoding="utf-8")
    for plan in (None, read_plan(mapping)):
        (record,), _notes = records(tmp_path, plan)
        found = understand(record.row or {}, fallback="x").values
        assert (found["venue"], found["country"]) == ("UNOG, Palais des Nations, Geneva", "756")
        assert (found["timezone"], found["date_precision"]) == ("Europe/Zurich", "day")
        assert (f"{found['starts_at']:%d}", f"{found['ends_at']:%d}") == ("18", "19")


@pytest.mark.parametrize(
    "broken",
    ['{"data": [', "[" * 10_000, '{"jsonapi": {}}', "null", '{"data": 3}', "\x00"],
)
def test_a_broken_document_is_an_item_and_the_others_are_read(tmp_path: Path, broken: str) -> None:
    found, _notes = records(write(tmp_path, a=broken, b=document(node())))
    assert [bool(each.refusal) for each in found] == [True, False]
    assert found[0].refusal.startswith("a.json: ")


@pytest.mark.parametrize(
    "item",
    [
        None,
        3,
        {},
        {"id": None, "attributes": []},
        {"attributes": {"title": {"a": 1}}},
        {"relationships": {"x": {"data": [None, 3, {"id": 4}]}}, "attributes": {"path": 3}},
    ],
)
def test_items_that_are_none_do_not_stop_the_others(tmp_path: Path, item: Any) -> None:
    found, _notes = records(write(tmp_path, a=document(node(), item)))
    assert len(found) == 2
    assert found[0].title == "A talk in en"


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"\.json"):
        records(tmp_path)
