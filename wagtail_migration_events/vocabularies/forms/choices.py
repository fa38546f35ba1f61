"""The terms of a vocabulary as choices of a form, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.vocabularies.languages import language_chain
from wagtail_migration_events.vocabularies.matching import folded
from wagtail_migration_events.vocabularies.official.vocabulary import OfficialVocabulary, cached
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.terms import Term, Vocabulary

NUMBERED = frozenset({"gcm_objectives", "sdgs"})
"""Vocabularies whose terms people know by their numbers."""

GROUPED_ABOVE = 40
"""Terms; a longer list is shown in groups by kind."""

LONGEST_TARGET = 100
"""Characters of the title of a target; some have more than 400, and all begin with the number."""

BLANK = ("", "---------")

_HEADINGS: dict[str, Promise | str] = {
    "world": _("World"),
    "region": _("Regions"),
    "subregion": _("Sub-regions"),
    "intermediate_region": _("Intermediate regions"),
    "commission": _("United Nations Regional Commissions"),
    "country": _("Countries and areas"),
    "goal": _("Goals"),
    "target": _("Targets"),
}
_KINDS: dict[str, Promise | str] = {
    "world": _("World"),
    "region": _("Region"),
    "subregion": _("Sub-region"),
    "intermediate_region": _("Intermediate region"),
    "commission": _("United Nations Regional Commission"),
    "country": _("Country or area"),
    "goal": _("Goal"),
    "target": pgettext_lazy("SDG", "Target"),
}


def choices_of(
    name: str, kinds: Sequence[str] = (), *, blank: bool = False
) -> list[tuple[Any, Any]]:
    """Return the choices of a vocabulary, long ones in groups by kind.

    :param kinds: only terms of these kinds, if any are given.
    :param blank: begin with an empty choice.
    """
    choices: list[tuple[Any, Any]] = [BLANK] if blank else []
    vocabulary = get_vocabulary(name)
    if not isinstance(vocabulary, OfficialVocabulary):
        return choices + _in_groups(vocabulary, tuple(kinds))
    chain = tuple(language_chain(get_language()))
    return choices + _official_choices(vocabulary, tuple(kinds), chain)


@cached
def _official_choices(
    vocabulary: OfficialVocabulary, kinds: tuple[str, ...], _chain: tuple[str, ...]
) -> list[tuple[Any, Any]]:
    """Return hundreds of choices; the languages in which labels are looked for tell them apart."""
    return _in_groups(vocabulary, kinds)


def _in_groups(vocabulary: Vocabulary, kinds: tuple[str, ...]) -> list[tuple[Any, Any]]:
    terms = [term for term in vocabulary if not kinds or term.kind in kinds]
    if len(terms) <= GROUPED_ABOVE or len({term.kind for term in terms}) == 1:
        return _pairs(terms)
    by_kind: dict[str, list[Term]] = {}
    for term in terms:
        by_kind.setdefault(term.kind, []).append(term)
    return [(_HEADINGS.get(kind, kind), _pairs(by_kind[kind])) for kind in by_kind]


def kind_name(kind: str) -> str:
    """Return what kind of term it is, in words; a kind without a name as it is."""
    return str(_KINDS.get(kind, kind))


def choice_label(term: Term) -> str:
    """Return the short name of a term, after its number where people know the number.

    A target has no short name worth the word: the beginning of its title stands for it.
    """
    if term.kind == "target":
        return Truncator(str(term.label())).chars(LONGEST_TARGET)
    name = str(term.short_label())
    if term.kind == "commission":
        return f"{term.code} – {term.label()}"
    numbered = term.vocabulary in NUMBERED and term.code[:1].isdigit()
    return f"{term.code} – {name}" if numbered else name


def is_choice(vocabulary: Vocabulary, code: str, kinds: Sequence[str] = ()) -> bool:
    """Tell whether ``code`` is a term of the vocabulary, of one of ``kinds`` if any are given."""
    term = vocabulary.get(code)
    return term is not None and (not kinds or term.kind in kinds)


def _pairs(terms: Iterable[Term]) -> list[tuple[str, str]]:
    terms = list(terms)
    by_name = all(term.kind == "country" for term in terms)
    pairs = [(term.code, choice_label(term)) for term in terms]
    return sorted(pairs, key=_alphabetical) if by_name else pairs


def _alphabetical(pair: tuple[str, str]) -> str:
    """Return a key that files É under E; exact collation would need a library."""
    return folded(pair[1])
