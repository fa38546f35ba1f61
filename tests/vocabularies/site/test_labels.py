"""One label per language, in one form."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.vocabularies.site.label_inputs import label_languages
from wagtail_migration_events.vocabularies.site.labels import LabelsField

LABELS = LabelsField("labels")


def render(value: Any) -> BeautifulSoup:
    html = LABELS.formfield().widget.render("labels", value, {"id": "id_labels"})
    return BeautifulSoup(html, "html.parser")


def posted(data: dict[str, str]) -> dict[str, str]:
    return LABELS.formfield().widget.value_from_datadict(data, {}, "labels")


def test_there_is_one_input_for_each_language_of_the_site() -> None:
    inputs = render({"ar": "مجلس", "en": "Majlis"}).find_all("input", type="text")
    assert [each["lang"] for each in inputs] == ["ar", "zh-hans", "en", "fr", "ru", "es"]
    assert (inputs[0]["dir"], inputs[0]["value"]) == ("rtl", "مجلس")
    assert inputs[2]["dir"] == "ltr"


def test_every_input_has_a_label_of_its_own() -> None:
    html = render({})
    for each in html.find_all("input"):
        assert html.find("label", attrs={"for": each["id"]}) is not None


def test_labels_in_other_languages_are_kept(settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    inputs = render({"en": "Workshop", "fr": "Atelier"}).find_all("input")
    assert [(each["type"], each["name"], each["value"]) for each in inputs] == [
        ("text", "labels-en", "Workshop"),
        ("hidden", "labels-fr", "Atelier"),
    ]


def test_what_is_sent_is_a_label_for_each_language_filled_in() -> None:
    sent = {"labels-en": " Workshop ", "labels-fr": "", "code": "x", "labelsen": "y"}
    assert posted(sent) == {"en": "Workshop"}


def test_labels_that_are_the_same_have_not_changed() -> None:
    field = LABELS.formfield()
    assert not field.has_changed({"en": "Workshop"}, {"en": "Workshop"})
    assert field.has_changed({"en": "Workshop"}, {"en": "Training"})
    assert field.widget.value_omitted_from_data({"code": "x"}, {}, "labels")


def test_at_least_one_label_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="at least one language"):
        LABELS.formfield().clean({})
    with pytest.raises(ValidationError, match="at least one language"):
        LABELS.clean({"en": "  "}, None)


def test_a_label_that_is_too_long_names_its_language() -> None:
    with pytest.raises(ValidationError, match="French: the label has more than 255 characters"):
        LABELS.clean({"fr": "x" * 256}, None)


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x00", "\n", "\u2028"])
def test_invisible_characters_are_named(character: str) -> None:
    with pytest.raises(ValidationError, match=rf"English: .*U\+{ord(character):04X}"):
        LABELS.clean({"en": f"Work{character}shop"}, None)


def test_marks_that_arabic_needs_are_accepted() -> None:
    labels = {"ar": "حلقة عمل (GCM)\u200f", "fa": "کارگاه\u200cها"}
    assert LABELS.clean(labels, None) == labels


@pytest.mark.parametrize(
    "value", ["Workshop", ["en"], {"en": 1}, {1: "x"}, {"<b>": "x"}, {"": "x"}]
)
def test_what_is_no_set_of_labels_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError, match="one label for each language"):
        LABELS.clean(value, None)


def test_tags_are_written_in_one_way() -> None:
    assert LABELS.clean({"zh_Hans": "讲习班", "FR": "Atelier"}, None) == {
        "zh-hans": "讲习班",
        "fr": "Atelier",
    }


def test_for_schema_migrations_labels_are_plain_json() -> None:
    field = LabelsField("labels")
    field.set_attributes_from_name("labels")
    assert "wagtail_migration_events" not in MigrationWriter.serialize(field)[0]
    assert field.deconstruct()[1] == "django.db.models.JSONField"


def test_a_site_without_content_languages_labels_in_those_of_its_interface(settings: Any) -> None:
    del settings.WAGTAIL_CONTENT_LANGUAGES
    settings.LANGUAGES = [("en", "English"), ("zh", "Chinese")]
    assert list(label_languages()) == ["en", "zh-hans"]


def test_a_site_that_names_no_languages_labels_in_its_one_language(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    del settings.WAGTAIL_CONTENT_LANGUAGES
    settings.LANGUAGE_CODE = "fr"
    monkeypatch.setattr(LazySettings, "is_overridden", lambda settings, name: False, raising=False)
    assert label_languages() == {"fr": "français"}


def test_the_languages_of_a_term_have_the_names_that_all_screens_have(settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "Chinese (simplified)"), ("x-own", "Ours")]
    with override("ar"):
        assert label_languages() == {"zh-hans": "الصينية (المبسطة)", "x-own": "Ours"}


@given(st.text(st.characters(categories=("L", "N", "P", "S", "M")), max_size=50))
def test_visible_text_in_any_script_is_accepted(text: str) -> None:
    check_text(text)
