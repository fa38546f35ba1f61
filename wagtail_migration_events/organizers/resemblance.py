"""Whether two organizers may be one body written in two ways: a hint for people, never a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from wagtail_migration_events.organizers.same_name import (
    comparable_name,
    is_same_body,
    split_acronym,
)
from wagtail_migration_events.vocabularies.matching import LONGEST_VALUE, folded

#: Letters of a word that counts: "of", "de" and "el" do not.
_SHORTEST_WORD = 4
#: Letters of a name that another may hold in full: "Union" alone says nothing.
_SHORTEST_HELD = 10
#: How alike two words are that are one word, mistyped or in another spelling.
_ALIKE = 0.8
#: Words in which one name may differ from the other.
_MOST_DIFFERENT = 2

#: Letters of Arabic that are often written for one another.
_ARABIC = str.maketrans("ةى", "هي")


@dataclass(frozen=True, slots=True)
class Called:
    """What a body is called: its names in all languages, and its acronyms and codes."""

    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()


def resembles(one: Called, other: Called) -> bool:
    """Whether two bodies share an acronym, or a name but for spelling, accents or a few letters.

    "Organización Internacional" resembles "Organizacion internacional", "World Bank Group" the
    "World Bank"; "Ministry of Health of Kenya" does not resemble "Ministry of Health of Chad".
    """
    if _short_names(one) & _short_names(other):
        return True
    return any(_alike(first, second) for first in _full_names(one) for second in _full_names(other))


def _short_names(called: Called) -> set[str]:
    in_brackets = [split_acronym(name)[1] for name in called.names]
    return {_plain(each) for each in (*called.acronyms, *in_brackets) if each.strip()}


def _full_names(called: Called) -> set[str]:
    names = {_plain(split_acronym(name)[0]) for name in called.names}
    return names - {""}


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    return folded(comparable_name(name[:LONGEST_VALUE])).translate(_ARABIC)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(one, other, key=len)
    if len(shorter) >= _SHORTEST_HELD and is_same_body(one, other):
        return True
    words, others = _words(one), _words(other)
    missing, added = words - others, others - words
    if len(missing) != len(added) or len(missing) > _MOST_DIFFERENT:
        return False
    if not missing:
        return bool(words)
    return all(any(_is_one_word(word, each) for each in added) for word in missing)


def _words(name: str) -> frozenset[str]:
    words = name.split()
    return frozenset(each for each in words if len(each) >= _SHORTEST_WORD) or frozenset(words)


def _is_one_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_WORD:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def called(names: Iterable[str], acronyms: Iterable[str] = ()) -> Called:
    """Return what a body is called, without blanks and repetitions."""
    return Called(*(tuple(dict.fromkeys(filter(None, each))) for each in (names, acronyms)))
