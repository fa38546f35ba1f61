from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.vocabularies.registry import OFFICIAL, get_vocabulary
from wagtail_migration_events.vocabularies.terms import Label, Term, Title, Vocabulary

DETENTION = Term(
    "gcm_objectives",
    "13",
    titles={"en": Title("Use detention last", True, "A/RES/73/195"), "fr": Title("En dernier")},
    short_names={"en": Title("Alternatives"), "ar": Title("بدائل")},
)


class Animals(Vocabulary):
    name = "animals"
    label = "Animals"

    def __init__(self, *terms: Term) -> None:
        self._terms = {term.code: term for term in terms}

    def terms(self) -> Mapping[str, Term]:
        return self._terms


def animal(code: str, *broader: str) -> Term:
    return Term("animals", code, {"en": Title(code.title())}, broader=broader)


ANIMALS = Animals(
    animal("animal"),
    animal("mammal", "animal"),
    animal("swimmer", "animal"),
    animal("whale", "mammal", "swimmer"),
)


def test_a_label_is_the_title_in_the_wanted_language() -> None:
    label = DETENTION.label("en")
    assert label == Label("Use detention last", "en", True, "A/RES/73/195", False)
    assert str(label) == "Use detention last"


def test_a_missing_language_falls_back_and_says_so() -> None:
    label = DETENTION.label("ru")
    assert (label.text, label.language, label.is_fallback) == ("Use detention last", "en", True)


def test_a_regional_tag_is_no_fallback() -> None:
    assert not DETENTION.label("fr-ca").is_fallback


def test_without_a_language_the_active_one_counts() -> None:
    with translation.override("fr"):
        assert DETENTION.label().text == "En dernier"
    with translation.override(None):
        assert DETENTION.label().language == "en"


def test_a_short_label_prefers_the_readers_title_to_a_foreign_short_name() -> None:
    assert DETENTION.short_label("en").text == "Alternatives"
    assert DETENTION.short_label("fr").text == "En dernier"
    assert DETENTION.short_label("ar").direction == "rtl"
    assert DETENTION.short_label("ru").text == "Alternatives"


def test_a_title_outside_the_chain_is_better_than_a_code() -> None:
    term = Term("audiences", "youth", {"sw": Title("Vijana")})
    assert term.label("fr") == Label("Vijana", "sw", is_fallback=True)


def test_a_blank_title_counts_as_missing() -> None:
    assert Term("audiences", "youth", {"en": Title(" ")}).label("en").text == "youth"


def test_an_unknown_code_shows_itself() -> None:
    label = ANIMALS.term("unicorn").label("fr")
    assert label == Label("unicorn", "und", is_fallback=True)
    assert ANIMALS.get("unicorn") is None
    assert "unicorn" not in ANIMALS
    assert None not in ANIMALS


def test_a_vocabulary_keeps_its_order() -> None:
    assert ANIMALS.codes() == ("animal", "mammal", "swimmer", "whale")
    assert [term.code for term in ANIMALS] == list(ANIMALS.codes())
    assert len(ANIMALS) == 4


def test_a_term_may_have_several_broader_terms() -> None:
    assert ANIMALS.broader_codes("whale") == ("mammal", "swimmer", "animal")
    assert ANIMALS.narrower_codes("animal") == ("mammal", "swimmer", "whale")
    assert [term.code for term in ANIMALS.narrower("mammal")] == ["whale"]
    assert ANIMALS.narrower("whale") == ()
    assert ANIMALS.broader_codes("unicorn") == ()


def test_a_circle_of_broader_terms_ends() -> None:
    circle = Animals(animal("hen", "egg"), animal("egg", "hen"))
    assert circle.broader_codes("hen") == ("egg",)
    assert circle.narrower_codes("hen") == ("egg",)


@pytest.mark.parametrize("value", ["whale", "WHALE", " Whale "])
def test_a_value_is_resolved_by_code_or_title(value: str) -> None:
    assert ANIMALS.resolve(value) == "whale"


@pytest.mark.parametrize("value", ["", None, "unicorn", [], 3, True])
def test_what_is_no_term_resolves_to_none(value: object) -> None:
    assert ANIMALS.resolve(value) is None


def test_codes_win_over_titles_and_titles_over_aliases() -> None:
    words = Animals(
        Term("animals", "a", {"en": Title("b")}, aliases=("c",)),
        Term("animals", "b", {"en": Title("c")}, short_names={"en": Title("Bee")}),
    )
    assert words.resolve("B") == "b"
    assert words.resolve("c") == "b"
    assert words.resolve("bee") == "b"


def test_terms_are_hashable() -> None:
    assert len({DETENTION, DETENTION, animal("whale")}) == 2


@given(st.sampled_from([vocabulary.name for vocabulary in OFFICIAL]), st.text(), st.text())
def test_no_code_and_no_language_breaks_a_label(name: str, code: str, language: str) -> None:
    term = get_vocabulary(name).term(code)
    assert isinstance(term.label(language).text, str)
    assert isinstance(term.short_label(language).text, str)
    get_vocabulary(name).resolve(code)


@given(st.data())
def test_every_official_term_has_a_label_in_any_language(data: st.DataObject) -> None:
    terms = [term for vocabulary in OFFICIAL for term in vocabulary]
    term = data.draw(st.sampled_from(terms))
    language = data.draw(st.text(max_size=12))
    assert term.label(language).text
    assert term.short_label(language).text
