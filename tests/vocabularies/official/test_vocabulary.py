from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wagtail_migration_events.vocabularies import loading
from wagtail_migration_events.vocabularies.official.vocabulary import (
    load_errors,
    official_terms,
    reset,
    unverified,
)
from wagtail_migration_events.vocabularies.registry import get_vocabulary

PRINCIPLES = (
    "people-centred",
    "international-cooperation",
    "national-sovereignty",
    "rule-of-law",
    "sustainable-development",
    "human-rights",
    "gender-responsive",
    "child-sensitive",
    "whole-of-government",
    "whole-of-society",
)


def test_there_are_23_objectives_and_general() -> None:
    numbers = tuple(str(number) for number in range(1, 24))
    assert get_vocabulary("gcm_objectives").codes() == (*numbers, "general")


def test_there_are_10_guiding_principles() -> None:
    assert get_vocabulary("guiding_principles").codes() == PRINCIPLES


def test_there_are_17_goals_and_169_targets() -> None:
    sdgs = get_vocabulary("sdgs")
    kinds = [term.kind for term in sdgs]
    assert kinds.count("goal") == 17
    assert kinds.count("target") == 169
    assert sdgs.broader_codes("10.7") == ("10",)
    assert len(sdgs.narrower("17")) == 19
    assert [term.code for term in sdgs.narrower("1")] == [
        "1.1", "1.2", "1.3", "1.4", "1.5", "1.a", "1.b",
    ]  # fmt: skip


def test_there_are_five_levels_of_scope() -> None:
    levels = ("global", "regional", "subregional", "national", "local")
    assert get_vocabulary("scope_levels").codes() == levels


@pytest.mark.parametrize("number", range(1, 24))
@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_every_objective_has_a_short_name_in_six_languages(number: int, language: str) -> None:
    short_names = get_vocabulary("gcm_objectives").term(str(number)).short_names
    assert short_names[language].text


@pytest.mark.parametrize(
    ("language", "text", "verified"),
    [
        ("en", "Use migration detention only as a measure of last resort", True),
        ("es", "Utilizar la detención de migrantes", True),
        ("zh-hans", "仅作为最后手段采用移民拘留办法", False),
        ("zh-hant", "仅作为最后手段采用移民拘留办法", False),
        ("pt-br", "Use migration detention", True),
    ],
)
def test_an_objective_is_quoted_with_its_mark(language: str, text: str, verified: bool) -> None:
    label = get_vocabulary("gcm_objectives").term("13").label(language)
    assert label.text.startswith(text)
    assert label.verified is verified
    assert label.is_fallback is (language in {"zh-hant", "pt-br"})


def test_a_target_shows_its_number_and_where_known_its_text() -> None:
    target = get_vocabulary("sdgs").term("10.7")
    assert target.label("en").text.startswith("10.7 Facilitate orderly, safe, regular")
    assert target.short_label("en").text == "Target 10.7"
    assert get_vocabulary("sdgs").term("1.1").label("fr").text == "Cible 1.1"


def test_what_nobody_confirmed_can_be_listed() -> None:
    arabic = list(unverified("ar"))
    assert ("gcm_objectives", "13") in {(term.vocabulary, term.code) for term, _ in arabic}
    assert ("footnotes", "kosovo") in {(term.vocabulary, term.code) for term, _ in arabic}
    assert not any(title.verified for _, title in arabic)
    assert list(unverified("zh-cn")) == list(unverified("zh-hans"))
    assert not [term for term, _ in unverified("en") if term.vocabulary != "sdgs"]
    assert list(unverified("sw")) == []


def test_terms_are_loaded_once() -> None:
    assert official_terms("areas") is official_terms("areas")
    before = official_terms("areas")
    reset()
    assert official_terms("areas") is not before


def test_altered_data_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = loading.recorded_checksums() | {"sdgs": "0" * 64}
    monkeypatch.setattr(loading, "recorded_checksums", lambda: recorded)
    (error,) = load_errors()
    assert error.startswith("sdgs.json: the packaged data was altered")


def test_the_vocabularies_need_settings_but_no_apps() -> None:
    code = (
        "from django.conf import settings; settings.configure();"
        "from wagtail_migration_events.vocabularies import registry;"
        "from wagtail_migration_events.vocabularies.official import footnotes;"
        "print(registry.get_vocabulary('areas').resolve('Kenya'),"
        " footnotes.get_footnote('kosovo', 'fr').language)"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.split() == ["404", "fr"]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("guiding_principles", "people-centred", "people-centred"),
        ("guiding_principles", "HUMAN RIGHTS", "human-rights"),
        ("guiding_principles", "Droits de l'homme", "human-rights"),
        ("guiding_principles", "全政府办法", "whole-of-government"),
        ("guiding_principles", "Whole-of-society", "whole-of-society"),
        ("guiding_principles", "kindness", None),
        ("scope_levels", "Global", "global"),
        ("scope_levels", "Régional", "regional"),
        ("scope_levels", "местный", "local"),
        ("scope_levels", "galactic", None),
    ],
)
def test_principles_and_levels_are_found_by_code_or_title(
    name: str, value: str, code: str | None
) -> None:
    assert get_vocabulary(name).resolve(value) == code


@pytest.mark.parametrize("name", ["gcm_objectives", "guiding_principles", "sdgs", "scope_levels"])
def test_every_term_is_found_by_each_of_its_codes_and_titles(name: str) -> None:
    vocabulary = get_vocabulary(name)
    for term in vocabulary:
        assert vocabulary.resolve(term.code) == term.code
        for language, title in term.titles.items():
            found = vocabulary.resolve(title.text)
            assert found is not None, (term.code, language)
            assert vocabulary.term(found).label(language).text == title.text
