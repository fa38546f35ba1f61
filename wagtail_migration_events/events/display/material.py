"""The documents and links of an event, each in its own language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.facts.material import ResourceKind
from wagtail_migration_events.events.facts.spoken_languages import language_name


@dataclass(frozen=True, slots=True)
class Resource:
    """One document or link.

    Attributes:
        kind: in words; "" if none is given. ``kind_code`` is what programs know it by.
        file_type: "PDF" and the like, "" for a link.
        file_size: in bytes; None for a link, and where nobody has noted it.
    """

    title: str
    url: str
    language: str
    language_name: str
    kind: str
    kind_code: str
    file_type: str
    file_size: int | None


def resources_of(event: Any, language: str, closed: Collection[int]) -> list[Resource]:
    """Return the material that can be opened, in the editor's order.

    :param language: BCP 47 tag of the language in which kinds and languages are named.
    :param closed: primary keys of collections whose documents are left out.
    """
    values = [block.value for block in event.resources or []]
    found = [_resource(value, language) for value in values if not _is_in(closed, value)]
    return [resource for resource in found if resource is not None]


def _is_in(collections: Collection[int], value: Any) -> bool:
    document = value.get("document")
    return document is not None and document.collection_id in collections


def _resource(value: Any, language: str) -> Resource | None:
    document = value.get("document")
    url = document.url if document is not None else web_link(value.get("url"))
    if not url:
        return None
    kind, spoken = value.get("kind") or "", value.get("language") or ""
    return Resource(
        title=value.get("title") or (document.title if document is not None else url),
        url=url,
        language=spoken,
        language_name=language_name(spoken, language) if spoken else "",
        kind=str(ResourceKind(kind).label) if kind in ResourceKind else "",
        kind_code=kind,
        file_type=document.file_extension.upper() if document is not None else "",
        file_size=document.file_size if document is not None else None,
    )
