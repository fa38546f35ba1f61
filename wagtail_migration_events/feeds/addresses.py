"""The addresses below pages at which calendars, feeds and tables are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.feeds.calendar_file import (
    calendar_of,
    calendar_response,
    event_calendar,
)
from wagtail_migration_events.feeds.json_ld import (
    CONTENT_TYPE,
    MOST_NESTED,
    event_json_ld,
    json_text,
)
from wagtail_migration_events.feeds.selection import Selection
from wagtail_migration_events.feeds.syndication.answers import atom_feed, rss_feed
from wagtail_migration_events.feeds.tables.files import csv_file, xlsx_file
from wagtail_migration_events.feeds.vevents import has_known_day
from wagtail_migration_events.groups.links.addresses import format_address
from wagtail_migration_events.groups.links.page_formats import register_page_format
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.occurrences.filters import When
from wagtail_migration_events.occurrences.listing import listed
from wagtail_migration_events.occurrences.parsing import understand_filters
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.vocabularies.languages import normalise_tag

EVENT_FILE = "event.ics"
FEED_FILE = "feed.ics"
DATA_FILE = "event.jsonld"

#: Takes a page that stands for many events, and returns which they are.
Select = Callable[[Any, HttpRequest], Selection]


def register_addresses() -> None:
    """Give event pages ``event.ics`` and ``event.jsonld``, and organizers and umbrella events
    files of many events.
    """
    register_page_format(EVENT_FILE, EventPageMixin, one_event, has_known_day)
    register_page_format(DATA_FILE, EventPageMixin, event_data)
    register_files(EventPageMixin, event_with_parts)
    register_files(OrganizerPageMixin, events_of_organizer)


def register_files(mixin: type, select: Select) -> None:
    """Give every page whose class uses ``mixin`` all files that hold many events."""
    for name, answer in FILES.items():
        register_page_format(name, mixin, partial(_answer, select, answer))


def one_event(page: Any, request: HttpRequest, language: str = "") -> HttpResponse:
    """Answer with the event as a calendar file.

    :param language: BCP 47 tag of the reader's language; by default that of the page's place.
    """
    scope = Scope(language or _language(page), request, paths_of_site(request))
    return calendar_response(event_calendar(page, scope), f"{page.slug}.ics")


def event_with_parts(page: Any, request: HttpRequest) -> Selection:
    return replace(_selection(page, request, "part_of"), has_page=True)


def events_of_organizer(page: Any, request: HttpRequest) -> Selection:
    return _selection(page, request, "organizer")


def calendar_feed(selection: Selection) -> HttpResponse:
    """Answer with the events of a list as a calendar to subscribe to."""
    page, scope = selection.page, selection.search.scope
    source = f"{format_address(page, FEED_FILE, scope.request)}{selection.query}"
    content = calendar_of(selection.found, scope, page, source, selection.problems)
    return calendar_response(content, f"{page.slug}.ics")


def event_data(page: Any, request: HttpRequest, language: str = "") -> HttpResponse:
    """Answer with the event as JSON-LD, and with those that are part of it, as far as they go.

    :param language: BCP 47 tag of the reader's language; by default that of the page's place.
    """
    search = _selection(page, request, "part_of").search
    parts = [entry.page for entry in listed(search, search.events[:MOST_NESTED])]
    data = event_json_ld(page, language or _language(page), request, parts)
    response = HttpResponse(json_text(data), content_type=CONTENT_TYPE)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


#: The files that hold many events, by the last part of their address.
FILES: dict[str, Callable[[Selection], HttpResponseBase]] = {
    FEED_FILE: calendar_feed,
    "feed.rss": rss_feed,
    "feed.atom": atom_feed,
    "export.csv": csv_file,
    "export.xlsx": xlsx_file,
}


def _answer(
    select: Select,
    answer: Callable[[Selection], HttpResponseBase],
    page: Any,
    request: HttpRequest,
) -> HttpResponseBase:
    return answer(select(page, request))


def _selection(page: Any, request: HttpRequest, facet: str) -> Selection:
    """Return the events that name a page's group, narrowed as the request says.

    They are of all times if it says nothing of time, as in the list on the page.
    """
    filters, problems = understand_filters(request.GET, request)
    if filters.when is None and not filters.in_days:
        filters = replace(filters, when=When.ALL)
    fixed = {facet: frozenset([str(source_of(page).translation_key)])}
    scope = Scope(_language(page), request, paths_of_site(request), fixed)
    return Selection(page, EventSearch(filters, scope), problems)


def _language(page: Any) -> str:
    return normalise_tag(page.locale.language_code)
