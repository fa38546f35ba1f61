"""What events are found by: each facet is a parameter of a query string, and an answer's count."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language

from wagtail_migration_events.vocabularies.forms.choices import choices_of
from wagtail_migration_events.vocabularies.languages import LAST_RESORT, normalise_tag
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.site_vocabulary import SiteVocabulary, read_together
from wagtail_migration_events.vocabularies.terms import Label, Vocabulary


@dataclass(frozen=True, slots=True)
class FoundBy:
    """A code under which an event page is found, and the moments between which it is."""

    code: str
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A code as a reader is offered it: its name, and how it is written in a query string."""

    label: Label
    address: str


@dataclass(frozen=True)
class Facet(ABC):
    """One thing to find events by.

    A site adds its own with :func:`register_facet` and runs ``events_rebuild_occurrences`` once.

    Attributes:
        parameter: its name in query strings, in the API and in the index; it does not change.
        heading: for a person.
    """

    parameter: str
    heading: str | Promise

    @property
    def groups_of(self) -> type | None:
        """The mixin of the pages whose keys are the codes; None if they are no keys of groups."""
        return None

    def all_choices(self) -> list[tuple[Any, Any]]:
        """Return all codes with their names, as a form has them; none: the admin has no filter."""
        return []

    @abstractmethod
    def found_by(self, page: Any) -> Iterable[FoundBy]:
        """Return what an event page is found by, broader terms included.

        :param page: a specific page; a field that its class has dropped is missing.
        """

    @abstractmethod
    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        """Return the codes meant by what stands in a query string; what means nothing is left out.

        :param texts: at most as many as a query string may repeat.
        :param request: of the visitor; None for what everybody may ask for.
        """

    @abstractmethod
    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        """Return what a reader is offered for each code, in the order in which it is offered.

        Codes that this reader may not be shown, as titles of private pages, are left out.

        :param language: BCP 47 tag of the reader's language.
        """


class CodesFacet(Facet):
    """A facet whose codes hold at any time, for subclasses that only say which."""

    @abstractmethod
    def codes(self, page: Any) -> Iterable[str]:
        """Return the codes that the page itself names."""

    def found_by(self, page: Any) -> Iterator[FoundBy]:
        for code in self.codes(page):
            yield FoundBy(code)


@dataclass(frozen=True)
class VocabularyFacet(CodesFacet):
    """The terms of a vocabulary, in a field with one code or with a list of them.

    Attributes:
        field: the name of the field in which event pages hold them.
        vocabulary: the name of the vocabulary, if it is not that of the field.
    """

    field: str = ""
    vocabulary: str = ""

    def get_vocabulary(self) -> Vocabulary:
        return get_vocabulary(self.vocabulary or self.field)

    def all_choices(self) -> list[tuple[Any, Any]]:
        return choices_of(self.vocabulary or self.field)

    def codes(self, page: Any) -> Iterable[str]:
        value = getattr(page, self.field, None) or ()
        named = [value] if isinstance(value, str) else value
        vocabulary = self.get_vocabulary()
        found = dict.fromkeys(named)
        for code in named:
            found |= dict.fromkeys(vocabulary.broader_codes(code))
        return found

    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        found = {text: self.get_vocabulary().resolve(text) for text in texts}
        return {text: code for text, code in found.items() if code}

    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        terms = [term for term in self.get_vocabulary() if term.code in codes]
        return {term.code: Offer(term.short_label(language), term.code) for term in terms}


@dataclass(frozen=True)
class ChoiceFacet(CodesFacet):
    """The choices of a field, such as ways of attending."""

    field: str = ""
    choices: type[models.TextChoices] | None = None

    def all_choices(self) -> list[tuple[Any, Any]]:
        return list(self._names().items())

    def codes(self, page: Any) -> Iterable[str]:
        value = getattr(page, self.field, None)
        return [value] if value else []

    def resolve(
        self, texts: Sequence[str], request: HttpRequest | None = None
    ) -> Mapping[str, str]:
        return {text: text for text in texts if text in self._names()}

    def offers(
        self, codes: Collection[str], language: str, request: HttpRequest | None
    ) -> Mapping[str, Offer]:
        return offered({code: name for code, name in self._names().items() if code in codes})

    def _names(self) -> Mapping[str, str | Promise]:
        return dict(self.choices.choices) if self.choices else {}


def offered(names: Mapping[str, Any]) -> dict[str, Offer]:
    """Return offers of codes that are written as they are, named in the language now active."""
    tag = normalise_tag(get_language() or LAST_RESORT)
    return {code: Offer(Label(str(name), tag), code) for code, name in names.items()}


_facets: dict[str, Facet] = {}


def register_facet(facet: Facet) -> Facet:
    """Make events findable by a facet; one of the same parameter takes the place of the former.

    :raises ValueError: for a parameter that has another meaning in every list of events.
    """
    if facet.parameter in RESERVED or len(facet.parameter) > 32:
        raise ValueError(f"{facet.parameter!r} cannot be the parameter of a facet.")
    _facets[facet.parameter] = facet
    return facet


def all_facets() -> tuple[Facet, ...]:
    """Return the facets in the order in which they were registered."""
    return tuple(_facets.values())


def get_facet(parameter: str) -> Facet:
    """Return the facet of that parameter.

    :raises KeyError: with the list of those that there are.
    """
    try:
        return _facets[parameter]
    except KeyError:
        names = ", ".join(_facets)
        raise KeyError(f"There is no facet {parameter!r}; there are: {names}.") from None


def read_vocabularies(facets: Iterable[Facet]) -> None:
    """Read in one query the terms of the site that several facets have."""
    found = (each.get_vocabulary() for each in facets if isinstance(each, VocabularyFacet))
    read_together(each for each in found if isinstance(each, SiteVocabulary))


#: Parameters of lists that are no facets.
RESERVED = frozenset(
    {"q", "from", "to", "when", "view", "page", "locale", "fallback", "limit", "offset"}
    | {"ordering", "fields", "facets", "format"}
)
