"""One page of what was found, with the specific pages to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import Q, prefetch_related_objects

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import own_app_first
from wagtail_migration_events.groups.resolution import (
    SOURCE_LOCALES,
    GroupPage,
    classes_of,
    group_page,
    specific_pages,
)
from wagtail_migration_events.groups.serving.http_caching import state_seen
from wagtail_migration_events.groups.written_language import learn_written_languages
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS
from wagtail_migration_events.occurrences.scope import Scope
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
    """Read the pages of events that were found, in one query for each of their classes and one.

    Their bodies are left until somebody asks for one.
    """
    pages = pages_found([event.page for event in found], search.scope)
    return [
        ListedEvent(pages[event.page], event.section, event.starts_at)
        for event in found
        if event.page in pages
    ]


def pages_found(pks: Collection[int], scope: Scope) -> Mapping[int, GroupPage]:
    """Read the pages with these primary keys, which a search has found, by primary key.

    What may be shown no more is not among them: the search may be remembered.
    """
    if not pks:
        return {}
    condition = Q(pk__in=set(pks)) & scope.shown_pages()
    classes = _classes_of(frozenset(pks), scope.request)
    pages = specific_pages(EventPageMixin, condition, with_bodies=False, classes=classes)
    learn_written_languages(pages)
    return {page.pk: group_page(page, scope.language) for page in pages}


def _classes_of(pks: frozenset[int], request: Any) -> Collection[Any]:
    """Return the classes of pages, which stay what they are whatever changes."""
    condition = Q(pk__in=pks)
    state = state_seen(request)
    if state is None:
        return classes_of(EventPageMixin, condition)
    classes: Collection[Any]
    _pks, classes = KEPT_RESULTS.get(
        state,
        (classes_of.__qualname__, pks),
        lambda: (pks, classes_of(EventPageMixin, condition)),
        lambda kept, _changed: kept,
    )
    return classes


def pages_by_and_by(
    pks: Collection[int], shown: Q, facts: Collection[str], at_once: int, near: Any
) -> Iterator[list[Any]]:
    """Yield event pages in portions, each of one class, in one query for each class there is.

    They come in no order that means anything, and without their StreamFields, which are most of
    what a page takes in memory.

    :param shown: the condition on pages that may be shown.
    :param facts: that are going to be asked for; the others cost a query each.
    :param at_once: how many pages are held in memory.
    :param near: a page; classes of its app are looked at first, and the others only if need be.
    """
    missing = len(pks)
    for model in own_app_first(near, EventPageMixin):
        if not missing:
            return
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        # To ask for the class in SQL misleads PostgreSQL, which then expects a single row.
        found = model.objects.filter(shown, pk__in=pks).defer_streamfields()
        found = found.defer(*_columns_but_for(model, facts))
        rows = found.select_related("locale").iterator(at_once)
        pages = (page for page in rows if page.content_type_id == kind.pk)
        while portion := list(islice(pages, at_once)):
            missing -= len(portion)
            # Few pages are aliases: to join their sources makes the reading of all a third slower.
            prefetch_related_objects(
                [page for page in portion if page.alias_of_id], *SOURCE_LOCALES
            )
            learn_written_languages(portion)
            yield portion


def _columns_but_for(model: Any, facts: Collection[str]) -> set[str]:
    """Return the columns that hold other facts than these."""
    columns = {field.name for field in model._meta.concrete_fields}
    needed = {field_name_of(model, name) for name in facts}
    others = {field_name_of(model, name) for name in model.event_facts}
    return {name for name in others - needed if name and name in columns}
