from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import translation

from wagtail_migration_events.vocabularies.official.footnotes import MARK, get_footnote


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "References to Kosovo shall be understood"),
        ("fr", "Toutes les références au Kosovo"),
        ("fr-ca", "Toutes les références au Kosovo"),
        ("es", "Todas las referencias a Kosovo"),
    ],
)
def test_a_confirmed_footnote_stands_in_its_language(language: str, words: str) -> None:
    footnote = get_footnote("kosovo", language)
    assert words in footnote.text
    assert footnote.text.startswith(MARK)
    assert footnote.verified
    assert footnote.source.startswith("https://migrationnetwork.un.org/")
    assert not footnote.is_fallback


@pytest.mark.parametrize("language", ["ar", "ru", "zh-hans", "zh-hant", "sw", ""])
def test_the_english_footnote_stands_in_for_an_unconfirmed_one(language: str) -> None:
    footnote = get_footnote("kosovo", language)
    assert footnote.language == "en"
    assert footnote.direction == "ltr"
    assert footnote.is_fallback is (language != "")


def test_without_a_language_the_active_one_counts() -> None:
    with translation.override("es"):
        assert get_footnote("kosovo").language == "es"


def test_a_site_confirms_a_wording(tmp_path: Path) -> None:
    entry = {"text": "*Косово", "verified": True, "source": "legal office"}
    path = tmp_path / "footnotes.json"
    content = {"footnotes": {"kosovo": {"titles": {"ru": entry}}}}
    path.write_text(json.dumps(content), encoding="utf-8")
    with override_settings(WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS=[path]):
        footnote = get_footnote("kosovo", "ru")
        assert (footnote.text, footnote.is_fallback) == ("*Косово", False)
    assert get_footnote("kosovo", "ru").language == "en"


def test_an_unknown_footnote_is_empty() -> None:
    assert get_footnote("atlantis", "fr").text == ""
