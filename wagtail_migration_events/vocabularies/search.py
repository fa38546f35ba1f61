"""Looking for terms of an official vocabulary: what a term lies in, and all that lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from wagtail_migration_events.vocabularies.forms.choices import choice_label
from wagtail_migration_events.vocabularies.matching import begins, search_words
from wagtail_migration_events.vocabularies.official.areas import WORLD, AreasVocabulary
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary, cached
from wagtail_migration_events.vocabularies.registry import OFFICIAL
from wagtail_migration_events.vocabularies.terms import Term, Vocabulary

MOST_FOUND = 25


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """One line of what a search finds: a term, or several that are chosen at once.

    Attributes:
        label: in the language that was asked for.
        within: the names of what it lies in, nearest first; "" for several.
        codes: what is chosen with it.
        words: what it is found by, folded.
    """

    label: str
    within: str
    codes: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        return len(self.codes) > 1


def find_terms(name: str, text: str, language: str) -> list[FoundTerms]:
    """Return the terms of which every word of a search begins some name, the best first.

    Below a term that holds others stands a line with all of those.

    :param name: of an official vocabulary.
    :param text: names, codes or acronyms in the language or in English; case and accents do not
        matter. Of a long text only the beginning is read.
    :raises KeyError: if no official vocabulary has that name.
    """
    words = search_words(text)
    if not words:
        return []
    found = [each for each in _all_lines(name, language) if _has_all(each, words)]
    found.sort(key=lambda each: _rank(each, words))
    return found[:MOST_FOUND]


def _has_all(line: FoundTerms, words: list[str]) -> bool:
    return all(any(begins(word, name) for name in line.words) for word in words)


def _rank(line: FoundTerms, words: list[str]) -> int:
    asked = " ".join(words)
    if asked in line.words:
        return 0
    return 1 if any(name.startswith(asked) for name in line.words) else 2


@cached
def _all_lines(name: str, language: str) -> tuple[FoundTerms, ...]:
    vocabulary = {each.name: each for each in OFFICIAL}[name]
    with override(language):
        return tuple(line for term in vocabulary for line in _lines_of(vocabulary, term, language))


def _lines_of(vocabulary: OfficialVocabulary, term: Term, language: str) -> Iterator[FoundTerms]:
    words = _words_of(term, language)
    yield FoundTerms(choice_label(term), _within(vocabulary, term, language), (term.code,), words)
    for label, codes in _groups_in(vocabulary, term, language):
        yield FoundTerms(label, "", codes, (*words, " ".join(search_words(label))))


def _words_of(term: Term, language: str) -> tuple[str, ...]:
    names = [term.code, term.iso2, term.iso3, *term.aliases]
    for key in (language, "en"):
        names += [term.label(key).text, term.short_label(key).text]
    return tuple(sorted({" ".join(search_words(name)) for name in names if name}))


def _within(vocabulary: Vocabulary, term: Term, language: str) -> str:
    above = [vocabulary.term(code) for code in vocabulary.broader_codes(term.code)]
    above.sort(key=lambda each: each.kind == "commission")
    names = [each.short_label(language).text for each in above if each.code != WORLD]
    return _(", ").join(names)


def _groups_in(
    vocabulary: OfficialVocabulary, term: Term, language: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    name = term.short_label(language).text
    if isinstance(vocabulary, AreasVocabulary) and term.kind == "commission":
        members, associates = vocabulary.members(term.code), vocabulary.associates(term.code)
        yield _group(_("All members of %(name)s (%(number)s)"), name, members)
        if associates:
            words = _("All members of %(name)s and its associate members (%(number)s)")
            yield _group(words, name, (*members, *associates))
        return
    if term.code == WORLD:
        return
    below = [vocabulary.term(code) for code in vocabulary.narrower_codes(term.code)]
    lowest = tuple(each for each in below if not vocabulary.narrower(each.code))
    if len(lowest) > 1:
        yield _group(_("All of %(name)s (%(number)s)"), name, lowest)


def _group(words: str, name: str, terms: tuple[Term, ...]) -> tuple[str, tuple[str, ...]]:
    shown = words % {"name": name, "number": len(terms)}
    return shown, tuple(term.code for term in terms)
