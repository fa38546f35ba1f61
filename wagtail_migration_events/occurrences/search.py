"""The one way to find events: which there are, in which order, and how many of each kind."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from functools import cached_property
from itertools import chain
from operator import attrgetter
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
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from wagtail_migration_events.groups.serving.http_caching import state_seen
from wagtail_migration_events.occurrences.codes import read, token
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.filters import When as Period
from wagtail_migration_events.occurrences.found import FoundEvent, FoundOccurrence
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS, Result
from wagtail_migration_events.occurrences.lookups import AmongKeys
from wagtail_migration_events.occurrences.periods import in_days, in_period
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.text import pages_with_text
from wagtail_migration_events.vocabularies.languages import language_chain

#: More than any primary key of a page, so that a rank and a key fit into one number.
_PAGES = 2**40
#: Periods in which no event is over.
_NOT_OVER = (Period.UPCOMING, Period.ONGOING)
#: To look at so many pages takes a database longer than to look for all that are hidden.
_FEW = 4000


class EventSearch:
    """What a reader finds. Of each event one page counts: that which suits this reader best.

    However much is asked of one search, it makes two queries, three where events are not in the
    reader's language, and one for what restricts pages; none where the process remembers what
    everybody finds.

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
        failing = self._failing_any()
        return [event for event in self._candidates if event.page not in failing]

    def numbers_with(self, facet: str) -> Mapping[str, int]:
        """Return how many of the events found have each code of a facet."""
        return self._counts.get(facet, {})

    def numbers_without(self) -> Mapping[str, int]:
        """Return how many events would be found without a facet's selection, by its parameter."""
        facets = filter(None, self.filters.chosen)
        return {facet: len(self._satisfying(but_for=facet)) for facet in facets}

    def facet_counts(self, facets: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Return how many events there are of each code, by the parameter of the facet.

        A facet's own selection is left out of its own counts, so that they say what choosing
        another of its codes would find.
        """
        found = {facet: self._counts.get(facet, {}) for facet in facets}
        for facet in self.filters.chosen.keys() & found.keys():
            found[facet] = self._count(self._satisfying(but_for=facet)).get(facet, {})
        return found

    def occurrences(self, first_day: dt.date, last_day: dt.date) -> list[FoundOccurrence]:
        """Return the dates of the events found that touch these days, in order of time.

        One more query than that for the events themselves.

        :param first_day: in the zone of each event, as ``last_day``; both inclusive.
        """
        days = first_day, last_day
        if self._conditions:  # of which there are too many
            return self._occurrences_now(*days)
        return self._kept(("occurrences", *days), lambda: (self._occurrences_now(*days), None))[0]

    def _occurrences_now(self, first_day: dt.date, last_day: dt.date) -> list[FoundOccurrence]:
        pages = {event.page for event in self.events}
        rows = IndexedOccurrence.objects.filter(first_day__lte=last_day, last_day__gte=first_day)
        rows = rows.filter(AmongKeys(F("page_id"), pages))
        rows = rows.annotate(written_start=_written("starts_at"), written_end=_written("ends_at"))
        in_order = rows.order_by("starts_at", "key", "occurrence")
        return list(map(FoundOccurrence._make, in_order.values_list(*FoundOccurrence._fields)))

    def first_and_last_day(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the days on which the first and the last event in scope begin, in one query.

        Filters do not count, only who asks and where. None where no event has a date.
        """
        return self._kept(("ends",), lambda: ((), self._first_and_last_day_now()))[1]

    def _first_and_last_day_now(self) -> tuple[dt.date | None, dt.date | None]:
        rows = IndexedOccurrence.objects.filter(
            self.scope.condition(few=True), first_day__isnull=False
        )
        days = rows.values("first_day")
        first, last = days.order_by("first_day")[:1], days.order_by("-first_day")[:1]
        # Any row will do to ask for both at once.
        any_row: Any = IndexedOccurrence.objects.order_by()[:1]
        return next(iter(any_row.values_list(Subquery(first), Subquery(last))), (None, None))

    @cached_property
    def _conditions(self) -> list[tuple[str, list[str]]]:
        """The tokens of what is chosen, by facet, and under "" of what the scope asks for."""
        wanted = [(facet, facet, codes) for facet, codes in self.filters.chosen.items()]
        wanted += [("", facet, codes) for facet, codes in self.scope.fixed.items()]
        return [(name, [token(facet, code) for code in codes]) for name, facet, codes in wanted]

    @cached_property
    def _failing(self) -> Mapping[str, Set[int]]:
        """The pages of the candidates that do not satisfy a condition, by the name of it."""
        failing: dict[str, set[int]] = defaultdict(set)
        for name, wanted in self._conditions:
            satisfying: set[int] = set()
            for each in wanted:
                satisfying |= {page for page, codes in self._codes.items() if each in codes}
            failing[name] |= self._codes.keys() - satisfying
        return failing

    def _failing_any(self, but_for: str | None = None) -> Set[int]:
        return set().union(*(pages for name, pages in self._failing.items() if name != but_for))

    def _satisfying(self, but_for: str | None = None) -> list[int]:
        """The pages of the candidates that satisfy all conditions, but perhaps that of a facet."""
        failing = self._failing_any(but_for)
        return [page for page in self._codes if page not in failing]

    @cached_property
    def _counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many of the events found have each code, by facet."""
        return self._count(self._satisfying())

    def _count(self, pages: Iterable[int]) -> Mapping[str, Mapping[str, int]]:
        texts = map(self._codes.__getitem__, pages)
        counted = Counter(chain.from_iterable(map(str.split, texts)))
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for written, number in counted.items():
            facet, _, code = written.partition(":")
            found[facet][code] = number
        return found

    @property
    def _candidates(self) -> list[FoundEvent]:
        return self._read[0]

    @property
    def _codes(self) -> Mapping[int, str]:
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[list[FoundEvent], Mapping[int, str]]:
        return self._kept((), self._read_now)

    def _kept(self, asked: tuple[Any, ...], read: Callable[[], Result]) -> Any:
        """Return what was read for everybody since the last change, or read it now."""
        state = state_seen(self.scope.request)
        if state is None or self.filters.text:
            return read()
        days = self.filters.first_day, self.filters.last_day
        question = (*asked, self.filters.period, *days, *self.scope.place)
        return KEPT_RESULTS.get(state, question, read)

    def _read_now(self) -> tuple[list[FoundEvent], Mapping[int, str]]:
        """Return the events in scope at the time that was asked for, and the codes of their pages.

        Most have a page in the reader's own language that may be shown, which is asked together
        with its codes. Other languages are looked at only for those that have none.
        """
        own = Q(language=self.scope.own_language)
        best: Any = Coalesce(Min("page", filter=own & Q(is_alias=False)), Min("page", filter=own))
        rows = self._by_event(self._at_the_time.values("key"), best, own)
        found = list(map(FoundEvent._make, rows))
        codes = self._codes_of_shown([event.page for event in found if event.page])
        if missing := [event.key for event in found if event.page not in codes]:
            for *facts, codes_of_page in self._in_other_languages(missing):
                found.append(event := FoundEvent._make(facts))
                codes[event.page] = read(codes_of_page, self.now)
        if self.filters.text:
            pages = pages_with_text(self.filters.text, codes)
            codes = {page: each for page, each in codes.items() if page in pages}
        return self._in_order([event for event in found if event.page in codes]), codes

    def _codes_of_shown(self, pages: Collection[int]) -> dict[int, str]:
        """Return the codes, as far as they hold now, of those pages that may be shown."""
        rows = IndexedCodes.objects.filter(
            AmongKeys(F("page_id"), pages), self.scope.shown(few=len(pages) < _FEW)
        )
        found = rows.values_list("page_id", "codes") if pages else ()
        return {page: read(codes, self.now) for page, codes in found}

    def _in_other_languages(self, keys: Collection[UUID]) -> Iterable[tuple[Any, ...]]:
        """Return the facts of these events, each with the codes of the best page there is."""
        rows = self._at_the_time.filter(
            AmongKeys(F("key"), keys), self.scope.condition(few=len(keys) < _FEW)
        )
        best = Min(self._rank * _PAGES + F("page_id")).bitand(_PAGES - 1)
        best_pages = rows.values("key").annotate(best=best).values("best")
        of_page = IndexedCodes.objects.filter(page=OuterRef("page_id")).values("codes")
        found = self._at_the_time.filter(page_id__in=best_pages).values("key", "page_id")
        return self._by_event(found, F("page_id"), codes=Subquery(of_page)).exclude(codes=None)

    def _in_order(self, found: list[FoundEvent]) -> list[FoundEvent]:
        """Sort by time; without days to keep to, what is over stands last, the newest first.

        Moments are compared as they are written, which is the same where the zone is.
        """
        dated = [event for event in found if event.written_start]
        undated = [event for event in found if not event.written_start]
        dated.sort()
        undated.sort(key=attrgetter("key"))
        in_time = dated + undated
        if self.filters.in_days:
            return in_time
        over = [event for event in in_time if event.is_over]
        over.sort(key=lambda event: event.written_start or "", reverse=True)
        return [*(event for event in in_time if not event.is_over), *over]

    def _by_event(
        self, rows: QuerySet[Any, Any], best: Any, among: Q | None = None, **more: Any
    ) -> QuerySet[Any, Any]:
        """Return the facts of each event, in the order of ``FoundEvent``; the page may be missing.

        :param rows: grouped by event.
        :param among: only rows that satisfy this say when an event takes place.
        :param more: what else to read.
        """
        facts = {"start": _written(self._start(among)), "best": best}
        facts |= {"is_over": self._is_over(among), **more}
        return rows.annotate(**facts).values_list("start", "key", "best", "is_over", *more)

    def _start(self, among: Q | None) -> Any:
        """For which date an event stands in the list: if it is over for the last one, else for the
        next; among days for the first."""
        first = Min("starts_at", filter=among)
        if self.filters.in_days or self.filters.period in _NOT_OVER:
            return first
        last = Max("starts_at", filter=among)
        if self.filters.period is Period.PAST:
            return last
        to_come = Q(ends_at__gt=self.now)
        return Coalesce(Min("starts_at", filter=among & to_come if among else to_come), last)

    def _is_over(self, among: Q | None) -> Any:
        if self.filters.period in _NOT_OVER:
            return Value(False)
        over_at = Max("event_ends_at", filter=among)
        return ExpressionWrapper(LessThanOrEqual(over_at, self.now), output_field=BooleanField())

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
    def _at_the_time(self) -> QuerySet[Any, Any]:
        """The rows of the index, of pages of any kind, at the time that was asked for."""
        period = in_period(self.filters.period, self.now)
        return IndexedOccurrence.objects.filter(period & in_days(self.filters))


def _written(moment: Any) -> Cast:
    return Cast(moment, TextField())
