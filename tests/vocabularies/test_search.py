"""Looking for areas and goals by what people call them."""

from __future__ import annotations

import pytest

from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.search import MOST_FOUND, find_terms


def found(text: str, language: str = "en", name: str = "areas") -> list[tuple[str, str]]:
    return [(each.label, each.within) for each in find_terms(name, text, language)]


def test_an_area_is_found_by_name_or_code_and_says_what_it_lies_in():
    kenya = ("Kenya", "Eastern Africa, Sub-Saharan Africa, Africa, ECA")
    for text in ("Kenya", "kenya ", "KEN", "404", "Ken"):
        assert kenya in found(text)[:2], text
    assert found("KE")[0] == kenya
    assert found("Кения", "ru")[0][0] == "Кения"
    assert found("Kenya", "ru")[0][0] == "Кения"
    assert found("كينيا", "ar")[0][0] == "كينيا"
    assert found("肯尼亚", "zh-hans")[0][0] == "肯尼亚"
    assert found("cote", "fr")[0][0].startswith("Côte")


def test_all_that_an_area_holds_is_taken_at_once():
    areas = get_vocabulary("areas")
    group = next(each for each in find_terms("areas", "all ESCWA members", "en") if each.is_group)
    assert group.label == "All members of ESCWA (21)"
    assert group.codes == tuple(term.code for term in areas.members("ESCWA"))
    labels = [label for label, _within in found("Eastern Africa")]
    assert labels[:2] == ["Eastern Africa", "All of Eastern Africa (22)"]
    eclac = [each for each in find_terms("areas", "ECLAC", "en") if each.is_group]
    assert len(eclac[0].codes) < len(eclac[1].codes)
    targets = next(each for each in find_terms("sdgs", "10", "en") if each.is_group)
    assert "10.7" in targets.codes


def test_any_text_is_a_search():
    for text in ("", "   ", "%%", "x" * 100_000, "\x00", "no such place"):
        assert found(text) == []
    assert len(found("a")) == MOST_FOUND
    with pytest.raises(KeyError):
        find_terms("event_types", "x", "en")
