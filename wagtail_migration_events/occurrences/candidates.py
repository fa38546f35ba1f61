"""Reading from the index which events there are at a time, for one reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Set
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

from wagtail_migration_events.events.times.occurrence import CALLED_OFF
from wagtail_migration_events.occurrences.codes import read
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.filters import When as Period
from wagtail_migration_events.occurrences.found import FoundEvent
from wagtail_migration_events.occurrences.lookups import AmongKeys
from wagtail_migration_events.occurrences.periods import in_days, in_period
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.text import pages_with_text
from wagtail_migration_events.vocabularies.languages import language_chain

#: Events in order of time, and the codes of their pages, by primary key.
Found = tuple[list[FoundEvent], Mapping[int, str]]

#: More than any primary key of a page, so that a rank and a key fit into one number.
_PAGES = 2**40
#: Periods in which no event is over.
_NOT_OVER = (Period.UPCOMING, Period.ONGOING)
#: To look at so many pages takes a database longer than to look for all that are hidden.
_FEW = 4000


class Candidates:
    """The events in scope at the time that was asked for, whatever else is asked of them."""

    def __init__(self, filters: EventFilters, scope: Scope, now: dt.datetime) -> None:
        self.filters = filters
        self.scope = scope
        self.now = now

    def read(self) -> Found:
        """Read them in two queries, three where events are not in the reader's language.

        Most have a page in the reader's own language that may be shown, which is asked together
        with its codes. Other languages are looked at only for those that have none.
        """
        own = Q(language=self.scope.own_language)
        best: Any = Coalesce(Min("page", filter=own & Q(is_alias=False)), Min("page", filter=own))
        rows = self._by_event(self._at_the_time.values("key"), best, own)
        found = list(map(FoundEvent._make, rows))
        codes = self._codes_of_shown([event.page for event in found if event.page])
        if missing := [event.key for event in found if event.page not in codes]:
            found = [event for event in found if event.page in codes]
            others, their_codes = self._in_any_language(missing)
            found, codes = [*found, *others], {**codes, **their_codes}
        if self.filters.text:
            pages = pages_with_text(self.filters.text, codes)
            codes = {page: each for page, each in codes.items() if page in pages}
        return self._in_order([event for event in found if event.page in codes]), codes

    def mended(self, before: Found, changed: Set[UUID]) -> Found:
        """Return in one query what ``read`` would, given what it returned before these events
        changed; not for a search for words."""
        events, codes_before = before
        found, their_codes = self._in_any_language(changed)
        found += [event for event in events if event.key not in changed]
        codes = dict(codes_before)
        for event in events:
            if event.key in changed:
                codes.pop(event.page, None)
        return self._in_order(found), codes | their_codes

    def _codes_of_shown(self, pages: Collection[int]) -> dict[int, str]:
        """Return the codes, as far as they hold now, of those pages that may be shown."""
        rows = IndexedCodes.objects.filter(
            AmongKeys(F("page_id"), pages), self.scope.shown(few=len(pages) < _FEW)
        )
        found = rows.values_list("page_id", "codes") if pages else ()
        return {page: read(codes, self.now) for page, codes in found}

    def _in_any_language(self, keys: Collection[UUID]) -> tuple[list[FoundEvent], dict[int, str]]:
        """Return these events, each with the best page there is, and the codes of the pages."""
        rows = self._at_the_time.filter(
            AmongKeys(F("key"), keys), self.scope.condition(few=len(keys) < _FEW)
        )
        best = Min(self._rank * _PAGES + F("page_id")).bitand(_PAGES - 1)
        best_pages = rows.values("key").annotate(best=best).values("best")
        of_page = IndexedCodes.objects.filter(page=OuterRef("page_id")).values("codes")
        there = self._at_the_time.filter(page_id__in=best_pages).values("key", "page_id")
        found, codes = [], {}
        with_codes = self._by_event(there, F("page_id"), codes=Subquery(of_page))
        for *facts, codes_of_page in with_codes.exclude(codes=None):
            found.append(event := FoundEvent._make(facts))
            codes[event.page] = read(codes_of_page, self.now)
        return found, codes

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
        facts = {"start": written(self._start(among)), "best": best}
        facts |= {"is_over": self._is_over(among), **more}
        return rows.annotate(**facts).values_list("start", "key", "best", "is_over", *more)

    def _start(self, among: Q | None) -> Any:
        """For which date an event stands in the list: if it is over for the last one, else for the
        next; among days for the first. One that goes ahead comes before those that do not."""
        rows = among or Q()
        if self.filters.in_days or self.filters.period in _NOT_OVER:
            return _first(rows)
        last = Max("starts_at", filter=among)
        if self.filters.period is Period.PAST:
            return last
        return Coalesce(_first(rows & Q(ends_at__gt=self.now)), last)

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


def written(moment: Any) -> Cast:
    """Return a column of moments in the words of the database."""
    return Cast(moment, TextField())


def _first(rows: Q) -> Coalesce:
    going_ahead = rows & ~Q(status__in=CALLED_OFF)
    return Coalesce(*(Min("starts_at", filter=each or None) for each in (going_ahead, rows)))
