"""From the addresses of a row to the image and the material of its event."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.material import ResourceKind
from wagtail_migration_events.interchange.source.source_event import SourceEvent, quoted
from wagtail_migration_events.interchange.source_files.files import (
    DOCUMENT,
    IMAGE,
    SourceFiles,
    title_of,
)

#: Values that are other ones once a file is on the site.
FROM_FILES = frozenset({"image", "resources"})


def files_of(event: SourceEvent) -> Iterator[tuple[str, str]]:
    """Yield kind and address of each file that an event names."""
    if event.image:
        yield IMAGE, event.image
    for address in event.documents or ():
        yield DOCUMENT, address


def fill_files(event: SourceEvent, files: SourceFiles) -> None:
    """Give an event its image and its material; say what is left as a link, and why."""
    for kind, address in files_of(event):
        if reason := files.reason(kind, address):
            message = _("%(address)s was not fetched and stays a link. %(reason)s")
            event.notes.append(message % {"address": quoted(address), "reason": reason})
    if event.image is not None:
        event.values["image"] = files.made(IMAGE, event.image)
        if event.image and event.values["image"] is None and not files.reason(IMAGE, event.image):
            message = _("The image %(address)s is kept in the record.")
            event.notes.append(message % {"address": quoted(event.image)})
    if event.documents is not None:
        language = event.text_language
        event.values["resources"] = [
            _block(files.made(DOCUMENT, address), address, language) for address in event.documents
        ]


def _block(document: int | None, address: str, language: str) -> dict[str, Any]:
    """Return a block of material, with the same identifier whenever the source is read."""
    value = {"kind": ResourceKind.OTHER.value, "language": language, "title": title_of(address)}
    of_kind = {"url": address} if document is None else {"document": document}
    return {
        "type": "link" if document is None else "document",
        "value": {**value, **of_kind},
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, address)),
    }
