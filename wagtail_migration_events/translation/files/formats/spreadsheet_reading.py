"""Workbooks that come back, perhaps through other programs, perhaps with what nobody expects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from wagtail_migration_events.translation.files.formats.markup import from_readable
from wagtail_migration_events.translation.files.formats.spreadsheet import KEY, TARGET
from wagtail_migration_events.translation.files.pieces import BadFile, Returned, split_full_key

#: Bytes that all parts of a workbook may have together when they are unpacked.
LARGEST_UNPACKED = 20_000_000
MOST_PARTS = 200
MOST_SHEETS = 20
MOST_ROWS = 10_000
_ESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")


def read_spreadsheet(content: bytes) -> list[Returned]:
    """Return the rows of all sheets that have a key or a translation.

    :raises BadFile: if it is no workbook, or one that is too large when it is unpacked.
    """
    unpacked_size(content)
    try:
        # Read-only: nothing is kept of styles and links; formulas are not computed.
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        rows = [row for sheet in book.worksheets[:MOST_SHEETS] for row in _rows_of(sheet)]
    except Exception as error:  # of many kinds, for what is damaged
        raise BadFile(_("This is no XLSX workbook, or it is damaged.")) from error
    if not any(row.key for row in rows):
        raise BadFile(
            _("No row has a key. The keys stand in the first column; leave it as it was.")
        )
    return rows


def unpacked_size(content: bytes) -> int:
    """Return how many bytes a workbook has when it is unpacked.

    Python reads no more of a part than the directory of the archive says it has.

    :raises BadFile: if it is no archive, or too large to be a workbook for translators.
    """
    try:
        parts = ZipFile(BytesIO(content)).infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise BadFile(_("This is no XLSX workbook, or it is damaged.")) from error
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise BadFile(_("The workbook is too large when it is unpacked."))
    return size


def _rows_of(sheet: Any) -> Iterator[Returned]:
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=TARGET)
    for number, row in enumerate(rows, start=1):
        cells = list(row) + [None] * (TARGET - len(row))
        key, target = cells[KEY - 1], cells[TARGET - 1]
        text, fault = _text_of(target)
        translation, piece = split_full_key(_text_of(key)[0])
        if piece or (number > 1 and (text.strip() or fault)):
            where = _("row %(number)d") % {"number": number}
            yield Returned(translation, piece, from_readable(text), where=where, fault=fault)


def _text_of(cell: Any) -> tuple[str, str]:
    """Return the text of a cell, and what is wrong with it. A formula is the text it is."""
    value = getattr(cell, "value", None)
    if value is None:
        return "", ""
    if isinstance(value, str):
        if cell.data_type == "e":
            return "", _("The cell holds an error of the spreadsheet.")
        return _ESCAPED.sub("_", value), ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.15g}", ""
    return "", _("The cell holds no text. Give it the format “Text” and type it again.")
