"""The events that a file below a page holds: all of them, bit by bit, or the newest only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.occurrences.found import FoundEvent
from wagtail_migration_events.occurrences.listing import ListedEvent, listed
from wagtail_migration_events.occurrences.parsing import Problem, pairs_of_list, query_string
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: So many primary keys are named in one query, and so many pages held in memory.
KEYS_AT_ONCE = 5000
PAGES_AT_ONCE = 500
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Selection:
    """What a file holds.

    Attributes:
        page: below which the file is found, and after which it is named.
        search: for the events.
        problems: what was not understood of the query string.
        has_page: whether the page is an event of the file too, before those that are part of it.
    """

    page: Any
    search: EventSearch
    problems: Sequence[Problem] = ()
    has_page: bool = False

    @property
    def request(self) -> HttpRequest | None:
        return self.search.scope.request

    @property
    def language(self) -> str:
        """BCP 47 tag of the reader's language."""
        return normalise_tag(self.search.scope.language)

    @property
    def query(self) -> str:
        """What of the query string has narrowed the events, with its question mark."""
        return query_string(pairs_of_list(self.request.GET)) if self.request else ""

    @cached_property
    def found(self) -> list[FoundEvent]:
        """The events in the order of a list, which is found out without reading their pages."""
        if not self.has_page:
            return self.search.events
        key = source_of(self.page).translation_key
        own = FoundEvent(None, key, self.page.pk, is_over=False)
        return [own, *(event for event in self.search.events if event.key != key)]

    def entries(self) -> list[ListedEvent]:
        return listed(self.search, self.found)

    def entries_by_and_by(self) -> Iterator[list[ListedEvent]]:
        """Yield all events, never holding more than ``PAGES_AT_ONCE`` pages."""
        for start in range(0, len(self.found), PAGES_AT_ONCE):
            yield listed(self.search, self.found[start : start + PAGES_AT_ONCE])

    def newest(self, most: int) -> list[ListedEvent]:
        """Return the events that were published last, the newest first.

        A page that only code has made live comes last: nobody knows when that was.
        """
        pks = [event.page for event in self.found]
        published: dict[int, dt.datetime | None] = {}
        for start in range(0, len(pks), KEYS_AT_ONCE):
            pages = base_page_model().objects.filter(pk__in=pks[start : start + KEYS_AT_ONCE])
            published |= dict(pages.values_list("pk", "first_published_at"))
        events = (event for event in self.found if event.page in published)

        def when(event: FoundEvent) -> tuple[dt.datetime, int]:
            return published[event.page] or _NEVER, event.page

        return listed(self.search, nlargest(most, events, key=when))
