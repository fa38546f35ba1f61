"""Links from the facts of an event to the pages of its terms, below the list it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.display.facts import Fact, FactValue
from wagtail_migration_events.groups.links.surroundings import pages_above
from wagtail_migration_events.listings.index_page import EventIndexPageMixin
from wagtail_migration_events.listings.term_page import suffix_of, term_facets


def with_term_links(rows: Iterable[Fact], event: Any, request: HttpRequest | None) -> list[Fact]:
    """Return the facts, each term among them with the address of its page, if it has one.

    It makes no query beyond those for the facts where the event was found by its address.
    """
    addresses = _addresses(event, request)

    def linked(value: FactValue) -> FactValue:
        term = value.term
        url = addresses.get((term.vocabulary, term.code), "") if term else ""
        return replace(value, list_url=url) if url else value

    return [replace(row, values=tuple(map(linked, row.values))) for row in rows]


def _addresses(event: Any, request: HttpRequest | None) -> Mapping[tuple[str, str], str]:
    """Return the addresses of the pages of terms that list the event, by vocabulary and code."""
    place = _nearest_list(event, request)
    url = place.get_url(request) or "" if place else ""
    if not url:
        return {}
    language, found = str(place.locale.language_code), {}
    for facet in term_facets(_with_its_fields(place, event).listed_filters):
        # Of the country of the venue no page lists the event, unless it is about that country too.
        codes = set(facet.codes(event))
        offers = facet.offers(codes, language, request) if codes else {}
        for code, offer in offers.items():
            if suffix := suffix_of(facet, offer.address, url):
                found[facet.get_vocabulary().name, code] = f"{url}{suffix}"
    return found


def _nearest_list(event: Any, request: HttpRequest | None) -> Any:
    """Return the nearest list above that is shown to this visitor, in the event's own language."""
    for each in reversed(pages_above(event, request)):
        is_list = issubclass(each.specific_class or object, EventIndexPageMixin)
        if is_list and each.locale_id == event.locale_id:
            return each
    return None


def _with_its_fields(place: Any, event: Any) -> Any:
    """Return a page above the event with the fields of its class.

    Wagtail has read it on its way to the event; a preview has not come that way.
    """
    above = event.get_parent()
    while above is not None and above.pk != place.pk:
        above = above.get_parent()
    return (above or place).specific
