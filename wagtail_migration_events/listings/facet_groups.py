"""The filters beside a list: what can be chosen, and how many events it would find."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from wagtail_migration_events.events.display.footnotes import mark_of
from wagtail_migration_events.occurrences.facets import Facet, Offer, VocabularyFacet
from wagtail_migration_events.vocabularies.forms.choices import NUMBERED

#: Longer lists of options are cut to the most frequent ones, unless that would hide very few.
MOST_OPTIONS = 12
FEW = 3


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter.

    Attributes:
        value: as it is written in addresses.
        mark: ties the text to a footnote.
        count: how many events choosing it would find.
    """

    code: str
    value: str
    text: str
    language: str
    mark: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One filter: its most frequent values, and the others."""

    parameter: str
    heading: str | Promise
    options: Sequence[Option]
    others: Sequence[Option]

    @property
    def is_open(self) -> bool:
        return any(option.is_chosen for option in (*self.options, *self.others))


def facet_group(
    facet: Facet,
    offers: Mapping[str, Offer],
    counts: Mapping[str, int],
    chosen: Collection[str],
    where: Any = None,
) -> FacetGroup:
    """Return a filter; both of its lists keep the order in which the facet offers its codes.

    :param where: the request that says on which Site.
    """
    options = [
        Option(
            code,
            offer.address,
            offered_text(facet, code, offer),
            offer.label.language,
            footnote_mark(facet, code, where),
            counts.get(code, 0),
            code in chosen,
        )
        for code, offer in offers.items()
        if code in counts or code in chosen
    ]
    if len(options) <= MOST_OPTIONS + FEW:
        return FacetGroup(facet.parameter, facet.heading, options, ())
    by_count = sorted(options, key=lambda option: (not option.is_chosen, -option.count))
    first = {option.code for option in by_count[:MOST_OPTIONS]}
    return FacetGroup(
        facet.parameter,
        facet.heading,
        [option for option in options if option.code in first],
        [option for option in options if option.code not in first],
    )


def offered_text(facet: Facet, code: str, offer: Offer) -> str:
    """Return what a code is offered as, with the number by which people call an objective."""
    text = offer.label.text
    name = facet.get_vocabulary().name if isinstance(facet, VocabularyFacet) else ""
    is_numbered = name in NUMBERED and code[:1].isdigit() and not text.startswith(code)
    return f"{code}. {text}" if is_numbered else text


def footnote_mark(facet: Facet, code: str, where: Any = None) -> str:
    """Return the asterisk that ties the name of a term to its footnote, or ""."""
    term = facet.get_vocabulary().get(code) if isinstance(facet, VocabularyFacet) else None
    return mark_of(term, where) if term else ""
