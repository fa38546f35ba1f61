from __future__ import annotations

import json

import pytest

from wagtail_migration_events.vocabularies import loading
from wagtail_migration_events.vocabularies.languages import UN_LANGUAGES
from wagtail_migration_events.vocabularies.loading import (
    altered_files,
    checksum,
    read_data,
    recorded_checksums,
)
from wagtail_migration_events.vocabularies.official.corrections import CORRECTABLE


def test_the_packaged_data_are_as_released() -> None:
    assert set(recorded_checksums()) == set(CORRECTABLE)
    assert altered_files() == ()


def test_an_altered_file_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {name: "0" * 64 if name == "areas" else checksum(name) for name in CORRECTABLE}
    monkeypatch.setattr(loading, "recorded_checksums", lambda: wrong)
    assert altered_files() == ("areas.json",)


@pytest.mark.parametrize("name", CORRECTABLE)
def test_every_file_says_where_it_comes_from(name: str) -> None:
    data = read_data(name)
    assert data["source"]
    assert data["retrieved"]
    assert data["licence"]
    assert data["note"]


@pytest.mark.parametrize("name", CORRECTABLE)
def test_every_official_term_has_a_title_in_all_six_languages(name: str) -> None:
    for term in read_data(name)["terms"]:
        assert tuple(term["titles"]) == UN_LANGUAGES, term["code"]
        assert all(title["text"].strip() for title in term["titles"].values()), term["code"]


@pytest.mark.parametrize("name", CORRECTABLE)
def test_what_is_called_verified_names_its_source(name: str) -> None:
    for term in read_data(name)["terms"]:
        for titles in (term["titles"], term.get("short_names", {})):
            for language, title in titles.items():
                assert set(title) == {"text", "verified", "source"}
                assert not title["verified"] or title["source"], (term["code"], language)


def test_what_was_written_from_memory_is_not_called_verified() -> None:
    data = read_data("sdgs")
    assert "from memory" in data["note"]
    for term in data["terms"]:
        for titles in (term["titles"], term.get("short_names", {})):
            assert not any(title["verified"] for title in titles.values()), term["code"]


@pytest.mark.parametrize("name", CORRECTABLE)
def test_codes_are_unique_and_broader_terms_exist(name: str) -> None:
    terms = read_data(name)["terms"]
    codes = [term["code"] for term in terms]
    assert len(set(codes)) == len(codes)
    assert all(broader in codes for term in terms for broader in term.get("broader", ()))


@pytest.mark.parametrize("name", CORRECTABLE)
def test_titles_hold_no_control_or_bidi_characters(name: str) -> None:
    text = json.dumps(read_data(name), ensure_ascii=False)
    assert not set(text) & set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
