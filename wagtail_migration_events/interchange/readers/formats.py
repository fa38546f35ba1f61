"""Which reader reads a file, by its name, by what it begins with, or as somebody says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.calendars.reading import read_calendar
from wagtail_migration_events.interchange.drupal.documents import documents_in, items_of
from wagtail_migration_events.interchange.drupal.reading import fields_of, read_drupal
from wagtail_migration_events.interchange.drupal.resources import Included, cells_of
from wagtail_migration_events.interchange.readers.comma_separated import csv_rows, read_csv
from wagtail_migration_events.interchange.readers.json_lines import read_lines
from wagtail_migration_events.interchange.readers.tables import header_and_example
from wagtail_migration_events.interchange.readers.workbooks import read_xlsx, xlsx_rows
from wagtail_migration_events.interchange.source.records import (
    ReadingOptions,
    Records,
    UnreadableFile,
)
from wagtail_migration_events.interchange.text_files import check_size

READERS: dict[str, Callable[[Path, ReadingOptions], Records]] = {
    "jsonl": read_lines,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "drupal": read_drupal,
    "ical": read_calendar,
}
_ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".ics": "ical", ".ical": "ical", ".icalendar": "ical", ".ifb": "ical", ".vcs": "ical",
}  # fmt: skip
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def register_reader(
    name: str, read: Callable[[Path, ReadingOptions], Records], *, endings: Iterable[str] = ()
) -> None:
    """Let ``events_import`` read files of a format that only this site has.

    :param name: what ``--format`` calls it.
    :param read: yields the records of a file, one by one.
    :param endings: of the names of such files, with their dots.
    :raises ValueError: if another reader has the name, or one of the endings.
    """
    taken = [each for each in endings if _ENDINGS.get(each, name) != name]
    if taken or READERS.get(name, read) is not read:
        raise ValueError(f"{', '.join(taken) or name} is read by another reader already.")
    READERS[name] = read
    _ENDINGS.update(dict.fromkeys(endings, name))


def known_endings() -> list[str]:
    """Return the endings of names of files that can be read, those of the site's readers too."""
    return sorted({*_ENDINGS, ".json", ".txt"})


def format_of(path: Path) -> str:
    """Return the format of a file, or of a folder of Drupal's documents.

    :raises OSError: if it cannot be read.
    :raises UnreadableFile: for an old or a locked workbook, and for what is no kind of table.
    """
    if path.is_dir():
        return "drupal"
    with path.open("rb") as file:
        beginning = file.read(65536)
    if beginning.startswith(_OLD_EXCEL):
        message = _(
            "This is an old Excel file, or one with a password. Save it as XLSX without one."
        )
        raise UnreadableFile(message)
    if found := _ENDINGS.get(path.suffix.lower()):
        return found
    start = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        return "ical"
    if start.startswith((b"{", b"[")):
        is_document = b'"jsonapi"' in beginning or (
            path.suffix == ".json" and b'"data"' in beginning
        )
        return "drupal" if is_document else "jsonl"
    if path.suffix.lower() == ".json":
        return "jsonl"  # which says what is wrong with it
    if _is_no_table(start):
        message = _("The file is of no kind that is read here. Save it as CSV, XLSX or iCalendar.")
        raise UnreadableFile(message)
    return "csv"


def _is_no_table(start: bytes) -> bool:
    is_utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    return start.startswith((b"%PDF", b"<")) or (b"\x00" in start and not is_utf16)


def read(path: Path, format_name: str, options: ReadingOptions) -> Records:
    """Yield the records of a file.

    :param format_name: one of :data:`READERS`; "" to find out.
    :raises OSError: if it cannot be read.
    :raises UnreadableFile: if nothing of it can be read.
    """
    if path.is_file():
        check_size(path)
    yield from READERS[format_name or format_of(path)](path, options)


def columns_of(
    path: Path, format_name: str, table: dict[str, Any] | None = None
) -> tuple[list[str], dict[str, Any]]:
    """Return the columns of a file and its first row, for the draft of a mapping.

    :raises OSError: if it cannot be read.
    :raises UnreadableFile: if it has no columns.
    """
    name = format_name or format_of(path)
    if name == "csv":
        return header_and_example(csv_rows(path, table))
    if name == "xlsx":
        return header_and_example(xlsx_rows(path, table))
    if name == "drupal":
        for document in documents_in(path):
            if document.refusal:
                raise UnreadableFile(f"{document.name}: {document.refusal}")
            for item in items_of(document):
                cells = cells_of(item, Included(document))[0]
                stock = [each for each in ("id", "title", "langcode") if each in cells]
                return [*stock, *fields_of(cells)], cells
        raise UnreadableFile(_("There is no item in the documents. Fetch a list that has some."))
    raise UnreadableFile(_("A file of this format has columns of its own, and needs no mapping."))
