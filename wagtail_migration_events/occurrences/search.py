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

from django.db.models import F, Subquery
from django.utils import timezone

from wagtail_migration_events.groups.serving.http_caching import state_seen
from wagtail_migration_events.occurrences.candidates import Candidates, Found, written
from wagtail_migration_events.occurrences.codes import token
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.found import FoundEvent, FoundOccurrence
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS, Mend, Result
from wagtail_migration_events.occurrences.lookups import AmongKeys
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope


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

    @property
    def is_common(self) -> bool:
        """Whether many ask the same: of filters there are too many to remember all that is read."""
        return not (self._conditions or self.filters.text)

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
        if not self.is_common:
            return self._occurrences_now(*days)

        def mend(kept: Result, changed: Set[UUID]) -> Result:
            rows = [row for row in kept[0] if row.key not in changed]
            return _in_time(rows + self._occurrences_now(*days, of=changed)), None

        rows: list[FoundOccurrence]
        rows, _ = self._kept(
            ("occurrences", *days), lambda: (self._occurrences_now(*days), None), mend
        )
        return rows

    def _occurrences_now(
        self, first_day: dt.date, last_day: dt.date, of: Set[UUID] | None = None
    ) -> list[FoundOccurrence]:
        events = self.events if of is None else [each for each in self.events if each.key in of]
        rows = IndexedOccurrence.objects.filter(first_day__lte=last_day, last_day__gte=first_day)
        rows = rows.filter(AmongKeys(F("page_id"), {event.page for event in events}))
        rows = rows.annotate(written_start=written("starts_at"), written_end=written("ends_at"))
        found = rows.order_by().values_list(*FoundOccurrence._fields)
        return _in_time(map(FoundOccurrence._make, found))

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
        for text, number in counted.items():
            facet, _, code = text.partition(":")
            found[facet][code] = number
        return found

    @property
    def _candidates(self) -> list[FoundEvent]:
        return self._read[0]

    @property
    def _codes(self) -> Mapping[int, str]:
        return self._read[1]

    @cached_property
    def _read(self) -> Found:
        return self._kept((), self._candidates_now.read, self._candidates_now.mended)

    @property
    def _candidates_now(self) -> Candidates:
        return Candidates(self.filters, self.scope, self.now)

    def _kept(
        self, asked: tuple[Any, ...], read: Callable[[], Result], mend: Mend | None = None
    ) -> Any:
        """Return what was read for everybody and has not changed since, or read it now.

        :param mend: brings it up to date; by default it is read again where events have changed.
        """
        state = state_seen(self.scope.request)
        if state is None or self.filters.text:
            return read()
        days = self.filters.first_day, self.filters.last_day
        question = (*asked, self.filters.period, *days, *self.scope.place)
        return KEPT_RESULTS.get(state, question, read, mend or (lambda _kept, _keys: read()))


def _in_time(rows: Iterable[FoundOccurrence]) -> list[FoundOccurrence]:
    """Sort by what the database writes, which is the same order where the zone is."""
    return sorted(rows, key=attrgetter("written_start", "key", "occurrence"))
