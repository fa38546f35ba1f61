"""The material of an event, its image, and what else the site itself says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.html import linebreaks
from ninja import Field, Schema
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage
from wagtail.rich_text import expand_db_html

from wagtail_migration_events.api.content_blocks import Structure
from wagtail_migration_events.api.content_links import LinkedPages, leaves
from wagtail_migration_events.api.event_field import InLists, event_field
from wagtail_migration_events.api.event_texts import TITLE
from wagtail_migration_events.api.events_together import EventsTogether
from wagtail_migration_events.api.images import CARD, ImageFile, learn_renditions, renditions_of
from wagtail_migration_events.api.language import Coded, Text, coded, text
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.material import resources_of
from wagtail_migration_events.events.facts.material import ResourceKind
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.addresses import file_address, page_address
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
PARAGRAPH = "<p>Join <a href='https://example.org/en/events/week/'>the week</a>.</p>"


class EventResource(Schema):
    """A document or a link."""

    title: Text = Field(
        description="In the language of the material.", examples=[AGENDA["title"]]
    )
    url: str = Field(description="Where it is.", examples=[AGENDA["url"]])
    kind: Coded | None = Field(description="What it is.", examples=[AGENDA["kind"]])
    language: str = Field(
        description="BCP 47 tag of the material; `und` if nobody knows.", examples=["fr"]
    )
    file_type: str = Field(description="Empty for a link.", examples=["PDF"])
    file_size: int | None = Field(
        description="In bytes; null for a link, or if not known.", examples=[48213]
    )


class EventImage(Schema):
    """The image of an event."""

    alt: Text | None = Field(
        description="What it shows, for who does not see it; null if it only decorates.",
        examples=[{**TITLE, "text": "Delegates in the hall"}],
    )
    renditions: dict[str, ImageFile] = Field(
        description="Its files in the sizes that `renditions` asks for, by name.",
        examples=[{"card": CARD}],
    )


class Content(Schema):
    """A text of the site's own."""

    language: str = Field(description="BCP 47 tag of the text.", examples=["en"])
    direction: str = Field(description="`ltr` or `rtl`, for the attribute `dir`.", examples=["ltr"])
    is_fallback: bool = Field(
        description="Whether this is another language than was asked for.", examples=[False]
    )
    html: str = Field(
        description="To be printed as it is: links are absolute, lead to pages in the language that "
        "was asked for, and nothing in it runs.",
        examples=[PARAGRAPH],
    )
    text: str | None = Field(
        description="Where the site has plain text, just that.", examples=["Join the week."]
    )
    blocks: list[dict[str, Any]] | None = Field(
        description="Where the site has blocks: each has `type`, `id` and `value`. Images are "
        "`{url, width, height, alt, renditions}`, documents and pages `{url, title}`, rich text is "
        "HTML.",
        examples=[[{"type": "paragraph", "id": "5f1d", "value": PARAGRAPH}]],
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
    return [
        {
            "title": text(each.title, each.language or UNDETERMINED, together.language),
            "url": file_address(each.url, together.request),
            "kind": coded(each.kind_code, ResourceKind),
            "language": each.language or UNDETERMINED,
            "file_type": each.file_type,
            "file_size": each.file_size,
        }
        for each in resources_of(event.page, together.language)
    ]


@event_field(
    EventImage | None,
    "The image; null if there is none.",
    {"alt": {**TITLE, "text": "Delegates in the hall"}, "renditions": {"card": CARD}},
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
    "The texts of the page that are the site's own, such as `body`, by name; null for an empty one.",
    {"body": {**TITLE, "text": None, "html": PARAGRAPH, "blocks": None}},
    in_lists=InLists.NEVER,
)
def content(event: GroupPage, together: EventsTogether) -> dict[str, Any]:
    values = {name: _own_copy(field, value) for name, field, value in _own_texts(event.page)}
    found = [
        leaf for value in values.values() if isinstance(value, StreamValue) for leaf in leaves(value)
    ]
    learn_renditions([leaf.value for leaf in found if isinstance(leaf.value, AbstractImage)])
    rich = {name for name, field, _value in _own_texts(event.page) if _is_rich(field)}
    links = LinkedPages([str(values[name] or "") for name in rich], found, together.reader)
    links.put_into(found)
    written = {
        name: links.rewritten(str(value or "")) if name in rich else value
        for name, value in values.items()
    }
    told = Structure(together, page_address(event.page, together.request))
    language = text("", event.language, together.language)
    return {
        name: {**language, **_said(value, name in rich, told)} if value else None
        for name, value in written.items()
    }


def _own_texts(page: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each text that the package does not know, with its field and its value."""
    for name in type(page).event_text:
        column = field_name_of(type(page), name) if name not in EventPageMixin.event_text else None
        if column is not None:
            yield name, page._meta.get_field(column), getattr(page, column)


def _is_rich(field: Any) -> bool:
    return isinstance(field, RichTextField)


def _own_copy(field: Any, value: Any) -> Any:
    """Return blocks that may be changed; the page keeps its own."""
    if not isinstance(value, StreamValue):
        return value
    return field.stream_block.to_python(field.stream_block.get_prep_value(value))


def _said(value: Any, is_rich: bool, told: Structure) -> dict[str, Any]:
    if isinstance(value, StreamValue):
        html = value.stream_block.render(value, {"request": told.request})
        blocks = told.of(value.stream_block, value)
        return {"html": told.html(str(html)), "text": None, "blocks": blocks}
    if is_rich:
        return {"html": told.html(expand_db_html(value)), "text": None, "blocks": None}
    return {"html": linebreaks(str(value), autoescape=True), "text": str(value), "blocks": None}
