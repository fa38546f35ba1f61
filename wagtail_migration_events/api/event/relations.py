"""Who holds an event, and which larger events it is part of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from wagtail_migration_events.api.asking.addresses import event_address
from wagtail_migration_events.api.asking.language import Coded, Text, coded, text
from wagtail_migration_events.api.event.field import InLists, event_field
from wagtail_migration_events.api.event.identity import KEY
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.groups.resolution import GroupPage
from wagtail_migration_events.organizers.links import OrganizerRole

NAME = {
    "text": "International Organization for Migration",
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
}


class OrganizerOfEvent(BaseModel):
    """An organizer whose page is public, in its role."""

    code: str = Field(description="Known in filters and exports.", examples=["iom"])
    key: UUID = Field(description="The same in all languages.", examples=[KEY])
    name: Text = Field(description="In full.", examples=[NAME])
    acronym: str = Field(description="The name again if it has none.", examples=["IOM"])
    role: Coded = Field(
        description="What it does.", examples=[{"code": "lead", "label": "Lead organizer"}]
    )
    href: str = Field(
        description="Where the API tells more of it.",
        examples=["https://example.org/api/events/organizers/iom/?locale=en"],
    )


class Umbrella(BaseModel):
    """A larger event."""

    key: UUID = Field(description="The same in all languages.", examples=[KEY])
    title: Text = Field(
        description="What it is called.", examples=[{**NAME, "text": "Migration Week"}]
    )
    href: str = Field(
        description="Where the API tells more of it.",
        examples=[f"https://example.org/api/events/{KEY}/?locale=en"],
    )


@event_field(
    list[OrganizerOfEvent],
    "Who holds it, in the order that the editors chose.",
    [
        {
            "code": "iom",
            "key": KEY,
            "name": NAME,
            "acronym": "IOM",
            "role": {"code": "lead", "label": "Lead organizer"},
            "href": "https://example.org/api/events/organizers/iom/?locale=en",
        }
    ],
    in_lists=InLists.ALWAYS,
)
def organizers(event: GroupPage, together: EventsTogether) -> list[dict[str, Any]]:
    names = together.organizers
    return [
        {
            "code": name.code,
            "key": link.organizer,
            "name": text(name.full.text, name.full.language, together.language),
            "acronym": name.short.text if name.short.text != name.full.text else "",
            "role": coded(link.role, OrganizerRole),
            "href": together.organizer_href(name.code or link.organizer),
        }
        for link in together.organizer_links[event.page.pk]
        if (name := names.get(str(link.organizer)))
    ]


@event_field(
    list[Umbrella],
    "The larger events that it is part of, as far as they are public.",
    [{"key": KEY, "title": {**NAME, "text": "Migration Week"}, "href": ""}],
    in_lists=InLists.ALWAYS,
)
def part_of(event: GroupPage, together: EventsTogether) -> list[dict[str, Any]]:
    keys = [str(key) for key in getattr(event.page, "part_of", None) or []]
    return [
        {
            "key": key,
            "title": text(label.text, label.language, together.language),
            "href": event_address(together.request, key, together.language),
        }
        for key in keys
        if key in together.umbrellas
        for label in [together.umbrellas[key][0]]
    ]
