"""The glossary of a site."""

from __future__ import annotations

import pytest

from wagtail_migration_events.translation.wording.glossary import (
    GlossaryError,
    GlossaryTerm,
    glossary_between,
    parse_glossary,
    terms_in,
    terms_not_kept,
)

TEXT = """\ufeffen,fr,ar
network,réseau|Réseau,الشبكة

"regional review, annual","examen régional, annuel",
State,État,الدولة
"""


def test_it_gives_the_words_of_two_languages():
    assert glossary_between(TEXT, "en", "fr") == [
        GlossaryTerm("network", ("réseau", "Réseau")),
        GlossaryTerm("regional review, annual", ("examen régional, annuel",)),
        GlossaryTerm("State", ("État",)),
    ]
    assert [term.source for term in glossary_between(TEXT, "en", "ar")] == ["network", "State"]
    assert glossary_between(TEXT, "fr", "en")[0] == GlossaryTerm("réseau", ("network",))
    assert glossary_between(TEXT, "en-gb", "fr-ca") == glossary_between(TEXT, "en", "fr")
    assert glossary_between(TEXT, "en", "ru") == []
    assert glossary_between("", "en", "fr") == []


@pytest.mark.parametrize("between", [";", "\t"])
def test_what_a_spreadsheet_in_another_country_writes_is_read_too(between: str):
    rows = (("en", "fr"), ("migrant, documented", "migrant|migrante"))
    text = "\r\n".join(between.join(row) for row in rows)
    assert glossary_between(text, "en", "fr") == [
        GlossaryTerm("migrant, documented", ("migrant", "migrante"))
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("English,fr\n", "Line 1: “English” is not the tag of a language"),
        ("en,,fr\n", "Line 1: “” is not"),
        ("en,fr,EN\n", "Line 1: a language is named twice"),
        ("en,fr\na,b\n\nc,d,e\n", "Line 4 has 3 cells, but the first line names 2 languages"),
        ('en,fr\na,"b\n', "Line 2"),
        ("en,fr\n" + "a,b\n" * 2001, "at most 2000 terms"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, fault: str):
    with pytest.raises(GlossaryError, match=fault.replace("(", r"\(")):
        parse_glossary(text)


def test_terms_are_found_as_whole_words_in_any_case():
    terms = glossary_between(TEXT, "en", "fr")
    found = terms_in("The NETWORK  of states; a statement", terms)
    assert [term.source for term in found] == ["network"]
    assert [term.source for term in terms_in("A State, and", terms)] == ["State"]
    chinese = [GlossaryTerm("移民", ("migrants",))]
    assert terms_in("国际移民组织", chinese) == chinese


def test_a_word_of_the_glossary_that_is_not_there_is_a_warning():
    terms = glossary_between(TEXT, "en", "fr")
    assert terms_not_kept("The network", "Le RÉSEAU", terms) == []
    assert terms_not_kept("The network", "La toile", terms) == [
        "The glossary has “réseau or Réseau” for “network”."
    ]
    official = [GlossaryTerm("Save lives", ("Sauver des vies",), is_official=True)]
    assert terms_not_kept("Save lives", "Sauvons", official) == [
        "The official title of “Save lives” is “Sauver des vies”."
    ]
