"""JSON:API documents of Drupal in files: one, or a folder of the pages of a collection."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.interchange.text_files import check_size, encoding_of

LARGEST_DOCUMENT = 100 * 1024 * 1024
MOST_FILES = 10_000


@dataclass(frozen=True)
class Document:
    """One document, or why the file holds none. ``position`` is in bytes of all files."""

    name: str
    position: int
    content: dict[str, Any]
    refusal: str = ""

    @property
    def address(self) -> str:
        return link_of(self.content, "self")

    @property
    def next_address(self) -> str:
        return link_of(self.content, "next")


def documents_in(path: Path) -> Iterator[Document]:
    """Yield the documents of a file, or of the files of a folder in their natural order, but those
    with translations after the rest: the language that comes first is the source of facts."""
    position = 0
    files = files_in(path)
    for file in sorted(files, key=_has_translations) if len(files) > 1 else files:
        try:
            position += file.stat().st_size
            yield Document(file.name, position, _read(file))
        except UnreadableFile as error:
            yield Document(file.name, position, {}, str(error))
        except OSError as error:
            yield Document(file.name, position, {}, str(error.strerror or error))


def files_in(path: Path) -> list[Path]:
    """Return the files to read: the one, or those of a folder whose names end in ``.json``.

    :raises UnreadableFile: if there is none.
    """
    if not path.is_dir():
        return [path]
    found = [each for each in path.iterdir() if each.suffix.lower() == ".json" and each.is_file()]
    if not found:
        raise UnreadableFile(
            _("The folder cannot be read: no file in it ends in .json. Put the documents into it.")
        )
    return sorted(found, key=_natural)[:MOST_FILES]


def items_of(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the resources that a document is about."""
    data = document.content["data"]
    for item in data if isinstance(data, list) else [data]:
        yield as_dict(item)


def as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def link_of(content: dict[str, Any], name: str) -> str:
    """Return a link of a document or resource, written as an address or as an object."""
    links = content.get("links")
    link = links.get(name) if isinstance(links, dict) else None
    if isinstance(link, dict):
        link = link.get("href")
    return link if isinstance(link, str) else ""


def _has_translations(path: Path) -> bool:
    """Whether there is a node in a language in which it was not written first."""
    try:
        items = items_of(Document(path.name, 0, _read(path)))
    except (UnreadableFile, OSError):
        return False
    nodes = (as_dict(item.get("attributes")) for item in items)
    return any(node.get("default_langcode") is False for node in nodes)


def _natural(path: Path) -> list[tuple[int, str]]:
    parts = re.findall(r"\d{1,18}|\D+", path.name)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _read(path: Path) -> dict[str, Any]:
    check_size(path, LARGEST_DOCUMENT)
    encoding = encoding_of(path)
    text = path.read_bytes().decode(encoding.name, errors="replace").lstrip("\ufeff")
    try:
        content = json.loads(text)
    except RecursionError:
        raise UnreadableFile(
            _("The document is nested too deeply. Fetch it again from the site’s JSON:API.")
        ) from None
    except ValueError as error:
        where = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        message = _(
            "The document is not JSON, or is cut off (line %(line)d, column "
            "%(column)d). Fetch it again."
        )
        raise UnreadableFile(message % {"line": where[0], "column": where[1]}) from None
    if not isinstance(content, dict) or not isinstance(content.get("data"), list | dict):
        raise UnreadableFile(
            _(
                "The file holds no JSON:API document: “data” is missing. Save what the "
                "site’s JSON:API answers."
            )
        )
    return content
