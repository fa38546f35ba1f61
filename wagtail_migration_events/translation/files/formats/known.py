"""The formats that a person can choose, and how to tell which one a file is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.translation.files.formats.po import read_po, write_po
from wagtail_migration_events.translation.files.formats.spreadsheet import write_spreadsheet
from wagtail_migration_events.translation.files.formats.spreadsheet_reading import (
    read_spreadsheet,
    unpacked_size,
)
from wagtail_migration_events.translation.files.formats.xliff import (
    can_use_xliff,
    read_xliff,
    write_xliff,
)
from wagtail_migration_events.translation.files.pieces import BadFile, Returned, Work

#: Bytes of one file; the text of a long event has some ten thousand.
LARGEST_FILE = 5_000_000
ZIP = b"PK\x03\x04"
_WORKBOOK = "xl/workbook.xml"
#: What stands in documents of Microsoft Office and of LibreOffice.
OTHER_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype"})
_XML = re.compile(rb"\s*<(\?xml|xliff|!)")
#: Of UTF-8 and UTF-16, in either of which XML may be.
_MARKS_OF_ENCODING = re.compile(rb"[\x00\xef\xbb\xbf\xff\xfe]")


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is written and read.

    Attributes:
        name: in addresses, and the ending of file names.
        short: what its button says.
        tool: what wagtail-localize notes as the tool of a translation.
    """

    name: str
    short: str
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
            "XLSX",
            gettext_lazy("Spreadsheet (XLSX), for Excel and LibreOffice"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX file",
            write_spreadsheet,
            read_spreadsheet,
        ),
        Format(
            "po",
            "PO",
            gettext_lazy("PO, for Poedit and other translation programs"),
            "text/x-gettext-translation; charset=utf-8",
            "PO file",
            write_po,
            read_po,
        ),
        Format(
            "xlf",
            "XLIFF",
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


def is_archive(file: BinaryIO) -> bool:
    """Whether this is a zip file, and no workbook.

    :raises BadFile: if it is another kind of document that is packed in this way.
    """
    start = file.read(len(ZIP))
    file.seek(0)
    if start != ZIP:
        return False
    names = _names_in(file)
    file.seek(0)
    if _WORKBOOK in names:
        return False
    if not names.isdisjoint(OTHER_DOCUMENTS):
        raise BadFile(_("This is another kind of document. Save it as an XLSX workbook."))
    return True


def _names_in(file: BinaryIO) -> set[str]:
    try:
        return set(ZipFile(file).namelist())
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise BadFile(_("The file is damaged: it cannot be unpacked.")) from error


def read_file(content: bytes) -> tuple[Format, list[Returned]]:
    """Return the format of a file, by what is in it and not by its name, and its pieces.

    :raises BadFile: if it is none of the formats, or damaged.
    """
    if len(content) > LARGEST_FILE:
        raise BadFile(_("The file is too large."))
    found = FORMATS[kind_of(content)]
    return found, found.read(content)


def size_of(content: bytes) -> int:
    """Return the bytes of a file, of a workbook those that it has when it is unpacked.

    :raises BadFile: if it is none of the formats, or too large.
    """
    return unpacked_size(content) if kind_of(content) == "xlsx" else len(content)


def kind_of(content: bytes) -> str:
    """Return the name of the format that a file seems to be in.

    :raises BadFile: if it is none of them.
    """
    if not content.strip():
        raise BadFile(_("The file is empty."))
    if content.startswith(ZIP):
        if is_archive(BytesIO(content)):
            raise BadFile(_("An archive in an archive is not opened."))
        return "xlsx"
    if _XML.match(_MARKS_OF_ENCODING.sub(b"", content[:200])):
        return "xlf"
    if b"msgid" in content.replace(b"\x00", b""):  # in UTF-16 too, to be told of that
        return "po"
    raise BadFile(_("This is no PO, XLIFF or XLSX file."))
