from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from wagtail_migration_events.vocabularies.official.corrections import (
    CorrectionError,
    read_corrections,
)
from wagtail_migration_events.vocabularies.official.vocabulary import load_errors
from wagtail_migration_events.vocabularies.registry import get_vocabulary


def write(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def corrected(code: str, titles: object, vocabulary: str = "gcm_objectives") -> dict[str, object]:
    return {vocabulary: {code: {"titles": titles}}}


PORTUGUESE = {
    "gcm_objectives": {
        "13": {
            "titles": {"pt": {"text": "Detenção", "verified": True, "source": "MRE"}},
            "short_names": {"pt_BR": {"text": "Alternativas"}},
        }
    }
}


def test_a_site_adds_a_language(tmp_path: Path) -> None:
    path = write(tmp_path / "pt.json", PORTUGUESE)
    with override_settings(WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS=[path]):
        term = get_vocabulary("gcm_objectives").term("13")
        label = term.label("pt")
        assert (label.text, label.verified, label.source) == ("Detenção", True, "MRE")
        assert not term.label("pt-br").is_fallback
        assert term.short_label("pt-br").text == "Alternativas"
        assert get_vocabulary("gcm_objectives").resolve("detenção") == "13"
        assert load_errors() == ()
    assert get_vocabulary("gcm_objectives").term("13").label("pt").language == "en"


def test_a_site_corrects_a_title_and_keeps_the_others(tmp_path: Path) -> None:
    content = corrected("408", {"zh": {"text": "朝鲜", "verified": True}}, "areas")
    path = write(tmp_path / "zh.json", content)
    with override_settings(WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS=str(path)):
        term = get_vocabulary("areas").term("408")
        assert term.label("zh-hans").text == "朝鲜"
        assert term.label("en").text == "Democratic People's Republic of Korea"


def test_a_later_file_wins(tmp_path: Path) -> None:
    first = write(tmp_path / "1.json", corrected("1", {"pt": {"text": "um"}}))
    second = write(tmp_path / "2.json", corrected("1", {"pt": {"text": "dois"}}))
    titles = read_corrections([first, second]).titles
    assert titles["gcm_objectives", "1", "titles"]["pt"].text == "dois"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not JSON"),
        pytest.param("[" * 100_000, "not JSON", id="deep"),
        ([], "must hold an object"),
        ({"themes": {}}, "unknown vocabulary 'themes'; there are: gcm_objectives"),
        ({"gcm_objectives": {"24": {}}}, "gcm_objectives has no code '24'"),
        ({"gcm_objectives": []}, "gcm_objectives: must be an object"),
        ({"gcm_objectives": {"1": 3}}, "gcm_objectives / 1: must be an object"),
        ({"gcm_objectives": {"1": {"broader": {}}}}, "only titles and short_names"),
        ({"gcm_objectives": {"1": {"titles": "x"}}}, "1 / titles: must be an object"),
        (corrected("1", {"pt": "Dados"}), "titles / pt: must be an object such as"),
        (corrected("1", {"pt": {"text": " "}}), '"text" must be a text'),
        (corrected("1", {"pt": {"text": "a", "verified": "yes"}}), '"verified" must be true'),
        (corrected("1", {"pt": {"text": "a", "source": 1}}), '"source" must be a text'),
    ],
)
def test_a_mistake_is_named_and_the_official_wording_stands(
    tmp_path: Path, content: object, message: str
) -> None:
    path = write(tmp_path / "wrong.json", content)
    with override_settings(WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS=[path]):
        (error,) = load_errors()
        assert error.startswith(str(path))
        assert message in error
        assert get_vocabulary("gcm_objectives").term("1").label("pt").language == "en"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with override_settings(WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS=[tmp_path / "no.json"]):
        assert "cannot be read: No such file" in load_errors()[0]


def test_a_wrong_entry_does_not_take_the_right_ones_with_it(tmp_path: Path) -> None:
    titles = {"pt": {"text": "Dados"}, "sw": {"text": ""}}
    corrections = read_corrections(write(tmp_path / "mixed.json", corrected("1", titles)))
    assert len(corrections.errors) == 1
    assert list(corrections.titles["gcm_objectives", "1", "titles"]) == ["pt"]


def test_something_that_is_no_path_is_named() -> None:
    assert "not the path" in read_corrections([object()]).errors[0]  # type: ignore[list-item]  # the mistake under test


def test_a_setting_that_is_no_list_is_named() -> None:
    with override_settings(WAGTAIL_MIGRATION_EVENTS_VOCABULARY_CORRECTIONS=7):
        assert "VOCABULARY_CORRECTIONS" in load_errors()[0]


def test_a_correction_error_is_djangos_kind_of_error() -> None:
    assert issubclass(CorrectionError, ImproperlyConfigured)
