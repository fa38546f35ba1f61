"""The page of one term below an index of events: ``objective/13/``, ``area/404/``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.display.facts import FactValue, term_value
from wagtail_migration_events.groups.links.page_formats import are_included
from wagtail_migration_events.listings.choices import filters_of
from wagtail_migration_events.occurrences.facets import Facet, VocabularyFacet, get_facet

LONGEST_VALUE = 200


def term_facets(listed_filters: Any) -> list[VocabularyFacet]:
    """Return the facets by which a list can be narrowed and whose values are terms.

    :param listed_filters: as the page of the list holds them.
    """
    facets = map(get_facet, filters_of(listed_filters))
    return [facet for facet in facets if isinstance(facet, VocabularyFacet)]


def suffix_of(facet: Facet, address: str, url: str) -> str:
    """Return what follows the address of a list to make that of the page of a value.

    :param address: of the value, as it is offered in filters.
    :param url: of the list.
    :return: "" where the site answers no such address.
    """
    is_answered = url.endswith("/") and ("." not in address or are_included())
    return f"{facet.parameter}/{address}/" if is_answered else ""


@dataclass(frozen=True)
class ListedTerm:
    """A value of a facet whose events are listed on a page of their own.

    Attributes:
        address: as it is written in addresses.
        title: its full title, the official one of a United Nations text.
        is_moved: whether the address names it by the code of a term that was merged with it.
    """

    facet: Facet
    code: str
    address: str
    title: FactValue
    is_moved: bool = False

    @property
    def suffix(self) -> str:
        """What follows the address of the index."""
        return f"{self.facet.parameter}/{self.address}/"

    @property
    def query(self) -> str:
        return f"{self.facet.parameter}={self.address}"


def find_term(
    components: Sequence[str], language: str, request: HttpRequest | None
) -> ListedTerm | None:
    """Return the term that an address below an index names; None if it names none.

    Only one address is right for each term: the way in which it is offered in filters. That of a
    term that was merged leads to it.

    :param components: of the path below the index.
    """
    if len(components) != 2 or len(components[1]) > LONGEST_VALUE or "\0" in components[1]:
        return None
    parameter, text = components
    try:
        facet = get_facet(parameter)
    except KeyError:
        return None
    code = facet.resolve([text], request).get(text)
    offer = facet.offers([code], language, request).get(code) if code else None
    is_former = isinstance(facet, VocabularyFacet) and (
        facet.get_vocabulary().present_code(text) != text
    )
    if not code or offer is None or (offer.address != text and not is_former):
        return None
    title = FactValue(offer.label.text, offer.label.language)
    if isinstance(facet, VocabularyFacet):
        title = term_value(facet.get_vocabulary().term(code), language, request)
    return ListedTerm(facet, code, offer.address, title, is_former)
