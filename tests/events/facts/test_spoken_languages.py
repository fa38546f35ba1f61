"""The languages of an event, by name and in the page editor."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.editing import Editor
from tests.factories import make_event
from wagtail_migration_events.events.facts.spoken_languages import (
    UN_LANGUAGES,
    check_languages,
    language_choices,
    language_name,
)


@pytest.fixture
def editor(site, editor_client):
    return Editor.blank(editor_client, site.events["en"]).fill(title="Forum")


@pytest.mark.parametrize(
    ("tag", "shown_in", "name"),
    [
        ("fr", "en", "French"),
        ("fr", "ar", "الفرنسية"),
        ("zh-hant", "en", "Chinese (Traditional)"),
        ("pt-br", "fr", "portugais (Brésil)"),
        ("fr", "xx", "French"),
        ("ase", "en", "American Sign Language"),
        ("qya", "en", "qya"),
        ("!!", "en", "!!"),
        ("", "en", ""),
    ],
)
def test_a_language_is_named_by_cldr_or_else_by_its_tag(tag, shown_in, name):
    assert language_name(tag, shown_in) == name


def test_the_un_languages_stand_first_and_the_others_follow_by_name():
    with translation.override("fr"):
        blank, *choices = language_choices()
    tags, names = zip(*choices, strict=True)
    assert blank[0] == ""
    assert tags[:6] == UN_LANGUAGES
    assert list(names[6:]) == sorted(names[6:])
    assert dict(choices)["de"] == "allemand"
    with translation.override(None):
        assert dict(language_choices())["de"] == "German"


@pytest.mark.parametrize(
    "rows",
    [
        [{"language": "xx-!!", "kind": "working"}],
        [{"language": "fr", "kind": "telepathy"}],
        [{"language": "", "kind": "working"}],
        [{}],
        [{"language": "fr", "kind": "sign"}, {"language": "fr", "kind": "sign"}],
        [{"language": "a" * 1000, "kind": "sign"}],
    ],
)
def test_a_row_that_says_nothing_or_the_same_again_is_refused(rows):
    with pytest.raises(ValidationError) as caught:
        check_languages(rows)
    assert f"Row {len(rows)}" in caught.value.messages[0]


def test_one_language_may_be_spoken_and_signed():
    check_languages([{"language": "fr", "kind": "working"}, {"language": "fr", "kind": "sign"}])
    check_languages(None)


@pytest.mark.django_db
def test_languages_are_entered_in_rows(editor):
    editor.data |= {"languages-0-language": "ar", "languages-0-kind": "interpretation"}
    editor.data |= {"languages-2-language": "sw"}
    editor.save_draft()
    assert editor.saved().languages == [
        {"language": "ar", "kind": "interpretation"},
        {"language": "sw", "kind": "working"},
    ]


@pytest.mark.django_db
def test_a_row_without_a_language_is_left_out(editor):
    editor.data |= {"languages-0-kind": "sign"}
    editor.save_draft()
    assert editor.saved().languages == []


@pytest.mark.django_db
def test_a_language_that_is_not_offered_is_shown_and_kept(site, editor_client):
    rows = [{"language": "qya", "kind": "sign"}]
    event = make_event(site.events["en"], languages=rows)
    editor = Editor.of(editor_client, event)
    assert editor.data["languages-0-language"] == "qya"
    editor.fill(title="").save_draft()
    assert editor.shown["languages-0-language"] == "qya"
    editor.fill(title="Forum").save_draft()
    assert editor.saved().languages == rows


@pytest.mark.django_db
def test_a_language_listed_twice_for_one_use_is_refused_at_its_row(editor):
    editor.data |= {"languages-0-language": "fr", "languages-2-language": "FR"}
    editor.save_draft()
    assert editor.errors["languages"] == ["Row 3: French is listed twice for the same use."]
    wrong = editor.soup.find(attrs={"name": "languages-2-language"}).find_parent("li")
    assert "listed twice" in wrong.get_text()


@pytest.mark.django_db
def test_a_language_that_cannot_be_one_is_refused(editor):
    editor.data |= {"languages-0-language": "<script>"}
    editor.save_draft()
    assert editor.errors["languages"][0].startswith("Row 1: ")
    assert "<script>alert" not in editor.html
