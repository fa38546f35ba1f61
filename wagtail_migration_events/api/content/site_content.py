"""The texts of a page that are the site's own, as HTML and, where it has blocks, as structure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.html import linebreaks
from pydantic import BaseModel, Field
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage
from wagtail.rich_text import expand_db_html

from wagtail_migration_events.api.asking.endpoint import Reader
from wagtail_migration_events.api.asking.language import text
from wagtail_migration_events.api.content.blocks import Structure
from wagtail_migration_events.api.content.images import learn_renditions
from wagtail_migration_events.api.content.links import LinkedPages, leaves
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import GroupPage

PARAGRAPH = "<p>Join <a href='https://example.org/en/events/week/'>the week</a>.</p>"
BODY = {
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
    "html": PARAGRAPH,
    "text": None,
    "blocks": [{"type": "paragraph", "id": "5f1d", "value": PARAGRAPH}],
}


class Content(BaseModel):
    """A text of the site's own."""

    language: str = Field(description="BCP 47 tag of the text.", examples=["en"])
    direction: str = Field(description="`ltr` or `rtl`, for the attribute `dir`.", examples=["ltr"])
    is_fallback: bool = Field(
        description="Whether this is another language than was asked for.", examples=[False]
    )
    html: str = Field(
        description="To be printed as it is: links are absolute and lead to pages in the language "
        "that was asked for, and nothing in it runs.",
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


def content_of(
    entry: GroupPage, names: Collection[str], reader: Reader, renditions: Collection[str]
) -> dict[str, dict[str, Any] | None]:
    """Return :class:`Content` by name; None for a text that is empty.

    The number of queries does not depend on how much there is.

    :param names: those texts of the page that the package does not know.
    :param renditions: names of the sizes in which images are wanted.
    """
    page = entry.page
    fields = _fields(page, names)
    values = {name: _own_copy(field, getattr(page, field.name)) for name, field in fields.items()}
    rich = {name for name, field in fields.items() if isinstance(field, RichTextField)}
    streams = [value for value in values.values() if isinstance(value, StreamValue)]
    found = [leaf for stream in streams for leaf in leaves(stream)]
    links = LinkedPages([str(values[name] or "") for name in rich], found, reader)
    links.put_into(found)
    learn_renditions([leaf.value for leaf in found if isinstance(leaf.value, AbstractImage)])
    told = Structure(reader.request, renditions, page_address(page, reader.request))
    written_in = text("", entry.language, reader.language)
    answer: dict[str, dict[str, Any] | None] = {}
    for name, value in values.items():
        source = links.rewritten(str(value or "")) if name in rich else value
        said = _said(source, is_rich=name in rich, told=told) if value else None
        answer[name] = {**written_in, **said} if said is not None else None
    return answer


def _fields(page: Any, names: Collection[str]) -> Mapping[str, Any]:
    columns = {name: field_name_of(type(page), name) for name in names}
    return {name: page._meta.get_field(column) for name, column in columns.items() if column}


def _own_copy(field: Any, value: Any) -> Any:
    """Return blocks that may be changed; the page keeps its own."""
    if not isinstance(value, StreamValue):
        return value
    return field.stream_block.to_python(field.stream_block.get_prep_value(value))


def _said(value: Any, *, is_rich: bool, told: Structure) -> dict[str, Any]:
    if isinstance(value, StreamValue):
        html = value.stream_block.render(value, {"request": told.request})
        blocks = told.of(value.stream_block, value)
        return {"html": told.html(str(html)), "text": None, "blocks": blocks}
    if is_rich:
        return {"html": told.html(expand_db_html(value)), "text": None, "blocks": None}
    return {"html": linebreaks(str(value), autoescape=True), "text": str(value), "blocks": None}
