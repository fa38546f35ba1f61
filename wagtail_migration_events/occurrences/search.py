"""The one way to find events: which there are, in which order, and how many of each kind."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Mod
from django.utils import timezone

from wagtail_migration_events.occurrences.codes import read
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.filters import When as Period
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.text import pages_with_text
from wagtail_migration_events.vocabularies.languages import language_chain

#: More than any primary key of a page, so that a rank and a key fit into one number.
_PAGES = 2**40


#: Sections of a list, in the order in which they are shown.
SECTIONS = ("upcoming", "undated", "past")
Moment = dt.datetime | None
#: Up to so many pages are named in a query by their keys, more by the query that finds them.
_NAMED = 5000


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event that was found.

    Attributes:
        page: primary key of the page that suits the reader best.
        starts_at: of the date for which it stands in the list: the next one, or the last of an
            event that is over, or the first in the days that were asked for; None without a date.
        section: "upcoming", the ongoing included, "undated" or "past".
    """

    key: UUID
    page: int
    starts_at: dt.datetime | None
    section: str

    @property
    def moment(self) -> float:
        return self.starts_at.timestamp() if self.starts_at else float("inf")


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
        return [event for event in self._candidates if not self._failing(self._codes[event.page])]

    def facet_counts(self, facets: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Return how many events there are of each code, by the parameter of the facet.

        A facet's own selection is left out of its own counts, so that they say what choosing
        another of its codes would find.
        """
        fully, but_for = Counter[str](), defaultdict[str, Counter[str]](Counter)
        for event in self._candidates:
            codes = self._codes[event.page]
            failing = self._failing(codes)
            if not failing:
                fully.update(codes)
            elif len(failing) == 1:
                but_for[failing[0]].update(codes)
        counts: dict[str, dict[str, int]] = {facet: {} for facet in facets}
        for facet in counts:
            chosen = self.filters.chosen.get(facet)
            found = fully + but_for[facet] if chosen is not None else fully
            start = f"{facet}:"
            counts[facet] = {
                token[len(start) :]: number
                for token, number in found.items()
                if token.startswith(start)
            }
        return counts

    def occurrences(self, first_day: dt.date, last_day: dt.date) -> list[IndexedOccurrence]:
        """Return the dates of the events found that touch these days, in order of time.

        One more query than that for the events themselves.

        :param first_day: in the zone of each event, as ``last_day``; both inclusive.
        """
        pages = {event.page for event in self.events}
        rows = IndexedOccurrence.objects.filter(first_day__lte=last_day, last_day__gte=first_day)
        if len(pages) <= _NAMED:
            rows = rows.filter(page__in=pages)
        in_order = rows.order_by("starts_at", "key", "occurrence")
        return [row for row in in_order if row.page_id in pages]

    def first_and_last_day(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the days on which the first and the last event in scope begin, in two queries.

        Filters do not count, only who asks and where. None where no event has a date.
        """
        dated = IndexedOccurrence.objects.filter(self.scope.condition(), first_day__isnull=False)
        days = dated.values_list("first_day", flat=True)
        return days.order_by("first_day").first(), days.order_by("-first_day").first()

    @cached_property
    def _conditions(self) -> list[tuple[str, frozenset[str]]]:
        """What is chosen, by facet, and under "" what the scope asks for in any case."""
        wanted = [(facet, facet, codes) for facet, codes in self.filters.chosen.items()]
        wanted += [("", facet, codes) for facet, codes in self.scope.fixed.items()]
        return [
            (name, frozenset(f"{facet}:{code}" for code in codes)) for name, facet, codes in wanted
        ]

    def _failing(self, codes: Collection[str]) -> list[str]:
        return [name for name, wanted in self._conditions if wanted.isdisjoint(codes)]

    @cached_property
    def _candidates(self) -> list[FoundEvent]:
        rows = self._rows.values_list("key", "shown", "first", "next", "last", "over_at")
        return sorted((self._found(*row) for row in rows), key=self._place)

    def _found(
        self, key: UUID, page: int, first: Moment, following: Moment, last: Moment, over_at: Moment
    ) -> FoundEvent:
        is_over = over_at is not None and over_at <= self.now
        section = "past" if is_over else "upcoming" if first else "undated"
        if self.filters.in_days:
            return FoundEvent(key, page, first, section)
        return FoundEvent(key, page, last if is_over else following, section)

    def _place(self, event: FoundEvent) -> tuple[int, float, str]:
        """Sort by time; without days to keep to, what is over stands last, the newest first."""
        moment = event.moment
        if self.filters.in_days:
            return (0, moment, str(event.key))
        if event.section == "past" and event.starts_at:
            moment = -moment
        return (SECTIONS.index(event.section), moment, str(event.key))

    @cached_property
    def _codes(self) -> Mapping[int, list[str]]:
        """The codes of the page of each candidate, as far as they hold now."""
        pages: Any = [event.page for event in self._candidates]
        if len(pages) > _NAMED:
            pages = self._rows.values("shown")
        rows = IndexedCodes.objects.filter(page__in=pages).values_list("page_id", "codes")
        found = {page: read(codes, self.now) for page, codes in rows.iterator()}
        return defaultdict(list, found)

    @property
    def _rows(self) -> QuerySet[Any, Any]:
        """One row for each event in scope at the time that was asked for, by its best page."""
        best = Min(self._rank * _PAGES + F("page_id"))
        rows = IndexedOccurrence.objects.filter(self.scope.condition(), self._at_the_time)
        found = rows.values("key").annotate(
            shown=Mod(best, Value(_PAGES)),
            first=Min("starts_at"),
            next=Min("starts_at", filter=Q(ends_at__gt=self.now)),
            last=Max("starts_at"),
            over_at=Max("event_ends_at"),
        )
        if self.filters.text:
            found = found.filter(shown__in=pages_with_text(self.filters.text))
        return found.order_by()

    @property
    def _rank(self) -> Any:
        """How well a page suits the reader: by language, and an alias after what is none."""
        chain = language_chain(self.scope.language)
        places = [When(language=tag, then=Value(2 * at)) for at, tag in enumerate(chain)]
        number = BigIntegerField()
        language = Case(*places, default=Value(2 * len(chain)), output_field=number)
        alias = Case(When(page__alias_of=None, then=0), default=1, output_field=number)
        return language + alias

    @property
    def _at_the_time(self) -> Q:
        filters = self.filters
        condition = {
            Period.UPCOMING: Q(ends_at__gt=self.now) | Q(starts_at=None, event_ends_at=None),
            Period.ONGOING: Q(starts_at__lte=self.now, ends_at__gt=self.now),
            Period.PAST: Q(event_ends_at__lte=self.now),
            Period.ALL: Q(),
        }[filters.period]
        if filters.first_day:
            condition &= Q(last_day__gte=filters.first_day)
        if filters.last_day:
            condition &= Q(first_day__lte=filters.last_day)
        return condition
