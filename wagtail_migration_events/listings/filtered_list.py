"""A list of events as a reader has narrowed it: what was asked, found, and can still be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import InvalidPage
from django.core.paginator import Page as PaginatedPage
from django.http import HttpRequest, QueryDict
from django.utils.encoding import escape_uri_path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wagtail_migration_events.listings.asked import DAYS, Asked, pairs_of
from wagtail_migration_events.listings.chips import Chip, chips
from wagtail_migration_events.listings.facet_groups import FacetGroup, facet_group
from wagtail_migration_events.listings.hints import Hint, hints
from wagtail_migration_events.occurrences.facets import (
    Offer,
    all_facets,
    get_facet,
    read_vocabularies,
)
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.listing import ListedEvent, list_events
from wagtail_migration_events.occurrences.parsing import (
    Problem,
    pairs_of_list,
    parameters_of_lists,
    query_string,
    understand_filters,
)
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch

PERIODS = {
    When.UPCOMING: gettext_lazy("Upcoming"),
    When.ONGOING: gettext_lazy("Now"),
    When.PAST: gettext_lazy("Past"),
    When.ALL: pgettext_lazy("events of all times", "All"),
}


@dataclass(frozen=True, slots=True)
class PeriodLink:
    text: str | Promise
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What was not understood, and under which name the reader knows it."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class NamedAreas:
    """The areas that are named beside a list, for footnotes."""

    areas: Sequence[str]


def is_narrowed(query: QueryDict) -> bool:
    """Whether a query string asks for some events only, which is nothing for search engines."""
    return any(query.get(parameter) for parameter in parameters_of_lists())


class FilteredList:
    """Everything that the templates of a list show; each part is made when it is asked for.

    :param request: None where there is none, as in a template that is rendered by itself.
    :param shown: parameters of the facets that are offered, in their order.
    :param settled: codes by facet that the page itself has chosen, not the reader.
    :param period: what is meant where the reader names neither a period nor days.
    :param view: of a calendar that is shown with these filters in place of the list, else "".
    """

    def __init__(
        self,
        request: HttpRequest | None,
        scope: Scope,
        shown: Sequence[str],
        *,
        settled: Mapping[str, frozenset[str]] | None = None,
        period: When = When.UPCOMING,
        view: str = "",
    ) -> None:
        self.query: Any = request.GET if request else QueryDict()
        self.scope = scope
        self.settled = dict(settled or {})
        self.shown = [name for name in shown if name not in self.settled]
        self.period = period
        self.view = view
        #: The pages whose events a calendar shows.
        self.in_calendar: Sequence[Any] = ()
        read_vocabularies(map(get_facet, self.shown))
        understood, self.problems = understand_filters(self.query, request)
        others = {
            name: codes for name, codes in understood.chosen.items() if name not in self.settled
        }
        self.filters: EventFilters = replace(understood, chosen=others)
        sought = replace(self.filters, chosen={**others, **self.settled})
        if sought.when is None and not sought.in_days:
            sought = replace(sought, when=period)
        self.search = EventSearch(sought, scope)
        self.path = escape_uri_path(request.path) if request else ""

    @cached_property
    def events(self) -> PaginatedPage[ListedEvent]:
        """The present page of the list."""
        return list_events(self.search, self.query.get("page", 1))

    def __iter__(self) -> Iterator[Any]:
        """Go through the entries that are shown, or through the pages in a calendar."""
        return iter(self.in_calendar if self.view else self.events)

    @property
    def paginator(self) -> Any:
        return self.events.paginator

    @property
    def count(self) -> int:
        return len(self.search.events)

    @cached_property
    def has_any(self) -> bool:
        """Whether there would be an event, had the reader asked for nothing."""
        if self.count or not self.is_filtered:
            return bool(self.count)
        everything = EventFilters(When.ALL, chosen=self.settled)
        return bool(EventSearch(everything, self.scope, self.search.now).events)

    @property
    def is_filtered(self) -> bool:
        """Whether the reader has asked for something of their own, understood or not."""
        asked = self.filters
        return bool(asked.text or asked.in_days or asked.when or asked.chosen or self.problems)

    @property
    def notices(self) -> list[Notice]:
        names = {"q": _("Search"), "from": _("From"), "to": _("To"), "when": _("When")}
        names |= {facet.parameter: str(facet.heading) for facet in all_facets()}
        problems = [*self.problems, *self._problems_of_page()]
        return [Notice(names.get(each.parameter, ""), each.message) for each in problems]

    def _problems_of_page(self) -> Iterator[Problem]:
        """Say in Django's words why another page of the list is shown than was asked for."""
        number = self.query.get("page")
        if number and not self.view:
            try:
                self.paginator.validate_number(number)
            except InvalidPage as error:
                yield Problem("page", str(error))

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        return self.search.facet_counts(self.shown)

    @cached_property
    def offers(self) -> Mapping[str, Mapping[str, Offer]]:
        """What the reader is offered of the facets that are shown, and of those chosen anyway."""
        found = {}
        for name in dict.fromkeys([*self.shown, *filter(None, self.filters.chosen)]):
            codes = {*self.counts.get(name, {}), *self.filters.chosen.get(name, ())}
            if codes:
                facet, language = get_facet(name), self.scope.language
                found[name] = facet.offers(codes, language, self.scope.request)
        return found

    @cached_property
    def asked(self) -> Asked:
        view = (("view", self.view),) if self.view else ()
        return Asked(self.path, pairs_of(self.filters, self.offers) + view)

    @cached_property
    def file_query(self) -> str:
        """The query string with which files of the list, such as ``feed.ics``, have its events."""
        left_out = {*self.settled, *(DAYS if self.view else ())}
        pairs = [pair for pair in pairs_of_list(self.query) if pair[0] not in left_out]
        for name, codes in self.settled.items():
            offers = get_facet(name).offers(codes, self.scope.language, self.scope.request)
            pairs += [(name, offer.address) for offer in offers.values()]
        return query_string(pairs)

    @cached_property
    def groups(self) -> list[FacetGroup]:
        """The filters that have something to choose from."""
        groups = [self._group(name) for name in self.shown if name in self.offers]
        return [group for group in groups if group.options]

    def _group(self, name: str) -> FacetGroup:
        # What all events of the list have need not be chosen.
        fixed = self.scope.fixed.get(name, frozenset())
        counts = dict(self.counts[name])
        chosen = self.filters.chosen.get(name, frozenset())
        if len(fixed) == 1 and not fixed & chosen:
            counts.pop(next(iter(fixed)), None)
        return facet_group(get_facet(name), self.offers[name], counts, chosen, self.scope.request)

    @property
    def chosen(self) -> int:
        """How many values of facets are chosen."""
        return sum(map(len, self.filters.chosen.values()))

    @property
    def chips(self) -> list[Chip]:
        filters = self.filters
        if self.view:  # the days only say which part of the calendar is open
            filters = replace(filters, first_day=None, last_day=None)
        return list(
            chips(filters, self.offers, self.asked, self.scope.language, self.scope.request)
        )

    @property
    def without_chips(self) -> Asked:
        """The list without all that a chip stands for: the same view, days and period stay open."""
        return self.asked.only("when", *(("view", "from") if self.view else ()))

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form keeps without an input of its own."""
        inputs = {
            (group.parameter, option.value)
            for group in self.groups
            for option in (*group.options, *group.others)
        }
        return self.asked.beyond(inputs, ("q",) if self.view else ("q", *DAYS))

    @property
    def periods(self) -> list[PeriodLink]:
        usual = When.ALL if self.filters.in_days else self.period
        current = self.search.filters.period
        return [
            PeriodLink(text, self._at(when, usual).address, when == current)
            for when, text in PERIODS.items()
        ]

    def _at(self, when: When, usual: When) -> Asked:
        return self.asked.without("when") if when == usual else self.asked.with_value("when", when)

    def page_address(self, number: int) -> str:
        return self.asked.with_value("page", number).address

    @cached_property
    def hints(self) -> list[Hint]:
        """Lists nearby that are not empty, where this one is."""
        return [] if self.count else hints(self.search, self.filters, self.asked)

    @cached_property
    def untranslated(self) -> int:
        """How many events an empty list would have if it had those in other languages too."""
        if self.count or not self.scope.translated_only:
            return 0
        scope = replace(self.scope, translated_only=False)
        return len(EventSearch(self.search.filters, scope, self.search.now).events)

    @cached_property
    def parts(self) -> Mapping[str, int]:
        """How many events of the list are part of an umbrella event, by its key."""
        return self.search.numbers_with("part_of")

    @property
    def named(self) -> NamedAreas:
        """The areas that the filters name, or the page itself as that of an area."""
        return NamedAreas([*self.offers.get("area", ()), *self.settled.get("area", ())])
