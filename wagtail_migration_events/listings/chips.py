"""Everything that narrows a list, each with the address of the list without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wagtail_migration_events.events.times.wording import format_day
from wagtail_migration_events.listings.asked import Asked
from wagtail_migration_events.listings.facet_groups import footnote_mark, offered_text
from wagtail_migration_events.occurrences.facets import Offer, all_facets
from wagtail_migration_events.occurrences.filters import EventFilters


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the list: ``name`` says of what kind it is, ``text`` what it is."""

    name: str | Promise
    text: str
    language: str
    url: str
    mark: str = ""


def chips(
    filters: EventFilters,
    offers: Mapping[str, Mapping[str, Offer]],
    asked: Asked,
    language: str,
    where: Any = None,
) -> Iterator[Chip]:
    """Yield the text, the days and every chosen value.

    :param language: BCP 47 tag of the reader's language.
    :param where: the request that says on which Site.
    """
    if filters.text:
        yield Chip(_("Search"), filters.text, "und", asked.without("q").address)
    if filters.first_day:
        day = format_day(filters.first_day, language)
        yield Chip(_("From"), day, "", asked.without("from").address)
    if filters.last_day:
        day = format_day(filters.last_day, language)
        yield Chip(_("To"), day, "", asked.without("to").address)
    for facet in all_facets():
        known = offers.get(facet.parameter, {})
        for parameter, value in asked.pairs:
            if parameter != facet.parameter:
                continue
            code = next((code for code, offer in known.items() if offer.address == value), value)
            offer = known.get(code)
            yield Chip(
                facet.heading,
                offered_text(facet, code, offer) if offer else value,
                offer.label.language if offer else "und",
                asked.without(parameter, value=value).address,
                footnote_mark(facet, code, where),
            )
