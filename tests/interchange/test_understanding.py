from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.building import ADDRESS, make_row
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent, quoted
from wagtail_migration_events.interchange.understanding import understand

OVERRIDE = "\u202e"


def values_of(**row: Any) -> dict[str, Any]:
    return understand(make_row(**row)).values


def test_a_row_that_says_only_its_title_invents_nothing() -> None:
    event = understand(make_row())
    assert event.values == {
        "title": "A talk on data",
        "starts_at": None,
        "ends_at": None,
        "timezone": "",
        "date_precision": "none",
        "venue": "",
        "attendance_mode": "",
        "summary": "",
        "registration_url": "",
        "livestream_url": "",
        "gcm_objectives": [],
        "languages": [],
        "scope_levels": [],
        "areas": [],
        "is_workstream_output": None,
        "is_regional_review": None,
        "external_id": ADDRESS,
        "external_source": "example.org",
    }
    assert (event.event_type, event.audiences, event.organizers, event.umbrella) == ("", [], [], "")
    assert event.refused == event.notes == []


def test_empty_and_absent_columns_say_the_same() -> None:
    empty = dict.fromkeys(
        ("start", "end", "timezone", "location", "format", "category", "organizers", "audience",
         "languages", "scope", "objectives", "registration_url", "summary", "raw_fields")
    )  # fmt: skip
    assert understand(make_row(**empty)) == understand(make_row())


@pytest.mark.parametrize(
    "url",
    [None, "", "   ", 7, ["https://example.org/"], "javascript:alert(1)", "file:///etc/passwd",
     "data:text/html,x", "node/11551", "https://", "http://[::1", "https:///x",
     "https://example.org/" + "a" * 1000, "https://example.org/\x1b[2J"],
)  # fmt: skip
def test_a_row_without_a_web_address_is_refused(url: Any) -> None:
    with pytest.raises(RowRefused, match="url"):
        understand(make_row(url=url))


def test_a_named_source_may_number_its_events() -> None:
    event = understand(make_row(url="node/11551"), source="old site")
    assert (event.address, event.source) == ("node/11551", "old site")
    with pytest.raises(RowRefused):
        understand(make_row(url="javascript:alert(1)"), source="old site")


def test_the_source_is_the_host_without_port_or_password() -> None:
    event = understand(make_row(url="https://me:secret@Example.org:8080/x"))
    assert event.source == "example.org"


@pytest.mark.parametrize("lang", [None, "", 7, "English", "e", "en;drop", "a" * 400])
def test_a_row_without_a_language_is_refused(lang: Any) -> None:
    with pytest.raises(RowRefused, match="lang"):
        understand(make_row(lang=lang))


def test_the_words_may_be_in_another_language_than_the_page() -> None:
    event = understand(make_row(lang="fr", raw_fields={"content_language": "en"}))
    assert (event.language, event.text_language) == ("fr", "en")
    assert understand(make_row(lang="zh_Hans")).text_language == "zh-hans"


@pytest.mark.parametrize("title", [None, "", "  \n "])
def test_the_end_of_the_address_stands_in_for_a_missing_title(title: Any) -> None:
    event = understand(make_row(title=title))
    assert event.values["title"] == "a talk on data"
    assert len(event.refused) == 1


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://example.org/", "example.org"),
        ("https://example.org", "example.org"),
        ("https://example.org/calendar#row-3", "row 3"),
        ("https://example.org/%D8%B4%D8%A8", "شب"),
        ("https://example.org/%E2%80%AEevil%00", "evil"),
    ],
)
def test_an_address_always_gives_some_title(url: str, title: str) -> None:
    assert values_of(url=url, title=None)["title"] == title


def test_a_title_that_is_no_text_is_refused() -> None:
    event = understand(make_row(title=["A", "B"]))
    assert event.values["title"] == "a talk on data"
    assert len(event.refused) == 2


def test_a_title_of_300_characters_is_cut_and_refused() -> None:
    event = understand(make_row(title="word " * 60))
    assert len(event.values["title"]) == 255
    assert event.values["title"].endswith("…")
    assert len(event.refused) == 1
    assert not understand(make_row(title="x" * 255)).refused


@pytest.mark.parametrize("hidden", [OVERRIDE, "\x07", "\n", "\u2066"])
def test_control_characters_are_left_out_of_a_title_and_refused(hidden: str) -> None:
    event = understand(make_row(title=f"A talk{hidden} on data"))
    assert event.values["title"] == "A talk on data"
    assert len(event.refused) == 1


@pytest.mark.parametrize(
    "title", ["‘Actioning’", 'Workstream "Measuring"', "Gaps – and", "a\u200fb", "<b>&amp;"]
)
def test_titles_are_kept_character_by_character(title: str) -> None:
    event = understand(make_row(title=f" {title} "))
    assert event.values["title"] == title
    assert not event.refused


@pytest.mark.parametrize(
    ("written", "read"),
    [("Research &amp; Policy", "Research & Policy"), ("IOM&nbsp;&#8211; talk", "IOM – talk"),
     ("L&#039;accord", "L'accord"), ("a &lt; b", "a < b"), ("R&D &amp; policy", None),
     ("Q&A; more", None), ("a < b &amp; c", None), ("&madeup; word", None)],
)  # fmt: skip
def test_signs_of_html_are_read_in_a_title_that_is_html(written: str, read: str | None) -> None:
    event = understand(make_row(title=written))
    assert event.values["title"] == (read or written)
    assert bool(event.repairs) == (read is not None)


@pytest.mark.parametrize(
    ("given_as", "mode"),
    [("Online", "online"), ("HYBRID", "hybrid"), ("In person", "in_person"),
     ("in-person", "in_person"), ("(online)", "online"), ("Virtual", "online"), (None, "")],
)  # fmt: skip
def test_the_format_is_the_way_of_attending(given_as: Any, mode: str) -> None:
    assert values_of(format=given_as)["attendance_mode"] == mode


def test_a_format_that_is_not_understood_is_noted_and_not_refused() -> None:
    event = understand(make_row(format="Online discussion"))
    assert event.values["attendance_mode"] == ""
    assert len(event.notes) == 1
    assert not event.refused


@pytest.mark.parametrize("objective", [0, 24, -1, "24", 2.5, None, True, {"n": 1}, [[1]]])
def test_an_objective_that_is_none_is_refused_and_the_others_stay(objective: Any) -> None:
    event = understand(make_row(objectives=[13, objective, 2]))
    assert event.values["gcm_objectives"] == ["13", "2"]
    assert len(event.refused) == 1


def test_objectives_are_understood_in_the_three_ways_they_are_written() -> None:
    written = ["GCM Objective 2 - Minimize adverse drivers", "16 - Inclusion", "14 – Consular", 14]
    assert values_of(objectives=written)["gcm_objectives"] == ["2", "16", "14"]


@pytest.mark.parametrize(
    ("name", "levels", "areas"),
    [
        ("Global", ["global"], []),
        ("Africa", [], ["002"]),
        ("Arab region", [], ["ESCWA"]),
        ("UNECE Region", [], ["ECE"]),
        ("Americas", [], ["019"]),
        ("Southern Africa", [], ["018"]),
        ("Asia and the Pacific", [], ["ESCAP"]),
        ("404", [], ["404"]),
    ],
)
def test_the_scope_is_a_level_or_an_area(name: str, levels: list[str], areas: list[str]) -> None:
    values = values_of(scope=[name, name])
    assert (values["scope_levels"], values["areas"]) == (levels, areas)


def test_an_unknown_place_is_noted_and_an_unknown_area_code_is_refused() -> None:
    event = understand(make_row(scope=["Atlantis", "999", 999]))
    assert event.values["areas"] == []
    assert len(event.notes) == 1
    assert len(event.refused) == 2


def test_languages_are_working_languages_each_once() -> None:
    event = understand(make_row(languages=["en", "FR", "en", "SP!", 3]))
    assert event.values["languages"] == [
        {"language": "en", "kind": "working"},
        {"language": "fr", "kind": "working"},
    ]
    assert len(event.refused) == 2


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "JaVaScRiPt:alert(1)",
     "//example.org", "here", "https://a:b@example.org/", 7, {"a": 1}],
)  # fmt: skip
@pytest.mark.parametrize("column", ["registration_url", "webcast"])
def test_a_link_that_does_not_lead_to_the_web_is_refused(column: str, link: Any) -> None:
    row = {"raw_fields": {"webcast": link}} if column == "webcast" else {column: link}
    event = understand(make_row(**row))
    assert event.values["registration_url"] == event.values["livestream_url"] == ""
    assert len(event.refused) == 1


def test_a_name_with_commas_or_and_is_never_split() -> None:
    names = ["Enabel, the Belgian development agency", "Governments of Thailand and Portugal"]
    assert understand(make_row(organizers=names)).organizers == names
    assert understand(make_row(organizers=names[0])).organizers == [names[0]]


def test_a_name_listed_twice_is_one() -> None:
    assert understand(make_row(organizers=["IOM", " IOM ", "", None])).organizers == ["IOM"]


@pytest.mark.parametrize("value", [{"a": 1}, True, 1.5])
def test_a_list_column_that_is_no_list_is_refused(value: Any) -> None:
    for column in ("organizers", "audience", "scope", "languages", "objectives"):
        assert len(understand(make_row(**{column: value})).refused) == 1


def test_a_list_without_end_is_read_to_its_two_hundredth_value() -> None:
    event = understand(make_row(organizers=[f"Body {number}" for number in range(5000)]))
    assert len(event.organizers) == 200
    assert len(event.refused) == 1


@pytest.mark.parametrize(
    ("answer", "value", "notes"),
    [("Yes", True, 0), ("No", False, 0), ("no ", False, 0), ("", None, 0), (None, None, 0),
     (True, True, 0), (False, False, 0), ("Perhaps", None, 1), (1, None, 1)],
)  # fmt: skip
def test_yes_and_no_are_answers_and_an_empty_cell_is_none(
    answer: Any, value: bool | None, notes: int
) -> None:
    raw = {"Workstream Output": answer, "Regional Review Process": answer}
    event = understand(make_row(raw_fields=raw))
    assert event.values["is_workstream_output"] is value
    assert event.values["is_regional_review"] is value
    assert len(event.notes) == 2 * notes


def test_text_may_have_paragraphs_but_no_control_characters() -> None:
    event = understand(make_row(summary="One.\n\nTwo.", location=f"Room{OVERRIDE} 12"))
    assert event.values["summary"] == "One.\n\nTwo."
    assert event.values["venue"] == ""
    assert len(event.refused) == 1


def test_raw_fields_that_are_no_object_are_refused() -> None:
    assert len(understand(make_row(raw_fields=["x"])).refused) == 1


def test_a_closed_registration_gives_no_date() -> None:
    values = values_of(raw_fields={"registration_state": "Closed"})
    assert values == values_of()


def test_what_is_shown_of_a_value_is_short_and_without_controls() -> None:
    assert quoted("\x1b[31mred\u202e\n") == "\ufffd[31mred\ufffd\ufffd"
    assert len(quoted("x" * 10_000)) <= 80


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
_columns = st.sampled_from(
    ["url", "lang", "title", "start", "end", "timezone", "location", "format", "category",
     "organizers", "audience", "languages", "scope", "objectives", "registration_url", "summary",
     "raw_fields"]
)  # fmt: skip


@given(st.dictionaries(_columns, _json, max_size=8))
def test_no_row_makes_it_fail_in_another_way(row: dict[str, Any]) -> None:
    try:
        event = understand(make_row(**row))
    except RowRefused:
        return
    assert isinstance(event, SourceEvent)
    assert event.values["title"]
    assert json.dumps([event.refused, event.notes])


@pytest.mark.parametrize(
    "row",
    [{"published": "Off"}, {"published": False}, {"published": "draft"}, {"status": "Unpublished"},
     {"private": "Oui"}, {"private": "نعم"}, {"private": 1},
     {"published": "future"}, {"published": "Private"}],
)  # fmt: skip
def test_what_the_source_holds_back_becomes_a_draft(row: dict[str, Any]) -> None:
    assert "so it is a draft" in understand(make_row(**row)).refused[0]
    for word in ("On", "publish", "Publié"):
        shown = {"published": word} if "published" in row else dict.fromkeys(row, "")
        event = understand(make_row(**shown))
        assert event.refused == event.notes == [], "nor is anything said of it"
    assert understand(make_row(status="Future")).refused == [], "it says when the event is"


def test_programs_write_the_point_0_0_for_no_place() -> None:
    assert values_of(latitude="0.000000", longitude="0")["latitude"] is None
    assert values_of(latitude="0.0", longitude="32.58")["latitude"] == 0
