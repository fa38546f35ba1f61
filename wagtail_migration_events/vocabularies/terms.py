"""A term is one concept known by its code; a vocabulary is an ordered set of terms."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import get_language

from wagtail_migration_events.vocabularies import languages
from wagtail_migration_events.vocabularies.matching import comparable, spoken_value


@dataclass(frozen=True, slots=True)
class Title:
    """One wording in one language; ``verified`` if it was seen in the ``source`` it quotes."""

    text: str
    verified: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text ready to be shown, with the language it is in.

    ``is_fallback`` says that a reader of the wanted language does not get that language.
    """

    text: str
    language: str
    verified: bool = False
    source: str = ""
    is_fallback: bool = False

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Term:
    """One concept of a vocabulary, the same in all languages.

    ``broader`` holds the codes of the directly broader terms, nearest first; ``associate_of`` those
    among them of which a country is only an associate member. ``aliases`` are found, never shown.
    ``footnote`` is the code of a footnote that has to stand wherever the term is named.
    """

    vocabulary: str
    code: str
    titles: Mapping[str, Title] = field(default_factory=dict, hash=False)
    short_names: Mapping[str, Title] = field(default_factory=dict, hash=False)
    broader: tuple[str, ...] = ()
    kind: str = ""
    associate_of: tuple[str, ...] = ()
    iso2: str = ""
    iso3: str = ""
    footnote: str = ""
    aliases: tuple[str, ...] = ()

    def label(self, language: str | None = None) -> Label:
        """Return the full title in ``language`` (a tag; ``None``: the active language).

        Never raises: the fallback chain is followed, then any title, then the code itself stands
        in, in the language ``und``.
        """
        return self._find(language, (self.titles,))

    def short_label(self, language: str | None = None) -> Label:
        """Return the short name, or where a language has none, the title in that language.

        A language that has neither is skipped as in :meth:`label`. Never raises.
        """
        return self._find(language, (self.short_names, self.titles))

    def _find(self, language: str | None, sources: tuple[Mapping[str, Title], ...]) -> Label:
        wanted = language or get_language() or languages.LAST_RESORT
        anything = (key for titles in reversed(sources) for key in titles)
        for key in (*languages.language_chain(wanted), *anything):
            for titles in sources:
                title = titles.get(key)
                if title is not None and title.text.strip():
                    fallback = not languages.same_reading(wanted, key)
                    return Label(title.text, key, title.verified, title.source, fallback)
        return Label(self.code, languages.UNDETERMINED, is_fallback=True)


class Vocabulary(ABC):
    """An ordered set of terms that form a graph; packaged or kept in the site's database.

    A subclass sets ``name`` and ``label`` (the heading, translatable) and gives :meth:`terms`.
    """

    name: str
    label: str | Promise

    @abstractmethod
    def terms(self) -> Mapping[str, Term]:
        """Return all terms by code, in the order in which they are offered."""

    def get(self, code: str) -> Term | None:
        return self.terms().get(code)

    def term(self, code: str) -> Term:
        """Return the term; for an unknown or removed code one that shows the code itself."""
        return self.get(code) or Term(self.name, str(code))

    def present_code(self, code: str) -> str:
        """Return the code that stands today for a former one; any other as it is."""
        return code

    def codes(self) -> tuple[str, ...]:
        return tuple(self.terms())

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self.terms()

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms().values())

    def __len__(self) -> int:
        return len(self.terms())

    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each code that has any, the codes directly below it, in order."""
        below: dict[str, list[str]] = {}
        for term in self:
            for code in term.broader:
                below.setdefault(code, []).append(term.code)
        return {code: tuple(codes) for code, codes in below.items()}

    def narrower(self, code: str) -> tuple[Term, ...]:
        """Return the terms directly below ``code``; none for an unknown code."""
        return tuple(self.term(child) for child in self.children().get(code, ()))

    def broader_codes(self, code: str) -> tuple[str, ...]:
        """Return all codes above ``code``, nearest first, without itself."""
        terms = self.terms()
        return _walk(code, lambda each: terms[each].broader if each in terms else ())

    def narrower_codes(self, code: str) -> tuple[str, ...]:
        """Return all codes below ``code``, nearest first, without itself."""
        below = self.children()
        return _walk(code, lambda each: below.get(each, ()))

    def resolve(self, value: object) -> str | None:
        """Return the code that a person or a file means by ``value``, or ``None``.

        Codes are compared without regard to case, titles and short names in any language without
        regard to case, spaces and the form of apostrophes.
        """
        text = spoken_value(value)
        if not text:
            return None
        return text if text in self else self.names().get(comparable(text))

    def names(self) -> Mapping[str, str]:
        """Return the code for every comparable name; codes win over titles, titles over aliases."""
        return names_of(self)


def names_of(terms: Iterable[Term]) -> dict[str, str]:
    """Return the code for every comparable name; the first of two equal names wins."""
    found: dict[str, str] = {}
    every = tuple(terms)
    for term in every:
        found.setdefault(comparable(term.code), term.code)
    for source in ("titles", "short_names"):
        for term in every:
            for title in getattr(term, source).values():
                found.setdefault(comparable(title.text), term.code)
    for term in every:
        for alias in term.aliases:
            found.setdefault(comparable(alias), term.code)
    return found


def _walk(start: str, following: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    seen: dict[str, None] = {start: None}
    queue = [start]
    for code in queue:
        fresh = [other for other in following(code) if other not in seen]
        seen.update(dict.fromkeys(fresh))
        queue.extend(dict.fromkeys(fresh))
    return tuple(seen)[1:]
