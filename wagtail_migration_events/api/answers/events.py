"""Lists of events, and one event in full."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_migration_events.api.answers.facets import FacetValue, asked_facets, facet_answers
from wagtail_migration_events.api.asking.endpoint import LanguageQuery, Reader, read, reading
from wagtail_migration_events.api.asking.filter_parameters import (
    asked_filters,
    filter_names,
    filter_parameters,
)
from wagtail_migration_events.api.asking.ordering import Ordering, in_order
from wagtail_migration_events.api.asking.paging import link_pages
from wagtail_migration_events.api.asking.path_parameters import EventKey
from wagtail_migration_events.api.asking.reader import without_session
from wagtail_migration_events.api.event.all_fields import event_schema
from wagtail_migration_events.api.event.field import values_of
from wagtail_migration_events.api.event.page import event_with_key, page_at_path
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.api.fields_asked import asked_fields, asked_renditions
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.listing import listed
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch

router = Router(tags=["events"])

#: Who wants more asks for the next ones, or follows what has changed.
MOST_AT_ONCE = 100

EventInList = event_schema("EventInList", of_list=True)
Event = event_schema("Event", of_list=False)


class EventQuery(LanguageQuery):
    """What may be asked about one event."""

    fallback: bool = Field(
        True,
        description="Whether an event without a page in this language is given in another one.",
        examples=[True],
    )
    fields: list[str] = Field(
        [],
        description="Which fields an event has, repeated or with commas; `*` for all of them. Its "
        "`key`, `locale` and `url` are always there.",
        examples=[["title,when"]],
    )
    renditions: list[str] = Field(
        [],
        description="Sizes of images, named in the setting `IMAGE_RENDITIONS`.",
        examples=[["card"]],
    )


class EventsQuery(EventQuery):
    """What may be asked about events, beside what they are found by."""

    ordering: Ordering = Field(
        Ordering.LISTED,
        description="`listed` as pages show them (upcoming, undated, past with the newest first) "
        "or by time: that of the next date of an event, of its last one if all are over, among "
        "those in the days that are asked for.",
        examples=["starts_at"],
    )
    facets: list[str] = Field(
        [],
        description="Count the events by these filters, repeated or with commas; `*` for all.",
        examples=[["objective"]],
    )
    limit: int = Field(20, ge=0, le=MOST_AT_ONCE, description="At most so many.", examples=[20])
    offset: int = Field(0, ge=0, le=10**9, description="Leave out so many.", examples=[0])

    @classmethod
    def others(cls) -> Collection[str]:
        return filter_names()


class EventList(BaseModel):
    """Events, as many as were asked for."""

    count: int = Field(description="How many there are in all.", examples=[42])
    items: list[EventInList] = Field(  # type: ignore[valid-type]
        description="Those that were asked for.", examples=[[]]
    )
    facets: dict[str, list[FacetValue]] | None = Field(
        None, description="What can be chosen, if it was asked for.", examples=[{}]
    )


@read(
    router,
    "/",
    response=EventList,
    parameters=filter_parameters(),
    operation_id="events_list",
    summary="List events",
)
def list_events(request: HttpRequest, query: Query[EventsQuery], response: HttpResponse) -> Any:
    """Events of this Wagtail Site that are public, each once, in the language that suits best."""
    with reading(request, query) as reader:
        names = asked_fields(query.fields, of_list=True)
        facets = asked_facets(query.facets)
        renditions = asked_renditions(query.renditions)
        filters = asked_filters(reader, EventsQuery)
        search = search_for(reader, filters, with_fallback=query.fallback)
        found = in_order(search, query.ordering)
        window = found[query.offset : query.offset + query.limit]
        events = [entry.event for entry in listed(search, window)]
        answer: dict[str, Any] = {"count": len(found)}
        if facets:  # before the events, which have some of the same organizers
            answer["facets"] = facet_answers(search, facets)
        answer["items"] = values_of(EventsTogether(events, reader, renditions), names)
        link_pages(request, response, query, len(found))
        # What is one already, ninja takes as it is; it checks what is none value by value.
        return EventList.model_validate(answer)


class PathQuery(EventQuery):
    """Where the page of an event stands."""

    path: str = Field(
        max_length=2000,
        description="Path of the page within its host.",
        examples=["/fr/events/week/"],
    )
    locale: str = Field(
        "",
        description="BCP 47 tag of the language of the answer; by default that of the page.",
        examples=["fr"],
    )


@read(
    router,
    "/find/",
    response=Event,
    also=(404,),
    operation_id="events_find",
    summary="Find an event by the path of its page",
)
def find_event(request: HttpRequest, query: Query[PathQuery]) -> Any:
    """The event whose page stands at a path."""
    page = page_at_path(query.path, without_session(request))
    with reading(request, query, otherwise=page.locale.language_code) as reader:
        return _in_full(page.translation_key, query, reader)


@read(
    router,
    "/{uuid:key}/",
    response=Event,
    also=(404,),
    operation_id="events_detail",
    summary="One event",
)
def get_event(request: HttpRequest, key: EventKey, query: Query[EventQuery]) -> Any:
    """All that is known of an event, in the language that was asked for or the nearest one."""
    with reading(request, query) as reader:
        return _in_full(key, query, reader)


def _in_full(key: UUID, query: EventQuery, reader: Reader) -> BaseModel:
    names = asked_fields(query.fields, of_list=False)
    event = event_with_key(key, reader, with_fallback=query.fallback)
    together = EventsTogether([event], reader, asked_renditions(query.renditions))
    return Event.model_validate(values_of(together, names)[0])


def search_for(reader: Reader, filters: EventFilters, *, with_fallback: bool) -> EventSearch:
    """Return the search for events of the Wagtail Site that was asked."""
    scope = Scope(reader.language, reader.request, reader.paths, translated_only=not with_fallback)
    return EventSearch(filters, scope)
