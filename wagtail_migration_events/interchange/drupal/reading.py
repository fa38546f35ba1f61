"""From the documents of a Drupal site to neutral records, through a mapping."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.drupal.documents import Document, documents_in, items_of
from wagtail_migration_events.interchange.drupal.resources import (
    Included,
    address_of,
    cells_of,
)
from wagtail_migration_events.interchange.mapping.applying import row_of
from wagtail_migration_events.interchange.mapping.field_parts import NOT_SUGGESTED, add_parts
from wagtail_migration_events.interchange.mapping.headers import suggested_columns
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.source.keeping import is_blank
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    SourceRecord,
    Unit,
)

#: Fields of every node of a stock Drupal; the others a site has made itself.
_STOCK = {
    "id": ["id"],
    "title": ["title"],
    "lang": ["langcode"],
}
#: What a site's own fields are not taken for, because Drupal says it in these.
_NOT_SUGGESTED = frozenset(_STOCK) | {"url", "group", "status"}
_NO_LANGUAGE = frozenset({"und", "zxx", ""})


def read_drupal(path: Path, options: ReadingOptions) -> Records:
    """Yield the records of a JSON:API document, or of a folder of them.

    :raises OSError: if it cannot be read.
    :raises UnreadableFile: if there is no document at all.
    """
    yield from records_in(documents_in(path), options)


def records_in(documents: Iterable[Document], options: ReadingOptions) -> Records:
    """Yield the records of documents, each event once for each of its languages."""
    plan: ColumnPlan | None = options.mapping
    seen: dict[tuple[str, str], str] = {}
    read: set[str] = set()
    awaited: dict[str, str] = {}
    number = twice = 0
    for document in documents:
        if document.refusal:
            number += 1
            text = f"{document.name}: {document.refusal}"
            yield SourceRecord(number, document.position, None, text, unit=Unit.ITEM)
            continue
        read.add(document.address)
        if document.next_address:
            awaited[document.next_address] = document.name
        included = Included(document)
        for item in items_of(document):
            number += 1
            cells, missing = cells_of(item, included)
            if plan is None or not plan.columns:
                plan = suggested_for(cells, plan)
                yield FileNote(_taken(plan))
            row = _row(item, document, cells, plan, options)
            key = (str(row.get("id")), str(row.get("lang")))
            digest = _digest(item)
            if seen.get(key) == digest:
                twice += 1
                continue
            seen[key] = digest
            yield _record(document, row, number, missing)
    yield from _closing_notes(twice, {a: name for a, name in awaited.items() if a not in read})


def suggested_for(cells: dict[str, Any], plan: ColumnPlan | None = None) -> ColumnPlan:
    """Return the mapping that the names of Drupal's fields suggest."""
    columns = {column: list(names) for column, names in _STOCK.items() if names[0] in cells}
    for header, column in suggested_columns(fields_of(cells)).items():
        if column not in _NOT_SUGGESTED:
            columns.setdefault(column, [header])
    add_parts(columns, cells)
    if plan is None:
        return ColumnPlan(columns)
    return ColumnPlan(columns, plan.defaults, plan.split, plan.words, plan.table)


def fields_of(cells: dict[str, Any]) -> list[str]:
    """Return the names of the cells that hold what editors wrote, the best of each field."""
    shown = [
        name
        for name in cells
        if name.startswith(("field_", "body")) and not name.endswith(NOT_SUGGESTED)
    ]
    rank = {"summary": 3, "processed": 0, "value": 1, "uri": 1, "end_value": 4}
    return sorted(shown, key=lambda name: rank.get(name.rpartition(".")[2], 2))


def _row(
    item: dict[str, Any],
    document: Document,
    cells: dict[str, Any],
    plan: ColumnPlan,
    options: ReadingOptions,
) -> dict[str, Any]:
    """Return the row of a resource; what Drupal itself knows needs no mapping."""
    row = row_of(plan, cells, options.language)
    # Configuration that a form of Drupal shows nowhere, and what search engines are told.
    row["raw_fields"].pop("metatag", None)
    if is_blank(row.get("url")) and (address := address_of(item, document)):
        row["url"] = address
    if str(row.get("lang") or "").lower() in _NO_LANGUAGE and options.language:
        row["lang"] = options.language
    for column, names in _STOCK.items():
        if column not in plan.columns and column != "lang":
            row[column] = cells.get(names[0])
    if "lang" not in plan.columns and isinstance(cells.get("langcode"), str):
        row["lang"] = cells["langcode"] if cells["langcode"] not in _NO_LANGUAGE else row["lang"]
    row.setdefault("group", row.get("id"))
    _add_past(row, cells)
    return row


def _add_past(row: dict[str, Any], cells: dict[str, Any]) -> None:
    """Add what Drupal knows of a page's past, where no mapping says otherwise."""
    if cells.get("status") is False:
        row.setdefault("private", True)
    for column, name in (("published", "created"), ("owner", "uid")):
        if is_blank(row.get(column)) and name in cells:
            row[column] = cells[name]


def _record(
    document: Document, row: dict[str, Any], number: int, missing: list[str]
) -> SourceRecord:
    notes = []
    if missing:
        message = _(
            "Terms are not in the document, only their identifiers: %(names)s. Ask for "
            "them with “include=%(names)s”."
        )
        notes.append(message % {"names": ",".join(missing)})
    return SourceRecord(
        number,
        document.position,
        row,
        notes=tuple(notes),
        unit=Unit.ITEM,
        source=_source_of(document),
        file=document.name,
    )


def _digest(item: dict[str, Any]) -> str:
    content = json.dumps(item.get("attributes"), sort_keys=True, default=str)
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def _source_of(document: Document) -> str:
    try:
        return (urlsplit(document.address).hostname or "drupal")[:255]
    except ValueError:
        return "drupal"


def _taken(plan: ColumnPlan) -> str:
    pairs = (f"{column} = “{headers[0]}”" for column, headers in plan.columns.items())
    message = _("No mapping was given; fields are taken for what they are called: %(pairs)s.")
    return message % {"pairs": ", ".join(pairs)}


def _closing_notes(twice: int, missing: dict[str, str]) -> Iterator[FileNote]:
    if twice:
        message = _("%(number)d items came a second time, word for word, and were passed over.")
        yield FileNote(message % {"number": twice})
    for address, name in missing.items():
        message = _("%(file)s has a next page, which was not read: %(address)s")
        yield FileNote(message % {"file": name, "address": address})
