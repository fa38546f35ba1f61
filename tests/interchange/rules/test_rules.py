"""What each rule does to a row, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.building import REAL_EVENTS, make_row
from wagtail_migration_events.interchange.rules.all_rules import repair, rule_names
from wagtail_migration_events.interchange.rules.languages import language_of
from wagtail_migration_events.interchange.rules.places import parts_of
from wagtail_migration_events.interchange.source.records import COLUMNS
from wagtail_migration_events.interchange.source.source_event import RowRefused
from wagtail_migration_events.interchange.understanding import understand

_SIX = ("ar", "zh", "en", "fr", "ru", "es")
ROWS = [json.loads(line) for line in REAL_EVENTS.read_text(encoding="utf-8").splitlines()]


def values_of(without: tuple[str, ...] = (), **row: Any) -> dict[str, Any]:
    return understand(make_row(**row), without=without).values


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (["GCM Objective 2 - Minimize adverse drivers"], ["2"]),
        ("16 - Inclusion and social cohesion", ["16"]),
        (["14 – Consular protection"], ["14"]),
        ("2, 5 and 16", ["2", "5", "16"]),
        ("Objectives 2-5", ["2", "3", "4", "5"]),
        ("GCM Objective 2 - Minimize; GCM Objective 5 - Regular pathways", ["2", "5"]),
        ("Objectif 7 : réduire les vulnérabilités", ["7"]),
        (
            ["Obj. 16", "Objective #7", "Objectif n° 5", "(23) Links", 4.0],
            ["16", "7", "5", "23", "4"],
        ),
        ("16 - Inclusion and social cohesion, 17 - Discrimination", ["16", "17"]),
        ("GCM Objective 8 - Save lives, GCM Objective 13 - Detention", ["8", "13"]),
        ("Objectives 2, 5 and 16 of the Global Compact", ["2", "5", "16"]),
        ("2 Minimize the adverse drivers", ["2"]),
        ("2 Meetings of the year", []),
        ("Objective 7, Objective 8 and GCM 21", ["7", "8", "21"]),
        ("Obj2, Obj5", ["2", "5"]),
        ("O2, O5", ["2", "5"]),
        (["GCM O.2", "o-16", "O23 / O7"], ["2", "16", "23", "7"]),
        ("Obj. 2/5", ["2", "5"]),
        ("O24", []),
        ("HO2", []),
        ("2, 5 (main), 16,", ["2", "5", "16"]),
        ("1) Data 3) Information", ["1", "3"]),
        ("Objective 2: Minimize drivers Objective 5: Enhance pathways", ["2", "5"]),
        ("Objective 1 Data", ["1"]),
        ("الأهداف ٢، ٥ و٧", ["2", "5", "7"]),
        ("目标2、目标5", ["2", "5"]),
        ("All except 5", []),
        ("#5 Enhance availability and flexibility of pathways for regular migration", ["5"]),
    ],
)
def test_objectives_are_numbers_however_they_are_written(written: Any, codes: list[str]) -> None:
    assert values_of(objectives=written)["gcm_objectives"] == codes


@pytest.mark.parametrize(
    "written",
    ["All objectives", "all 23 objectives of the GCM", "Cross-cutting: all", "All (1-23)",
     "Tous les objectifs", "Todos los objetivos", "Все цели", "جميع الأهداف", "所有目标"],
)  # fmt: skip
def test_all_objectives_are_all_of_them(written: str) -> None:
    assert values_of(objectives=written)["gcm_objectives"] == [str(n) for n in range(1, 24)]


def test_a_long_list_of_numbers_that_is_none_comes_to_an_end() -> None:
    numbers = "2 " * 120
    assert values_of(objectives=f"{numbers}x")["gcm_objectives"] == []
    assert values_of(title=f"Objective {numbers}5.5")["gcm_objectives"] == ["2"]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("SDG 8, SDG 10", ["8", "10"]),
        ("SDGs 8, 10 and 17", ["8", "10", "17"]),
        ("10.7, 8.8", ["10.7", "8.8"]),
        ("ODD 8 et 10", ["8", "10"]),
        ("ЦУР 10", ["10"]),
        ("目标10", ["10"]),
        ("Peace, justice and strong institutions", ["16"]),
        ("8, 19", []),
    ],
)
def test_goals_are_parted_where_each_part_is_one(written: str, codes: list[str]) -> None:
    assert values_of(sdgs=written)["sdgs"] == codes


def test_principles_are_parted_where_each_part_is_one() -> None:
    told = values_of(principles="Human rights, Gender-responsive")["guiding_principles"]
    assert told == ["human-rights", "gender-responsive"]
    assert values_of(principles="Human rights, and more")["guiding_principles"] == []


def test_an_address_needs_no_scheme_and_may_stand_among_words() -> None:
    event = understand(
        make_row(
            url="www.example.org/events/1",
            registration_url="Register here: https://example.org/r (password: 123).",
            webcast="www.example.org",
            documents="https://example.org/a.pdf, www.example.org/b.pdf",
        )
    )
    assert (event.source, event.refused) == ("www.example.org", [])
    assert event.values["registration_url"] == "https://example.org/r"
    assert event.values["livestream_url"] == "https://www.example.org"
    assert event.documents == ["https://example.org/a.pdf", "https://www.example.org/b.pdf"]
    for doubtful in ("https://a.example and https://b.example", "example.org", "www.x"):
        assert understand(make_row(registration_url=doubtful)).refused


def test_the_column_of_the_source_itself_stands_in_for_objectives() -> None:
    raw = {"GCM Objectives": ["16 - Inclusion and social cohesion"]}
    assert values_of(raw_fields=raw)["gcm_objectives"] == ["16"]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Contributions to Objective 23 of the Global Compact", ["23"]),
        ("GCM Objectives 2 and 5: what works", ["2", "5"]),
        ("Atelier sur l’objectif 13", ["13"]),
        ("Семинар по цели 7", ["7"]),
        ("GCM Obj. 8 and missing migrants", ["8"]),
        ("全球契约目标16", ["16"]),
        ("Strategic Objective 2 of the plan", []),
        ("SDG objective 10", []),
        ("Objective 24", []),
        ("Objective: 5 years on", []),
    ],
)
def test_objectives_are_read_off_a_title_only_where_it_names_them(
    title: str, codes: list[str]
) -> None:
    assert values_of(title=title)["gcm_objectives"] == codes
    assert values_of(title=title, objectives=[1])["gcm_objectives"] == ["1"]


@pytest.mark.parametrize(
    ("cell", "venue", "mode", "zone"),
    [
        ("Geneva/Hybrid", "Geneva", "hybrid", ""),
        ("Tbilisi, Georgia - KUDO", "Tbilisi, Georgia", "hybrid", ""),
        ("Virtual (NY Time)", "", "online", "America/New_York"),
        ("Online - Time Zone EST", "", "online", "America/New_York"),
        ("Online", "Online", "online", ""),
        ("Online (Zoom)", "", "online", ""),
        ("Zoom", "", "online", ""),
        ("Palais des Nations, Geneva (in person)", "Palais des Nations, Geneva", "in_person", ""),
        ("New York and online", "New York", "hybrid", ""),
        ("Nairobi (EAT)", "Nairobi", "", "Africa/Nairobi"),
        ("Bangkok / MS Teams", "Bangkok", "hybrid", ""),
        ("Genève, en ligne", "Genève", "hybrid", ""),
        ("جنيف / عبر الإنترنت", "جنيف", "hybrid", ""),
        (
            "Room 12, UN Building, New York / UN Web TV",
            "Room 12, UN Building, New York / UN Web TV",
            "",
            "",
        ),
        ("ECLAC headquarters, Santiago, Chile", "ECLAC headquarters, Santiago, Chile", "", ""),
        ("Hybrid (Geneva and online)", "Geneva", "hybrid", ""),
        ("Online and in Geneva", "Geneva", "hybrid", ""),
        ("Cairo, Egypt", "Cairo, Egypt", "", ""),
        ("Amman, Jordan (with virtual participation)", "Amman, Jordan", "hybrid", ""),
        ("Online – time zone: CET", "", "online", "Europe/Zurich"),
        ("Online, 10:00 Geneva time", "", "online", "Europe/Zurich"),
        ("Virtual (all times in CET)", "", "online", "Europe/Zurich"),
        ("Online (Africa/Nairobi)", "", "online", "Africa/Nairobi"),
        ("日内瓦（线上）", "日内瓦", "online", ""),
        ("Bogotá (virtual)", "Bogotá", "online", ""),
        ("Nairobi (and online)", "Nairobi", "hybrid", ""),
        ("в режиме онлайн", "в режиме онлайн", "online", ""),
        ("القاهرة وعبر الإنترنت", "القاهرة", "hybrid", ""),
        ("Modalidad virtual", "Modalidad virtual", "online", ""),
        ("Hybrid (in Rabat, Morocco, and online via Teams)", "Rabat, Morocco", "hybrid", ""),
        ("Zoom: https://us02web.zoom.us/j/123", "", "online", ""),
        ("County Hall, https://example.org/map", "County Hall, https://example.org/map", "", ""),
        ("Zoom (link to follow)", "", "online", ""),
        ("Online | English, French", "", "online", ""),
        ("Room XIX, Palais des Nations (and Webex)", "Room XIX, Palais des Nations", "hybrid", ""),
        ("Cairo, Egypt + virtual participation", "Cairo, Egypt", "hybrid", ""),
        ("Virtual platform", "Virtual platform", "online", ""),
        ("Trinidad and Tobago", "Trinidad and Tobago", "", ""),
        ("Bosnia and Herzegovina - Sarajevo", "Bosnia and Herzegovina - Sarajevo", "", ""),
        ("Virtual, a través de Zoom", "", "online", ""),
        ("Virtual - plataforma Zoom", "", "online", ""),
        ("Онлайн, платформа Zoom", "", "online", ""),
        ("عبر منصة زووم", "", "online", ""),
        ("Virtual meeting - Zoom (registration required)", "", "online", ""),
        ("Online; interpretation in French", "Online; interpretation in French", "", ""),
        ("Online: see the agenda", "Online: see the agenda", "", ""),
        ("En ligne et en présentiel à Dakar", "Dakar", "hybrid", ""),
        ("In-person in Nairobi, with online participation", "Nairobi", "hybrid", ""),
        ("UN City (hybrid – in person and via MS Teams)", "UN City", "hybrid", ""),
        ("Panamá (presencial y virtual)", "Panamá", "hybrid", ""),
        ("In person (Addis Ababa, Ethiopia)", "Addis Ababa, Ethiopia", "in_person", ""),
        ("Réunion Microsoft Teams", "", "online", ""),
        ("Online (hosted by Geneva)", "Online (hosted by Geneva)", "", ""),
        ("Geneva (in person and via Zoom)", "Geneva", "hybrid", ""),
        ("online+offline", "", "hybrid", ""),
    ],
)
def test_place_platform_way_and_zone_are_told_apart(
    cell: str, venue: str, mode: str, zone: str
) -> None:
    values = values_of(location=cell)
    assert (values["venue"], values["attendance_mode"], values["timezone"]) == (venue, mode, zone)


def test_what_the_format_says_stands_and_the_cell_is_kept_in_the_record() -> None:
    row = make_row(location="Geneva/Hybrid", format="In person")
    event = understand(row)
    assert event.values["attendance_mode"] == "in_person"
    assert row["location"] == "Geneva/Hybrid"
    assert [(each.rule, each.column) for each in event.repairs] == [
        ("place-and-platform", "location")
    ]


def test_an_address_of_a_page_is_no_place_and_is_told() -> None:
    for cell, mode in (
        ("https://lu.ma/city-talk", ""),
        ("https://maps.example.org/?q=46.2,6.1", ""),
        ("https://example.org/join (online)", "online"),
        ("Online: https://example.org/join", "online"),
        ("Online (https://example.org/join)", "online"),
        ("En ligne sur www.example.org/join", "online"),
        ("Hybrid – https://example.org/join", "hybrid"),
    ):
        event = understand(make_row(location=cell))
        assert (event.values["venue"], event.values["attendance_mode"]) == ("", mode)
        assert re.search(r"(https://|www)[^\s()]+", cell)[0] in event.notes[0]
        assert not event.refused


def test_the_way_of_attending_is_read_off_the_end_of_a_title() -> None:
    values = values_of(title="Measuring progress (online)")
    assert (values["title"], values["attendance_mode"]) == ("Measuring progress (online)", "online")
    assert values_of(title="Measuring (2nd part)")["attendance_mode"] == ""
    assert values_of(title="GCM Talk (virtual, NY time)")["attendance_mode"] == "online"


@pytest.mark.parametrize(
    ("written", "mode"),
    [
        ("Онлайн", "online"),
        ("En présentiel", "in_person"),
        ("Webinar", "online"),
        ("En visio", "online"),
        ("Hybrid (in-person and online)", "hybrid"),
        ("MS Teams", "online"),
        ("Geneva/online", ""),
        ("عن بُعد", "online"),
        ("Очный", "in_person"),
        ("https://schema.org/OfflineEventAttendanceMode", "in_person"),
    ],
)
def test_the_way_of_attending_has_a_column_in_six_languages(written: str, mode: str) -> None:
    assert values_of(format=written)["attendance_mode"] == mode


@pytest.mark.parametrize(
    ("start", "zone", "moment"),
    [
        ("2023-05-08T14:30", "CET", utc(2023, 5, 8, 12, 30)),
        ("2023-01-08T14:30", "CET", utc(2023, 1, 8, 13, 30)),
        ("2022-05-17T15:00", "EST", utc(2022, 5, 17, 19, 0)),
        ("2022-12-17T15:00", "EDT", utc(2022, 12, 17, 20, 0)),
        ("2022-05-17 15:00 EST", "", utc(2022, 5, 17, 19, 0)),
        ("2023-07-10T14:00", "CET/CEST", utc(2023, 7, 10, 12, 0)),
        ("2023-07-10T14:00", "EST (New York)", utc(2023, 7, 10, 18, 0)),
        ("2023-07-10T14:00", "IST (New Delhi)", utc(2023, 7, 10, 8, 30)),
        ("2023-07-10T14:00", "+03:00", utc(2023, 7, 10, 11, 0)),
    ],
)
def test_a_label_means_the_zone_in_summer_and_in_winter(
    start: str, zone: str, moment: dt.datetime
) -> None:
    values = values_of(start=start, timezone=zone)
    assert values["starts_at"] == moment
    assert "/" in values["timezone"]


def test_a_label_that_means_several_zones_is_noted_and_the_day_is_kept() -> None:
    event = understand(make_row(start="3 May 2024, 15:00 CST"))
    assert event.values["timezone"] == ""
    assert event.values["starts_at"] == utc(2024, 5, 3)
    assert "CST" in event.notes[0]
    assert event.refused == []


@pytest.mark.parametrize(
    ("row", "moment", "zone"),
    [
        ({"start": "3 June 2026, 9:00 EDT"}, utc(2026, 6, 3, 13), "America/New_York"),
        ({"start": "2026-06-03", "time": "9:00 EST"}, utc(2026, 6, 3, 13), "America/New_York"),
        ({"start": "3 June 2026, 9:00 UTC"}, utc(2026, 6, 3, 9), "Europe/Brussels"),
        (
            {"start": "3 June 2026, 9:00 EAT", "location": "Addis Ababa, Ethiopia"},
            utc(2026, 6, 3, 6),
            "Africa/Addis_Ababa",
        ),
        (
            {"start": "3 June 2026, 9:00 PST", "timezone": "Asia/Manila"},
            utc(2026, 6, 3, 1),
            "Asia/Manila",
        ),
        ({"start": "20260603T090000Z"}, utc(2026, 6, 3, 9), "Europe/Brussels"),
        ({"start": "3 June 2026, 9:00 CET (UTC+2)"}, utc(2026, 6, 3, 7), "Europe/Brussels"),
        ({"start": "3 June 2026, 9:00 local time"}, utc(2026, 6, 3, 7), "Europe/Brussels"),
        ({"start": "3 June 2026, 9:00 CST"}, utc(2026, 6, 3), ""),
        ({"start": "2026-06-03T09:00", "time": "15:00 CET"}, utc(2026, 6, 3, 7), "Europe/Brussels"),
        (
            {"start": "3 June 2026, 9:00 EDT", "timezone": "", "location": "Nairobi (EAT)"},
            utc(2026, 6, 3, 13),
            "America/New_York",
        ),
    ],
)
def test_the_zone_beside_the_hours_counts_before_the_one_of_column_or_place(
    row: dict[str, Any], moment: dt.datetime, zone: str
) -> None:
    values = values_of(**{"timezone": "Europe/Brussels", **row})
    assert (values["starts_at"], values["timezone"]) == (moment, zone)


@pytest.mark.parametrize(
    ("scope", "levels", "areas"),
    [
        ("UN ECE", [], ["ECE"]),
        ("UNECE", [], ["ECE"]),
        ("UN ECE Region", [], ["ECE"]),
        ("Africa and Arab States", [], ["002", "ESCWA"]),
        ("Trinidad and Tobago", [], ["780"]),
        ("Kenya, Uganda", [], ["404", "800"]),
        ("Bahamas, The", [], ["044"]),
        ("Antigua and Barbuda, Saint Lucia", [], ["028", "662"]),
        ("National (Kenya)", ["national"], ["404"]),
        ("Africa - regional", ["regional"], ["002"]),
        ("South-East Asia", [], ["035"]),
        ("Egypt, Arab Rep.", [], ["818"]),
        ("Congo, Rep.", [], ["178"]),
        ("Czech Republic", [], ["203"]),
        ("Global", ["global"], []),
        ("Regional: Africa, Asia", ["regional"], ["002", "142"]),
        ("West and Central Africa", [], ["011", "017"]),
        ("Latin America & Caribbean", [], ["419"]),
        ("the Arab Region and Africa", [], ["ESCWA", "002"]),
        ("ЕЭК ООН", [], ["ECE"]),
        ("CEPAL / CEPALC", [], ["ECLAC"]),
        ("المنطقة العربية", [], ["ESCWA"]),
        ("亚洲及太平洋", [], ["ESCAP"]),
        ("Asia & Pacific", [], ["ESCAP"]),
        ("MENA", [], ["145", "015"]),
        ("DR Congo", [], ["180"]),
        ("Afrique de l’Ouest et du Centre", [], ["011", "017"]),
        ("Regional level", ["regional"], []),
    ],
)
def test_regions_go_by_many_names(scope: str, levels: list[str], areas: list[str]) -> None:
    values = values_of(scope=[scope])
    assert (values["scope_levels"], values["areas"]) == (levels, areas)


def test_a_region_that_is_only_half_known_is_not_split() -> None:
    event = understand(make_row(scope=["Africa and Atlantis"]))
    assert event.values["areas"] == []
    assert "Africa and Atlantis" in event.notes[0]


@pytest.mark.parametrize(
    ("row", "start", "end", "precision"),
    [
        ({"start": "29 January – 2 February 2024"}, utc(2024, 1, 29), utc(2024, 2, 2), "day"),
        ({"start": "29 January – 2 February"}, None, None, "none"),
        ({"start": "29 January", "year": 2024}, utc(2024, 1, 29), None, "day"),
        (
            {"start": "18 May 2022, 08:30–09:30", "timezone": "America/New_York"},
            utc(2022, 5, 18, 12, 30),
            utc(2022, 5, 18, 13, 30),
            "time",
        ),
        (
            {"start": "2022-05-18", "time": "8:30 a.m. – 10 a.m. EDT"},
            utc(2022, 5, 18, 12, 30),
            utc(2022, 5, 18, 14, 0),
            "time",
        ),
        ({"start": "3 May 2024", "end": "5 May 2024"}, utc(2024, 5, 3), utc(2024, 5, 5), "day"),
        (
            {"start": "3 May 2024", "time": "22:00-01:00 CET"},
            utc(2024, 5, 3, 20),
            utc(2024, 5, 3, 23),
            "time",
        ),
        ({"end": "2024-05-03"}, None, None, "none"),
        ({"start": ", -"}, None, None, "none"),
        ({"start": "TBC"}, None, None, "none"),
        ({"start": "May 2022"}, utc(2022, 5, 1), None, "month"),
        ({"start": "May 2022 (date TBC)"}, utc(2022, 5, 1), None, "month"),
        ({"start": "18 آذار/مارس 2025"}, utc(2025, 3, 18), None, "day"),
        ({"start": "Q2 2025"}, None, None, "none"),
        ({"start": "Date to be confirmed"}, None, None, "none"),
        (
            {"start": "Thursday, June 13, 2024 - 2:00pm to Friday, June 14, 2024 - 5:00pm (EDT)"},
            utc(2024, 6, 13, 18),
            utc(2024, 6, 14, 21),
            "time",
        ),
        (
            {"start": "3 June 2024, 9:30 local time", "location": "Nairobi"},
            utc(2024, 6, 3, 6, 30),
            None,
            "time",
        ),
        (
            {"start": "3 June 2024 9:00", "end": "17:00", "timezone": "Africa/Nairobi"},
            utc(2024, 6, 3, 6),
            utc(2024, 6, 3, 14),
            "time",
        ),
        (
            {"start": "2024-06-03 09:00:00", "end": "5:00 PM", "timezone": "Africa/Nairobi"},
            utc(2024, 6, 3, 6),
            utc(2024, 6, 3, 14),
            "time",
        ),
        ({"start": "2-4.12.2024"}, utc(2024, 12, 2), utc(2024, 12, 4), "day"),
        (
            {"start": "2022-07-17", "time": "3:00 PM to 4:30 PM Geneva time"},
            utc(2022, 7, 17, 13),
            utc(2022, 7, 17, 14, 30),
            "time",
        ),
    ],
)
def test_dates_in_words_and_halves_of_dates(
    row: dict[str, Any], start: Any, end: Any, precision: str
) -> None:
    event = understand(make_row(**row))
    values = event.values
    assert (values["starts_at"], values["ends_at"], values["date_precision"]) == (
        start,
        end,
        precision,
    )
    assert event.refused == []


@pytest.mark.parametrize(
    ("written", "is_right"),
    [
        ("Tuesday, 9 July 2024", True),
        ("Monday, 9 July 2024", False),
        ("mardi 9 – jeudi 11 juillet 2024", True),
        ("mardi 9 – vendredi 11 juillet 2024", False),
        ("الاثنين 9 يوليو 2024", False),
        ("2024年7月9日 星期二", True),
        ("вторник, 9 июля 2024 г.", True),
        ("Mar 9, 2024", True),
    ],
)
def test_a_day_of_the_week_that_the_date_is_not_is_said(written: str, is_right: bool) -> None:
    event = understand(make_row(start=written))
    assert event.values["starts_at"]
    assert is_right != any("another one on this date" in note for note in event.notes)


def test_hours_of_several_days_that_may_be_those_of_each_are_said() -> None:
    told = "taken for the beginning of the first day"
    for row in (
        {"start": "Du 14 au 16 mai 2024, de 9h à 12h30"},
        {"start": "2024-05-14", "end": "2024-05-16", "time": "09:00-12:30"},
    ):
        event = understand(make_row(timezone="Africa/Dakar", **row))
        assert event.values["ends_at"] == utc(2024, 5, 16, 12, 30)
        assert any(told in note for note in event.notes)
    for start in (
        "14-16 May 2024, 9:00-12:30 daily",
        "14 May 2024, 9:00 - 16 May 2024, 12:30",
        "14 May 2024, 9:00-12:30",
    ):
        event = understand(make_row(start=start, timezone="Africa/Dakar"))
        assert not any(told in note for note in event.notes)
    row = make_row(start="14 May 2024 9:00", end="16 May 2024 12:30", timezone="Africa/Dakar")
    assert not any(told in note for note in understand(row).notes)


def test_what_is_not_known_of_a_date_is_said() -> None:
    assert "names no year" in understand(make_row(start="29 January")).notes[0]
    assert "names no month" in understand(make_row(start="Q2 2025")).notes[0]
    assert "without a start" in understand(make_row(end="2024-05-03")).notes[0]
    assert "“morning” are not understood" in understand(make_row(time="morning")).notes[0]


@pytest.mark.parametrize(
    "row",
    [
        {"start": "12–14 March 2024, 14:00–16:00 CET, daily"},
        {"start": "12, 13 and 14 March 2024", "time": "14:00–16:00", "timezone": "CET"},
        {"start": "2024-03-12", "end": "2024-03-14", "time": "14:00–16:00 daily (CET)"},
    ],
)
def test_three_daily_blocks_are_three_dates(row: dict[str, Any]) -> None:
    values = values_of(**row)
    found = [(each["starts_at"], each["ends_at"]) for each in values["dates"]]
    assert found == [
        (f"2024-03-{day}T13:00:00+00:00", f"2024-03-{day}T15:00:00+00:00") for day in (12, 13, 14)
    ]
    assert (values["starts_at"], values["ends_at"]) == (utc(2024, 3, 12, 13), utc(2024, 3, 14, 15))
    assert len({each["key"] for each in values["dates"]}) == 3
    assert "dates" not in values_of(("daily-blocks",), **row)


def test_two_blocks_of_one_day_are_one_day_where_their_hours_are_no_instants() -> None:
    values = values_of(start="3 June 2024", time="10:00-12:00, 13:00-15:00")
    assert "dates" not in values
    assert (values["starts_at"], values["date_precision"]) == (utc(2024, 6, 3), "day")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-05-13T00:00:00+02:00", "2024-05-14T23:59:00+02:00"),
        ("2024-05-13 00:00:00", "2024-05-14 23:59:59"),
        ("2024-05-13T00:00Z", "2024-05-14T23:59:59.999Z"),
        ("2024-05-12T22:00:00+00:00", "2024-05-14T21:59:00+00:00"),  # Drupal's smart_date
    ],
)
def test_from_the_first_to_the_last_minute_are_whole_days(first: str, last: str) -> None:
    found = values_of(start=first, end=last, timezone="Europe/Zurich")
    assert found["date_precision"] == "day"
    assert (found["starts_at"], found["ends_at"]) == (utc(2024, 5, 13), utc(2024, 5, 14))
    several = [{"start": "2024-05-13T00:00", "end": "2024-05-13T23:59"}] * 2
    assert values_of(dates=several, timezone="Europe/Zurich")["date_precision"] == "day"
    hours = values_of(("whole-days",), start=first, end=last, timezone="Europe/Zurich")
    assert hours["date_precision"] == "time"
    own = repair(make_row(start=first, end=last, key="of-this-package"))
    assert own.text("start") == first


@pytest.mark.parametrize(
    ("row", "start", "end", "precision"),
    [
        ({"start": "2024-05-13 00:00:00"}, utc(2024, 5, 13), None, "day"),
        ({"start": "13/5/2024 0:00", "end": "13/5/2024 0:00"}, utc(2024, 5, 13), None, "day"),
        ({"start": "2024-05-13T00:00:00Z"}, utc(2024, 5, 13, 0), None, "time"),
        (
            {"start": "5/13/2024 12:00:00 AM", "end": "5/15/2024 12:00:00 AM",
             "raw_fields": {"All day event": "True"}},
            utc(2024, 5, 13), utc(2024, 5, 14), "day",
        ),
        (
            {"start": "13/05/2024 00:00:00", "end": "14/05/2024 00:00:00",
             "raw_fields": {"Journée entière": "Vrai"}},
            utc(2024, 5, 13), utc(2024, 5, 13), "day",
        ),
        (
            {"start": "2024-05-13T00:00", "end": "2024-05-15T00:00",
             "raw_fields": {"All day event": "False"}},
            utc(2024, 5, 12, 22), utc(2024, 5, 14, 22), "time",
        ),
    ],
)  # fmt: skip
def test_a_midnight_is_no_hour_where_nothing_ends_or_a_column_says_so(
    row: dict[str, Any], start: dt.datetime, end: dt.datetime | None, precision: str
) -> None:
    found = values_of(**row, timezone="Europe/Zurich")
    assert (found["starts_at"], found["ends_at"], found["date_precision"]) == (
        start,
        end,
        precision,
    )


@pytest.mark.parametrize(
    "hours", ["16:00-9:00 (CET)", "13:15-14:45 EDT (18:15-19:45 CEST)"], ids=["17 hours", "clocks"]
)
@pytest.mark.parametrize("row", [{"start": "9 July 2024"}, {"start": "2024-07-09"}])
def test_hours_that_cannot_be_right_leave_the_day(row: dict[str, Any], hours: str) -> None:
    event = understand(make_row(**row, time=hours))
    assert (event.values["starts_at"], event.values["ends_at"]) == (utc(2024, 7, 9), None)
    assert event.values["date_precision"] == "day"
    assert "are not understood" in event.notes[0]


def test_three_blocks_of_one_day_are_three_dates() -> None:
    values = values_of(start="3 June 2024", time="10:00-12:00, 13:00-15:00, 16:00-18:00 CET")
    assert [each["starts_at"][11:16] for each in values["dates"]] == ["08:00", "11:00", "14:00"]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("EN/FR/SP", ["en", "fr", "es"]),
        (["English", "Español"], ["en", "es"]),
        ("Arabic, English and French", ["ar", "en", "fr"]),
        ("русский", ["ru"]),
        ("العربية", ["ar"]),
        ("E/F/S", ["en", "fr", "es"]),
        ("Eng., Fr., Spa.", ["en", "fr", "es"]),
        ("All six UN languages", ["ar", "zh", "en", "fr", "ru", "es"]),
        ("English with interpretation into French and Spanish", ["en", "fr", "es"]),
        ("EN, con interpretación en francés", ["en", "fr"]),
        ("中文、英文", ["zh", "en"]),
        ("العربية والإنجليزية", ["ar", "en"]),
        ("FR avec interprétation EN", ["fr", "en"]),
        ("Français, interprétation en anglais", ["fr", "en"]),
        ("English/French/Spanish w/ interpretation", ["en", "fr", "es"]),
        ("EN-FR", ["en", "fr"]),
        ("English–French", ["en", "fr"]),
        ("pt-BR", ["pt-br"]),
        ("Inglés con traducción al español", ["en", "es"]),
        ("английский и русский языки", ["en", "ru"]),
        ("中文，英文", ["zh", "en"]),
        ("Interpretation in the six official languages of the UN", list(_SIX)),
        ("Les six langues officielles", list(_SIX)),
        ("Los seis idiomas oficiales de las Naciones Unidas", list(_SIX)),
        ("Шесть официальных языков ООН", list(_SIX)),
        ("اللغات الست الرسمية", list(_SIX)),
        ("联合国六种正式语文", list(_SIX)),
    ],
)
def test_languages_go_by_their_names(written: Any, tags: list[str]) -> None:
    assert [row["language"] for row in values_of(languages=written)["languages"]] == tags


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"title": "CANCELLED: Annual meeting"}, "cancelled"),
        ({"status": "Postponed"}, "postponed"),
        ({"title": "[Reporté] Atelier"}, "postponed"),
        ({"title": "GCM Talk (cancelled)"}, "cancelled"),
        ({"title": "GCM Talk – POSTPONED"}, "postponed"),
        ({"title": "*CANCELLED* GCM Talk"}, "cancelled"),
        ({"title": "CANCELLED GCM Talk"}, "cancelled"),
        ({"title": "(Postponed to 12 May) GCM Talk"}, "postponed"),
        ({"title": "GCM Talk [annulé en raison de la pandémie]"}, "cancelled"),
        ({"title": "CANCELLED DEBTS AND MIGRATION"}, None),
        ({"title": "Canceled: GCM Talk", "status": "CONFIRMED"}, "cancelled"),
        ({"title": "Canceled: GCM Talk", "status": "Upcoming"}, "cancelled"),
        ({"title": "GCM Talk", "status": "CONFIRMED", "start": "4 March 2025"}, "scheduled"),
        ({"status": "Cancelled due to COVID-19"}, "cancelled"),
        ({"status": "https://schema.org/EventPostponed"}, "postponed"),
        ({"status": "EventMovedOnline"}, "moved_online"),
        ({"title": "Cancelled debts: a talk"}, None),
        ({"status": "Published"}, "scheduled"),
        ({"title": "Postponed"}, None),
        ({"start": "postponed"}, "postponed"),
        ({"start": "4 March 2025 (TBC)"}, "tentative"),
        ({"start": "4 March 2025, time TBC"}, None),
        ({"start": "March 2025 (date TBC)"}, None),
    ],
)
def test_the_event_status_is_read_off_a_word(row: dict[str, Any], status: str | None) -> None:
    assert values_of(**row).get("event_status") == status


@pytest.mark.parametrize("written", ["{} (postponed)", "REPORTÉ : {}", "{} - postponed"])
@pytest.mark.parametrize("date", ["4 March 2025", "2025-03-04"])
def test_a_status_beside_a_date_is_told_apart_from_it(written: str, date: str) -> None:
    event = understand(make_row(start=written.format(date)))
    assert (event.values["event_status"], event.values["starts_at"]) == (
        "postponed",
        utc(2025, 3, 4),
    )
    assert event.refused == []
    moved = understand(make_row(start=f"postponed to {date}"))
    assert "event_status" not in moved.values
    off = understand(make_row(start=written.format(date)), without=["status-in-words"])
    assert (off.values["starts_at"], len(off.refused)) == (None, 1)


@pytest.mark.parametrize(
    ("lang", "title", "language"),
    [
        ("ru", "Migration Week 2024: what the States and the cities have learned from it", "en"),
        ("zh-hant", "الاجتماع السنوي للشبكة", "ar"),
        (
            "fr",
            "Facilitating safe and regular migration in a changing climate: lessons from the GCM",
            "en",
        ),
        ("en", "Lancement du rapport sur les migrations dans le monde et pour la région", "fr"),
        ("fr", "Webinar", "fr"),
        ("fr", "Working to end child immigration detention through peer learning", "en"),
        ("fa", "نشست سالانه شبکه", "fa"),
        ("en", "GCM Talk: Kenya", "en"),
    ],
)
def test_words_in_another_language_than_the_page_are_marked(
    lang: str, title: str, language: str
) -> None:
    assert understand(make_row(lang=lang, title=title)).text_language == language


def test_no_real_page_is_taken_for_another_language_than_its_source_says() -> None:
    for row in ROWS:
        known = row["raw_fields"].get("content_language") or row["lang"]
        bare = {**row, "raw_fields": {}}
        found = understand(bare).text_language
        assert found in (known, row["lang"]), row["title"]


def test_addresses_of_one_event_in_several_languages_are_one_group() -> None:
    addresses = [
        "https://example.org/events/a-talk",
        "http://www.example.org/fr/events/a-talk/",
        "https://example.org/zh-hant/events/a-talk?utm_source=mail",
    ]
    groups = {understand(make_row(url=url)).group for url in addresses}
    assert groups == {"example.org/events/a-talk"}
    others = [
        "https://example.org/hub/a-talk",
        "https://example.org/events/a-talk#second",
        "https://example.org/events/a-talk?id=2",
    ]
    assert len({understand(make_row(url=url)).group for url in others}) == 3


def test_lists_are_parted_at_semicolons_and_never_at_commas() -> None:
    names = understand(
        make_row(organizers="Mayors Migration Council; Enabel, the agency")
    ).organizers
    assert names == ["Mayors Migration Council", "Enabel, the agency"]


def test_markup_becomes_paragraphs() -> None:
    html = "<p>One &amp; two.</p><ul><li>Three</li></ul><script>alert(1)</script>"
    assert values_of(summary=html)["summary"] == "One & two.\n\nThree"
    twice = "&lt;p&gt;One &amp;amp; two.&lt;/p&gt;"
    assert values_of(summary=twice)["summary"] == "One & two."
    assert values_of(summary="1 &lt; 2 &amp; more")["summary"] == "1 < 2 & more"


def test_a_rule_that_is_switched_off_does_nothing_and_is_not_listed() -> None:
    row = make_row(location="Geneva/Hybrid", timezone="EST", start="3 May 2024")
    assert repair(row, rule_names()).repairs == []
    event = understand(row, without=["place-and-platform"])
    assert event.values["venue"] == "Geneva/Hybrid"
    assert {each.rule for each in event.repairs} == {"zone-labels", "dates-in-words"}


def test_rules_leave_the_row_as_it_came_and_say_what_they_did() -> None:
    row = make_row(location="Geneva/Hybrid", objectives=["16 - Inclusion"])
    before = json.dumps(row)
    told = [str(each) for each in understand(row).repairs]
    assert json.dumps(row) == before
    assert told[0] == "objectives-with-titles: objectives: “16 - Inclusion” became “16”"


@given(st.text(max_size=80))
def test_no_cell_makes_a_place_fail(cell: str) -> None:
    assert isinstance(parts_of(cell).place, str)


@given(st.text(max_size=200))
def test_no_text_makes_its_language_fail(text: str) -> None:
    assert language_of(text) in ("", "en", "fr", "es", "pt", "de", "it", "ar", "ru", "zh")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*COLUMNS, "raw_fields"]), _json, max_size=10))
def test_no_row_of_any_column_makes_it_fail_in_another_way(row: dict[str, Any]) -> None:
    try:
        event = understand(make_row(**row), fallback="file")
    except RowRefused:
        return
    assert event.values["title"]
    assert all(map(str, event.repairs))
