"""The one way to find events: which there are, in which order, and how many of each kind."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Mod
from django.utils import timezone

from wagtail_migration_events.occurrences.codes import read
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.filters import When as Period
from wagtail_migration_events.occurrences.found import FoundEvent, FoundOccurrence
from wagtail_migration_events.occurrences.lookups import AmongKeys
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.text import pages_with_text
from wagtail_migration_events.vocabularies.languages import language_chain

#: More than any primary key of a page, so that a rank and a key fit into one number.
_PAGES = 2**40


#: Sections of a list, in the order in which they are shown.
SECTIONS = ("upcoming", "undated", "past")
#: A moment in the words of the database, and what comes after all of them.
Written = str | None
_LAST = "~"
#: Up to so many pages are named in a query by their keys, more by the query that finds them.
_NAMED = 5000


class EventSearch:
    """What a reader finds. Of each event one page counts: that which suits this reader best.

    However much is asked of one search, it makes two queries, and a few for what restricts pages.

    :param now: an aware moment, the same for all that is asked of one search.
    """

    def __init__(self, filters: EventFilters, scope: Scope, now: dt.datetime | None = None) -> None:
        self.filters = filters
        self.scope = scope
        self.now = now or timezone.now()

    @cached_property
    def events(self) -> list[FoundEvent]:
        """The events that satisfy everything, in order of time; those without a date last."""
        if self.filters.is_impossible:
            return []
        if not self._conditions:
            return self._candidates
        return [event for event in self._candidates if not self._failing[event.page]]

    def numbers_with(self, facet: str) -> Mapping[str, int]:
        """Return how many of the events found have each code of a facet."""
        return _by_facet(self._count(event.page for event in self.events)).get(facet, {})

    def numbers_without(self) -> Mapping[str, int]:
        """Return how many events would be found without a facet's selection, by its parameter."""
        failing = [self._failing[event.page] for event in self._candidates]
        return {
            facet: sum(each in ([], [facet]) for each in failing)
            for facet in self.filters.chosen
            if facet
        }

    def facet_counts(self, facets: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Return how many events there are of each code, by the parameter of the facet.

        A facet's own selection is left out of its own counts, so that they say what choosing
        another of its codes would find.
        """
        fully: list[int] = []
        but_for: dict[str, list[int]] = defaultdict(list)
        for event in self._candidates:
            failing = self._failing[event.page]
            if not failing:
                fully.append(event.page)
            elif len(failing) == 1:
                but_for[failing[0]].append(event.page)
        counts = _by_facet(self._count(fully))
        found = {facet: counts.get(facet, {}) for facet in facets}
        for facet in but_for.keys() & found.keys():
            found[facet] = _by_facet(self._count([*fully, *but_for[facet]])).get(facet, {})
        return found

    def occurrences(self, first_day: dt.date, last_day: dt.date) -> list[FoundOccurrence]:
        """Return the dates of the events found that touch these days, in order of time.

        One more query than that for the events themselves.

        :param first_day: in the zone of each event, as ``last_day``; both inclusive.
        """
        pages = {event.page for event in self.events}
        rows = IndexedOccurrence.objects.filter(first_day__lte=last_day, last_day__gte=first_day)
        if len(pages) <= _NAMED:
            rows = rows.filter(AmongKeys(F("page_id"), pages))
        rows = rows.annotate(written_start=_written("starts_at"), written_end=_written("ends_at"))
        in_order = rows.order_by("starts_at", "key", "occurrence")
        found = map(FoundOccurrence._make, in_order.values_list(*FoundOccurrence._fields))
        return [row for row in found if row.page_id in pages]

    def first_and_last_day(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the days on which the first and the last event in scope begin, in one query.

        Filters do not count, only who asks and where. None where no event has a date.
        """
        condition = self.scope.condition_of_few()
        rows = IndexedOccurrence.objects.filter(condition, first_day__isnull=False)
        days = rows.values("first_day")
        first, last = days.order_by("first_day")[:1], days.order_by("-first_day")[:1]
        # Any row will do to ask for both at once.
        any_row: Any = IndexedOccurrence.objects.order_by()[:1]
        return next(iter(any_row.values_list(Subquery(first), Subquery(last))), (None, None))

    @cached_property
    def _conditions(self) -> list[tuple[str, frozenset[str]]]:
        """What is chosen, by facet, and under "" what the scope asks for in any case."""
        wanted = [(facet, facet, codes) for facet, codes in self.filters.chosen.items()]
        wanted += [("", facet, codes) for facet, codes in self.scope.fixed.items()]
        return [
            (name, frozenset(f"{facet}:{code}" for code in codes)) for name, facet, codes in wanted
        ]

    @cached_property
    def _failing(self) -> Mapping[int, list[str]]:
        """By the page of each candidate, which of the conditions it does not satisfy."""
        return {
            event.page: [
                name
                for name, wanted in self._conditions
                if wanted.isdisjoint(self._codes[event.page])
            ]
            for event in self._candidates
        }

    @cached_property
    def _candidates(self) -> list[FoundEvent]:
        rows = self._rows.values_list("key", "shown", "first", "next", "last", "is_over")
        return self._in_order([self._found(*row) for row in rows])

    def _found(
        self, key: UUID, page: int, first: Written, following: Written, last: Written, is_over: bool
    ) -> FoundEvent:
        section = "past" if is_over else "upcoming" if first else "undated"
        usual = last if is_over else following
        # SQLite's remainder is no whole number.
        return FoundEvent(key, int(page), first if self.filters.in_days else usual, section)

    def _in_order(self, found: list[FoundEvent]) -> list[FoundEvent]:
        """Sort by time; without days to keep to, what is over stands last, the newest first.

        Moments are compared as they are written, which is the same where the zone is.
        """
        found.sort(key=lambda event: (event.written_start or _LAST, event.key.int))
        if self.filters.in_days:
            return found
        sections: dict[str, list[FoundEvent]] = {name: [] for name in SECTIONS}
        for event in found:
            sections[event.section].append(event)
        sections["past"].sort(key=lambda event: event.written_start or "", reverse=True)
        return [event for section in sections.values() for event in section]

    def _count(self, pages: Iterable[int]) -> Counter[str]:
        return Counter(chain.from_iterable(self._codes[page] for page in pages))

    @cached_property
    def _codes(self) -> Mapping[int, list[str]]:
        """The codes of the page of each candidate, as far as they hold now."""
        pages = [event.page for event in self._candidates]
        if len(pages) > _NAMED:
            condition: Any = Q(page__in=self._rows.values("shown"))
        else:
            condition = AmongKeys(F("page_id"), pages)
        rows = IndexedCodes.objects.filter(condition).values_list("page_id", "codes")
        return defaultdict(list, {page: read(codes, self.now) for page, codes in rows})

    @property
    def _rows(self) -> QuerySet[Any, Any]:
        """One row for each event in scope at the time that was asked for, by its best page."""
        best = Min(self._rank * _PAGES + F("page_id"))
        rows = IndexedOccurrence.objects.filter(self.scope.condition(), self._at_the_time)
        found = rows.values("key").annotate(
            shown=Mod(best, Value(_PAGES)),
            first=_written(Min("starts_at")),
            next=_written(Min("starts_at", filter=Q(ends_at__gt=self.now))),
            last=_written(Max("starts_at")),
            over_at=Max("event_ends_at"),
        )
        found = found.annotate(
            is_over=ExpressionWrapper(Q(over_at__lte=self.now), output_field=BooleanField())
        )
        if self.filters.text:
            found = found.filter(shown__in=pages_with_text(self.filters.text))
        return found

    @property
    def _rank(self) -> Any:
        """How well a page suits the reader: by language, and an alias after what is none."""
        chain = language_chain(self.scope.language)
        places = [When(language=tag, then=Value(2 * at)) for at, tag in enumerate(chain)]
        number = BigIntegerField()
        language = Case(*places, default=Value(2 * len(chain)), output_field=number)
        alias = Case(When(is_alias=True, then=1), default=0, output_field=number)
        return language + alias

    @property
    def _at_the_time(self) -> Q:
        filters = self.filters
        condition = in_period(filters.period, self.now)
        if filters.first_day:
            condition &= Q(last_day__gte=filters.first_day)
        if filters.last_day:
            condition &= Q(first_day__lte=filters.last_day)
        return condition


def in_period(period: Period, now: dt.datetime) -> Q:
    """Return the condition on rows of :class:`IndexedOccurrence` for a period, seen from a moment.

    :param now: an aware moment.
    """
    return {
        Period.UPCOMING: Q(ends_at__gt=now) | Q(starts_at=None, event_ends_at=None),
        Period.ONGOING: Q(starts_at__lte=now, ends_at__gt=now),
        Period.PAST: Q(event_ends_at__lte=now),
        Period.ALL: Q(),
    }[period]


def _written(moment: Any) -> Cast:
    return Cast(moment, TextField())


def _by_facet(counted: Mapping[str, int]) -> Mapping[str, dict[str, int]]:
    """Divide numbers by ``facet:code``."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for token, number in counted.items():
        facet, _, code = token.partition(":")
        found[facet][code] = number
    return found
