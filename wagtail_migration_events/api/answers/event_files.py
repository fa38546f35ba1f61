"""One event as a calendar file, and as search engines read it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from wagtail_migration_events.api.asking.endpoint import LanguageQuery, read, reading
from wagtail_migration_events.api.asking.path_parameters import EventKey
from wagtail_migration_events.api.event.page import event_with_key
from wagtail_migration_events.feeds.addresses import event_data, one_event
from wagtail_migration_events.feeds.json_ld import CONTENT_TYPE
from wagtail_migration_events.feeds.vevents import has_known_day

router = Router(tags=["events"])


@read(
    router,
    "/{uuid:key}/event.ics",
    response=None,
    media_type="text/calendar",
    also=(404,),
    operation_id="events_icalendar",
    summary="One event as a calendar file",
)
def get_calendar(request: HttpRequest, key: EventKey, query: Query[LanguageQuery]) -> Any:
    """An event for a calendar program (RFC 5545), in the language that suits best."""
    with reading(request, query) as reader:
        page = event_with_key(key, reader).page
        if not has_known_day(page):
            raise Http404(_("There is no day of this event that a calendar could show."))
        return one_event(page, reader.request, reader.language)


@read(
    router,
    "/{uuid:key}/event.jsonld",
    response=None,
    media_type=CONTENT_TYPE,
    also=(404,),
    operation_id="events_json_ld",
    summary="One event as JSON-LD",
)
def get_json_ld(request: HttpRequest, key: EventKey, query: Query[LanguageQuery]) -> Any:
    """An event in the vocabulary of schema.org, in the language that suits best."""
    with reading(request, query) as reader:
        return event_data(event_with_key(key, reader).page, reader.request, reader.language)
