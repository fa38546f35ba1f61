"""The pages of terms in a sitemap: those on which an event is to come, all from one search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail_migration_events.listings.term_page import suffix_of, term_facets
from wagtail_migration_events.occurrences.facets import read_vocabularies
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch


def term_entries(
    entry: Mapping[str, Any], listed_filters: Any, scope: Scope
) -> Iterator[dict[str, Any]]:
    """Go through the entries of the pages of terms below a list.

    :param entry: that of the list itself.
    :param scope: in which the list has its events, for everybody.
    """
    facets = term_facets(listed_filters)
    read_vocabularies(facets)
    counts = EventSearch(EventFilters(), scope).facet_counts([each.parameter for each in facets])
    for facet in facets:
        fixed = scope.fixed.get(facet.parameter, frozenset())
        # What all events of the list have would list the same again.
        codes = counts[facet.parameter].keys() - (fixed if len(fixed) == 1 else ())
        for offer in facet.offers(codes, scope.language, None).values() if codes else ():
            if suffix := suffix_of(facet, offer.address, entry["location"]):
                yield _below(entry, suffix)


def _below(entry: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    others = [
        {**other, "location": f"{other['location']}{suffix}"}
        for other in entry.get("alternates", ())
    ]
    return {
        **entry,
        "location": f"{entry['location']}{suffix}",
        **({"alternates": others} if others else {}),
    }
