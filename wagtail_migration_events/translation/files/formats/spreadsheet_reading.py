"""Workbooks that come back, perhaps through other programs, perhaps with what nobody expects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
#: Ours are four; people add some for their own notes.
MOST_COLUMNS = 20
#: Ends the heading of a column of texts, as ``French (fr)``.
_LANGUAGE = re.compile(r"\S \([a-z]{2,3}(-[A-Za-z0-9]+)*\)$")
#: Formats in which a number is shown as somebody has typed it; 0.5 may be shown as 50%.
_AS_TYPED = ("General", "@", "0")
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
    except BadFile:
        raise
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


@dataclass(frozen=True)
class _Columns:
    """Where in a sheet the keys and the translations stand: programs and people add columns."""

    key: int
    target: int


def _rows_of(sheet: Any) -> Iterator[Returned]:
    rows = [list(row) for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)]
    heading = _heading_of(rows)
    columns = _columns_of(rows, rows[heading] if heading is not None else [])
    for number, row in enumerate(rows):
        key, target = _at(row, columns.key), _at(row, columns.target)
        text, fault = _text_of(target)
        translation, piece = split_full_key(_text_of(key)[0])
        if piece or (number not in (0, heading) and (text.strip() or fault)):
            where = _("row %(number)d") % {"number": number + 1}
            yield Returned(translation, piece, from_readable(text), where=where, fault=fault)


def _heading_of(rows: list[list[Any]]) -> int | None:
    """Return which row names the languages: the first, unless somebody has moved it."""
    unkeyed = [place for place, row in enumerate(rows) if not any(map(_is_key, row))]
    named = (place for place in unkeyed if len(_languages_in(rows[place])) > 1)
    return next(named, 0 if 0 in unkeyed else None)


def _columns_of(rows: list[list[Any]], heading: list[Any]) -> _Columns:
    """Return where keys and translations stand; without headings, where we have put them.

    :raises BadFile: where one of the two columns of texts is gone.
    """
    keys = (place for row in rows for place, cell in enumerate(row) if _is_key(cell))
    key, languages = next(keys, None), _languages_in(heading)
    if key is None:
        return _Columns(KEY - 1, TARGET - 1)
    if len(languages) == 1:
        raise BadFile(
            _("The column of the source or of the translations is missing. Put it back as it was.")
        )
    return _Columns(key, languages[1] if languages else key + TARGET - KEY)


def _languages_in(row: list[Any]) -> list[int]:
    """Return which cells are headings of texts: the name of a language, and its tag."""
    return [place for place, cell in enumerate(row) if _LANGUAGE.search(_text_of(cell)[0].strip())]


def _is_key(cell: Any) -> bool:
    return bool(split_full_key(_text_of(cell)[0])[1])


def _at(row: list[Any], place: int) -> Any:
    return row[place] if place < len(row) else None


def _text_of(cell: Any) -> tuple[str, str]:
    """Return the text of a cell, and what is wrong with it. A formula is the text it is."""
    value = getattr(cell, "value", None)
    if value is None:
        return "", ""
    if isinstance(value, str):
        if cell.data_type == "e":
            return "", _("The cell holds an error of the spreadsheet.")
        return _ESCAPED.sub("_", value), ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and cell.number_format in _AS_TYPED:
        return f"{value:.15g}", ""
    return "", _("The cell holds no text. Give it the format “Text” and type it again.")
