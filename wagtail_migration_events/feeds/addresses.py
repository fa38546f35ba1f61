"""The addresses below pages at which calendars are found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.feeds.calendar_file import calendar_file, calendar_response
from wagtail_migration_events.feeds.json_ld import (
    CONTENT_TYPE,
    MOST_NESTED,
    event_json_ld,
    json_text,
)
from wagtail_migration_events.groups.page_formats import register_page_format
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.listing import listed
from wagtail_migration_events.occurrences.parsing import understand_filters
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.vocabularies.languages import normalise_tag

EVENT_FILE = "event.ics"
FEED_FILE = "feed.ics"
DATA_FILE = "event.jsonld"


def register_addresses() -> None:
    """Give event pages ``event.ics`` and ``event.jsonld``, and ``feed.ics`` to organizers and
    umbrella events.

    A list of events registers its own, since it decides what is in it.
    """
    register_page_format(EVENT_FILE, EventPageMixin, one_event)
    register_page_format(DATA_FILE, EventPageMixin, event_data)
    register_page_format(FEED_FILE, EventPageMixin, event_with_parts)
    register_page_format(FEED_FILE, OrganizerPageMixin, events_of_organizer)


def one_event(page: Any, request: HttpRequest) -> HttpResponse:
    content = calendar_file([page], _language(page), request)
    return calendar_response(content, f"{page.slug}.ics")


def event_data(page: Any, request: HttpRequest) -> HttpResponse:
    """Answer with the event as JSON-LD, and with those that are part of it, as far as they go."""
    search = _search(page, request, "part_of")
    parts = [entry.page for entry in listed(search, search.events[:MOST_NESTED])]
    data = event_json_ld(page, _language(page), request, parts)
    response = HttpResponse(json_text(data), content_type=CONTENT_TYPE)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def event_with_parts(page: Any, request: HttpRequest) -> HttpResponse:
    """Answer with the event and, after it, those that are part of it."""
    parts = _pages(_search(page, request, "part_of"))
    pages = [page, *(part for part in parts if part.pk != page.pk)]
    content = calendar_file(pages, _language(page), request, page.title)
    return calendar_response(content, f"{page.slug}.ics")


def events_of_organizer(page: Any, request: HttpRequest) -> HttpResponse:
    return feed(_search(page, request, "organizer"), page)


def feed(search: EventSearch, page: Any) -> HttpResponse:
    """Answer with the events that a search finds, under the name of a page."""
    content = calendar_file(_pages(search), search.scope.language, search.scope.request, page.title)
    return calendar_response(content, f"{page.slug}.ics")


def _pages(search: EventSearch) -> list[Any]:
    return [entry.page for entry in listed(search, search.events)]


def _search(page: Any, request: HttpRequest, facet: str) -> EventSearch:
    """Return the search for the events that name a page's group, narrowed as the request says."""
    filters, _problems = understand_filters(request.GET)
    if filters == EventFilters():
        filters = EventFilters(When.ALL)
    fixed = {facet: frozenset([str(source_of(page).translation_key)])}
    return EventSearch(filters, Scope(_language(page), request, paths_of_site(request), fixed))


def _language(page: Any) -> str:
    return normalise_tag(page.locale.language_code)
