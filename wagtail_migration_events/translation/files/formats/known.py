"""The formats that a person can choose, and how to tell which one a file is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.translation.files.formats.po import read_po, write_po
from wagtail_migration_events.translation.files.formats.spreadsheet import write_spreadsheet
from wagtail_migration_events.translation.files.formats.spreadsheet_reading import read_spreadsheet
from wagtail_migration_events.translation.files.formats.xliff import (
    can_use_xliff,
    read_xliff,
    write_xliff,
)
from wagtail_migration_events.translation.files.pieces import BadFile, Returned, Work

#: Bytes of one file; the text of a long event has some ten thousand.
LARGEST_FILE = 5_000_000
ZIP = b"PK\x03\x04"
_WORKBOOK = b"xl/workbook.xml"
_XML = re.compile(rb"\s*<(\?xml|xliff|!)")
#: Of UTF-8 and UTF-16, in either of which XML may be.
_MARKS_OF_ENCODING = re.compile(rb"[\x00\xef\xbb\xbf\xff\xfe]")


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is written and read.

    Attributes:
        name: in addresses, and the ending of file names.
        tool: what wagtail-localize notes as the tool of a translation.
    """

    name: str
    label: str | Promise
    content_type: str
    tool: str
    write: Callable[[Work], bytes]
    read: Callable[[bytes], list[Returned]]


FORMATS = {
    each.name: each
    for each in (
        Format(
            "xlsx",
            gettext_lazy("Spreadsheet (XLSX), for Excel and LibreOffice"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX file",
            write_spreadsheet,
            read_spreadsheet,
        ),
        Format(
            "po",
            gettext_lazy("PO, for Poedit and other translation programs"),
            "text/x-gettext-translation; charset=utf-8",
            "PO file",
            write_po,
            read_po,
        ),
        Format(
            "xlf",
            gettext_lazy("XLIFF 1.2, for translation agencies"),
            "application/xliff+xml; charset=utf-8",
            "XLIFF file",
            write_xliff,
            read_xliff,
        ),
    )
}


def usable_formats() -> list[Format]:
    """Return the formats that this site can write: XLIFF only with the extra ``[xliff]``."""
    return [each for each in FORMATS.values() if each.name != "xlf" or can_use_xliff()]


def is_archive(content: bytes) -> bool:
    """Whether this is a zip file and no workbook."""
    return content.startswith(ZIP) and _WORKBOOK not in content


def read_file(content: bytes) -> tuple[Format, list[Returned]]:
    """Return the format of a file, by what is in it and not by its name, and its pieces.

    :raises BadFile: if it is none of the formats, or damaged.
    """
    if len(content) > LARGEST_FILE:
        raise BadFile(_("The file is too large."))
    if not content.strip():
        raise BadFile(_("The file is empty."))
    found = FORMATS[_kind_of(content)]
    return found, found.read(content)


def _kind_of(content: bytes) -> str:
    if content.startswith(ZIP):
        if _WORKBOOK in content:
            return "xlsx"
        raise BadFile(_("This is an archive or another kind of document, not a translation."))
    if _XML.match(_MARKS_OF_ENCODING.sub(b"", content[:200])):
        return "xlf"
    if b"msgid" in content:
        return "po"
    raise BadFile(_("This is no PO, XLIFF or XLSX file."))
