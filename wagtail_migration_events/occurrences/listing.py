"""One page of what was found, with the specific pages to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import Q

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.resolution import GroupPage, group_page, specific_pages
from wagtail_migration_events.groups.written_language import learn_written_languages
from wagtail_migration_events.occurrences.search import EventSearch


@dataclass(frozen=True)
class ListedEvent:
    """One entry of a list.

    Attributes:
        event: the page for this reader, and the language of its text.
        section: "upcoming", "undated" or "past".
        starts_at: of the date for which the event stands here; None without a date.
    """

    event: GroupPage
    section: str
    starts_at: dt.datetime | None

    @property
    def page(self) -> Any:
        return self.event.page


def list_events(search: EventSearch, page_number: Any = 1) -> PaginatedPage[ListedEvent]:
    """Return one page of the events that a search finds.

    :param page_number: as it came in: what is no number gives the first page, what is out of
        range the last, as everywhere in Django.
    """
    paginator = Paginator(search.events, setting("PAGE_SIZE"))
    page: Any = paginator.get_page(page_number)
    page.object_list = listed(search, page.object_list)
    return page


def listed(search: EventSearch, found: Any) -> list[ListedEvent]:
    """Read the pages of events that were found, in one query for each page class and one."""
    pks = [event.page for event in found]
    pages = {page.pk: page for page in specific_pages(EventPageMixin, Q(pk__in=pks))} if pks else {}
    learn_written_languages(pages.values())
    return [
        ListedEvent(
            group_page(pages[event.page], search.scope.language), event.section, event.starts_at
        )
        for event in found
        if event.page in pages
    ]
