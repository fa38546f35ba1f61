from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.admin.imports.column_labels import LABELS
from wagtail_migration_events.feeds.tables.columns import header
from wagtail_migration_events.interchange.mapping.headers import SYNONYMS, suggested_columns
from wagtail_migration_events.interchange.mapping.plan import plan_of, read_plan
from wagtail_migration_events.interchange.mapping.suggesting import draft_of, suggested_plan
from wagtail_migration_events.interchange.source.records import COLUMNS, UnreadableFile


@pytest.mark.parametrize(
    "headers",
    [
        {"Title": "title", "Start date": "start", "End date": "end", "Organizer(s)": "organizers"},
        {
            "Titre": "title",
            "Date de début": "start",
            "Organisateur": "organizers",
            "Lieu": "location",
            "Objectifs Pacte mondial pour la migration": "objectives",
        },
        {"Título": "title", "Fecha": "start", "Lugar": "location", "Organizadores": "organizers"},
        {"Название": "title", "Дата начала": "start", "Место проведения": "location"},
        {"العنوان": "title", "التاريخ": "start", "المكان": "location", "اللغات": "languages"},
        {"标题": "title", "开始日期": "start", "地点": "location", "主办方": "organizers"},
        {
            "Date": "start",
            "Location": "location",
            "Type of Event": "category",
            "Event Category": "format",
            "Main organizer/s": "organizers",
            "Target Audience": "audience",
            "Language": "languages",
            "Geographic Scope": "scope",
            "Workstream Output": "workstream_output",
            "Regional Review Process": "regional_review",
            "GCM Objectives": "objectives",
            "Cross Cutting Theme": "principles",
            "SDG": "sdgs",
        },
        {
            "Date 2023": "start",
            "GCM Talk (online or in-person)": "",
            "Time (CET)": "time",
            "Interpretation": "languages",
            "Registration link": "registration_url",
            "Audience": "audience",
        },
        {"Group": "", "group": "group", "Status": "", "status": "status", "private": "private"},
        {"Working group": "", "Translation key": "group"},
        {"Start Time": "start", "Start Date": "start", "End Date": "end", "End Time": "end"},
        {
            "EVENT NAME": "title",
            "EVENT VENUE NAME": "location",
            "EVENT ORGANIZER NAME": "organizers",
            "EVENT START DATE": "start",
            "EVENT START TIME": "start",
            "EVENT END DATE": "end",
            "EVENT END TIME": "end",
            "ALL DAY EVENT": "",
        },
        {
            "field_event_date.value": "start",
            "field_event_location": "location",
            "field_event_format": "format",
            "field_event_type": "category",
            "field_event_organizers": "organizers",
        },
        {
            "Nombre del evento": "title",
            "Enlace de inscripción": "registration_url",
            "Objetivo(s)": "objectives",
            "Nº": "",
        },
        {"Название мероприятия": "title", "Ссылка на регистрацию": "registration_url"},
        {"post_title": "title", "post_status": "published", "post_content": "summary"},
        {"post_title": "title", "post_date": "published", "post_status": "published"},
        {"Published": "published", "Published on": "published", "Publication date": ""},
        {"Objet": "title", "Emplacement": "location", "Privé": "private"},
        {"اسم الفعالية": "title", "تاريخ البدء": "start"},
        {"Start": "start", "End": "end", "Start date": "", "Time": "time"},
        {"Start": "start", "Start time": ""},
        {"Date and time": "start", "Start time": ""},
    ],
)
def test_headers_of_six_languages_are_known(headers: dict[str, str]) -> None:
    found = suggested_columns(list(headers))
    assert {name: found.get(name, "") for name in headers} == headers


def test_our_own_table_needs_no_mapping() -> None:
    found = suggested_columns(header())
    assert {"title", "start", "end", "timezone", "objectives", "lang"} <= set(found.values())


def test_every_column_that_can_be_mapped_is_known_by_a_name() -> None:
    assert set(SYNONYMS) <= set(COLUMNS)
    assert set(COLUMNS) - set(SYNONYMS) == {"dates"}
    assert set(LABELS) == set(COLUMNS), "the admin offers each"


def test_a_draft_is_toml_that_means_what_was_suggested(tmp_path: Path) -> None:
    headers = ["Titre", "Date 2023", 'Odd "one"\\', "Lieu\x07", "x" * 300]
    text = draft_of(headers, {"Titre": "Forum\n# [table]"}, "fr")
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    plan = read_plan(path)
    assert plan.columns == suggested_plan(headers).columns
    assert plan.defaults == {"lang": "fr", "year": 2023}


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("[columns]\ntitel = 'x'", "titel"),
        ("[columns]\ntitle = 3", "title"),
        ("[colums]\n", "colums"),
        ("columns = 3", "columns"),
        ("[table]\nheader_row = true", "header_row"),
        ("[split]\norganizers = 3", "organizers"),
        ("[columns\n", "not TOML"),
        ("a" + ".a" * 5000 + " = 1", "mapping"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told(tmp_path: Path, text: str, match: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(UnreadableFile, match=match):
        read_plan(path)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_plan(tmp_path / "missing.toml")


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=30))
def test_a_draft_of_any_headers_is_toml(headers: list[str], example: str) -> None:
    text = draft_of(headers, dict.fromkeys(headers, example), "en")
    plan_of(tomllib.loads(text.encode("utf-8", "replace").decode()))


def test_a_date_and_its_hours_in_two_columns_are_put_together_date_first() -> None:
    headers = ["Title", "Start Time", "Start Date", "End Date", "End Time"]
    plan = suggested_plan(headers)
    assert plan.columns["start"] == ["Start Date", "Start Time"]
    text = draft_of(headers, {"Start Date": "14/05/2027", "Start Time": "9:00"}, "en")
    assert 'start = ["Start Date", "Start Time"]  # 14/05/2027 9:00' in text
    assert plan_of(tomllib.loads(text)).columns["end"] == ["End Date", "End Time"]
