"""The material of an event, its image, and what else the site itself says of it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from wagtail_migration_events.api.asking.language import Coded, Text, coded, text
from wagtail_migration_events.api.content.images import CARD, WORDS, PageImage, renditions_of
from wagtail_migration_events.api.content.site_content import BODY, Content, content_of
from wagtail_migration_events.api.event.field import InLists, event_field
from wagtail_migration_events.api.event.texts import TITLE
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.events.display.material import resources_of
from wagtail_migration_events.events.facts.material import ResourceKind
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.closed_collections import closed_collections
from wagtail_migration_events.groups.links.addresses import file_address
from wagtail_migration_events.groups.resolution import GroupPage
from wagtail_migration_events.vocabularies.languages import UNDETERMINED

AGENDA = {
    "title": {**TITLE, "text": "Programme", "language": "fr", "is_fallback": True},
    "url": "https://example.org/documents/7/programme.pdf",
    "kind": {"code": "agenda", "label": "Agenda"},
    "language": "fr",
    "file_type": "PDF",
    "file_size": 48213,
}


class EventResource(BaseModel):
    """A document or a link."""

    title: Text = Field(description="In the language of the material.", examples=[AGENDA["title"]])
    url: str = Field(description="Where it is.", examples=[AGENDA["url"]])
    kind: Coded | None = Field(description="What it is.", examples=[AGENDA["kind"]])
    language: str = Field(
        description="BCP 47 tag of the material; `und` if nobody knows.", examples=["fr"]
    )
    file_type: str = Field(description="Empty for a link.", examples=["PDF"])
    file_size: int | None = Field(
        description="In bytes; null for a link, or if not known.", examples=[48213]
    )


@event_field(
    list[EventResource],
    "Documents and links, each in its own language.",
    [AGENDA],
    in_lists=InLists.NEVER,
)
def resources(event: GroupPage, together: EventsTogether) -> list[dict[str, Any]]:
    if not getattr(event.page, "resources", None):
        return []
    closed = closed_collections(together.request)
    return [
        {
            "title": text(each.title, each.language or UNDETERMINED, together.language),
            "url": file_address(each.url, together.request),
            "kind": coded(each.kind_code, ResourceKind),
            "language": each.language or UNDETERMINED,
            "file_type": each.file_type,
            "file_size": each.file_size,
        }
        for each in resources_of(event.page, together.language, closed)
    ]


@event_field(
    PageImage | None,
    "The image; null if there is none.",
    {"alt": WORDS, "renditions": {"card": CARD}},
)
def image(event: GroupPage, together: EventsTogether) -> dict[str, Any] | None:
    found = together.images.get(event.page.pk)
    if found is None:
        return None
    words = getattr(event.page, "image_alt", "")
    return {
        "alt": text(words, event.language, together.language) if words else None,
        "renditions": renditions_of(found, together.renditions, together.request),
    }


@event_field(
    dict[str, Content | None],
    "The texts of the page that are the site's own, such as `body`, by name; null if empty.",
    {"body": BODY},
    in_lists=InLists.NEVER,
)
def content(event: GroupPage, together: EventsTogether) -> dict[str, Any]:
    names = [name for name in type(event.page).event_text if name not in EventPageMixin.event_text]
    return content_of(event, names, together.reader, together.renditions)
