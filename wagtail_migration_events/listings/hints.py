"""What helps where a list is empty: the lists nearby that are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wagtail_migration_events.listings.asked import DAYS, Asked
from wagtail_migration_events.occurrences.facets import get_facet
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.search import EventSearch


@dataclass(frozen=True, slots=True)
class Hint:
    """A list that is not empty, and how many events it has."""

    text: str
    count: int
    url: str


def hints(search: EventSearch, filters: EventFilters, asked: Asked) -> list[Hint]:
    """Return the one filter without which most is found, then the list of all times.

    :param filters: what the reader has chosen, which may be less than what the search looks for.
    """
    found = [each for each in _without_one(search, filters, asked) if each.count]
    best = sorted(found, key=lambda hint: -hint.count)[:1]
    if search.filters.period != When.ALL:
        count = _count(search, replace(search.filters, when=When.ALL))
        best += [Hint(_("Look at all times"), count, asked.with_value("when", When.ALL).address)]
    return [hint for hint in best if hint.count]


def _without_one(search: EventSearch, filters: EventFilters, asked: Asked) -> Iterator[Hint]:
    if filters.text:
        count = _count(search, replace(search.filters, text=""))
        yield Hint(_("Search for no words"), count, asked.without("q").address)
    if filters.in_days:
        count = _count(search, replace(search.filters, first_day=None, last_day=None))
        yield Hint(_("Leave out the days"), count, asked.without(*DAYS).address)
    for facet, count in search.numbers_without().items():
        if facet in filters.chosen:
            text = _("Leave out the filter “%(name)s”") % {"name": get_facet(facet).heading}
            yield Hint(text, count, asked.without(facet).address)


def _count(search: EventSearch, filters: EventFilters) -> int:
    return len(EventSearch(filters, search.scope, search.now).events)
