"""Which event it is, in which language, where else it is found, and when it was changed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from wagtail_migration_events.api.asking.addresses import event_address
from wagtail_migration_events.api.event.field import InLists, event_field
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.events.group import group_of, last_change
from wagtail_migration_events.feeds.addresses import EVENT_FILE
from wagtail_migration_events.groups.links.addresses import format_address, page_address
from wagtail_migration_events.groups.links.language_links import site_languages
from wagtail_migration_events.groups.resolution import GroupPage, source_of, text_language
from wagtail_migration_events.vocabularies.languages import normalise_tag, same_reading

KEY = "6a8f7a5e-6f6c-4c43-9f3f-3a2f0b6e3c55"


class Translation(BaseModel):
    """The page of an event in one language."""

    locale: str = Field(description="BCP 47 tag under which it stands.", examples=["ar"])
    language: str = Field(description="BCP 47 tag of its text.", examples=["ar"])
    url: str = Field(
        description="Where readers find it.", examples=["https://example.org/ar/events/week/"]
    )
    state: str = Field(
        description="`source` (where facts are edited), `translated`, or `fallback` (in the words "
        "of another language).",
        examples=["translated"],
    )
    is_stale: bool = Field(
        description="Whether the source's text has changed since it was translated.",
        examples=[False],
    )
    stale_fields: list[str] = Field(
        description="The texts that are older than the source's.", examples=[["summary"]]
    )
    updated_at: dt.datetime | None = Field(
        description="When it was last published.", examples=["2027-02-01T08:30:00Z"]
    )


class Links(BaseModel):
    """Other forms of the event."""

    self: str = Field(
        description="This event in the API, in this language.",
        examples=[f"https://example.org/api/events/{KEY}/?locale=en"],
    )
    icalendar: str = Field(
        description="As a calendar file; empty where the site offers none.",
        examples=["https://example.org/en/events/week/event.ics"],
    )


@event_field(UUID, "The same in all languages, for ever.", KEY, in_lists=InLists.ALWAYS)
def key(event: GroupPage, together: EventsTogether) -> Any:
    return source_of(event.page).translation_key


@event_field(
    str, "BCP 47 tag of the language under which the page stands.", "en", in_lists=InLists.ALWAYS
)
def locale(event: GroupPage, together: EventsTogether) -> str:
    return normalise_tag(event.page.locale.language_code)


@event_field(
    str,
    "Where readers find the page.",
    "https://example.org/en/events/week/",
    in_lists=InLists.ALWAYS,
)
def url(event: GroupPage, together: EventsTogether) -> str:
    return page_address(event.page, together.request)


@event_field(
    Links,
    "Other forms of the event.",
    {"self": f"https://example.org/api/events/{KEY}/?locale=en", "icalendar": ""},
)
def links(event: GroupPage, together: EventsTogether) -> dict[str, str]:
    request = together.request
    return {
        "self": event_address(request, key(event, together), together.language),
        "icalendar": format_address(event.page, EVENT_FILE, request),
    }


@event_field(
    list[Translation],
    "The event in every language in which it is public, itself included.",
    [],
)
def translations(event: GroupPage, together: EventsTogether) -> list[dict[str, Any]]:
    pages = together.translations[str(key(event, together))]
    found = [_translation(page, event, together) for page in pages]
    places = {tag: place for place, tag in enumerate(site_languages())}
    return sorted(found, key=lambda each: places.get(each["locale"], len(places)))


def _translation(page: Any, event: GroupPage, together: EventsTogether) -> dict[str, Any]:
    group = group_of(event.page)
    own, spoken = normalise_tag(page.locale.language_code), text_language(page)
    state = "translated" if same_reading(own, spoken) else "fallback"
    if group is not None and group.origin_id == page.pk:
        state = "source"
    stale = together.stale_names.get(page.pk, [])
    return {
        "locale": own,
        "language": spoken,
        "url": page_address(page, together.request),
        "state": state,
        "is_stale": bool(stale),
        "stale_fields": stale,
        "updated_at": page.last_published_at,
    }


@event_field(
    dt.datetime | None,
    "When the page was first published.",
    "2027-01-15T09:00:00Z",
    in_lists=InLists.ALWAYS,
)
def published_at(event: GroupPage, together: EventsTogether) -> Any:
    return event.page.first_published_at


@event_field(
    dt.datetime | None,
    "When the page, or the facts of the event, were last published.",
    "2027-02-01T08:30:00Z",
    in_lists=InLists.ALWAYS,
)
def updated_at(event: GroupPage, together: EventsTogether) -> Any:
    return last_change(event.page)


@event_field(int, "Rises with every change of facts (RFC 5545 §3.8.7.4).", 3)
def sequence(event: GroupPage, together: EventsTogether) -> int:
    group = group_of(event.page)
    return group.sequence if group else 0
