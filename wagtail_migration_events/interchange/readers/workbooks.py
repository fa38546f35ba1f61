"""Reading XLSX: the rows of one sheet, with limits on what a file may unpack to."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from wagtail_migration_events.interchange.readers.tables import (
    MOST_COLUMNS,
    Rows,
    TableRow,
    records_of,
)
from wagtail_migration_events.interchange.source.keeping import is_blank
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    Unit,
    UnreadableFile,
)

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes that all parts of a workbook together may have; a bomb has more (ZIP states them)."""
MOST_PARTS = 2000
MOST_BLANK_ROWS = 10_000
_FORMULAS = (b"<f>", b"<f ")


def read_xlsx(path: Path, options: ReadingOptions) -> Records:
    """Yield the records of a workbook.

    :raises OSError: if the file cannot be read.
    :raises UnreadableFile: if it is no workbook, a bomb, or see :func:`records_of`.
    """
    plan = options.mapping
    yield from records_of(xlsx_rows(path, plan.table if plan else {}), path, options, Unit.ROW)


def xlsx_rows(path: Path, table: dict[str, object] | None = None) -> Rows:
    """Yield the rows of a sheet.

    :param table: of a mapping: ``sheet`` names the sheet; by default it is the first that is shown.
    """
    _check_parts(path)
    has_formulas = _has_formulas(path)
    try:
        with closing(_open(path, values=True)) as book:
            sheet = _sheet(book, str((table or {}).get("sheet", "")))
            others = [each for each in book.sheetnames if each != sheet.title]
            if others:
                message = _("Only the sheet “%(sheet)s” is read, not: %(others)s.")
                shown = ", ".join(others[:20])
                yield FileNote(message % {"sheet": sheet.title, "others": shown})
            if book.epoch == CALENDAR_MAC_1904:
                yield FileNote(
                    _(
                        "The workbook counts days from 1904. Give its dates a date format, or save "
                        "it as CSV: a bare number is read as days from 1900."
                    )
                )
            if not has_formulas:
                yield from _rows(sheet, None, path)
                return
            with closing(_open(path, values=False)) as formulas:
                yield from _rows(sheet, formulas[sheet.title], path)
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises what it comes upon: KeyError, ParseError, ...
        kind = type(error).__name__
        message = _("The workbook is broken: %(error)s. Save it again as XLSX or CSV.")
        raise UnreadableFile(message % {"error": kind}) from error


def _open(path: Path, *, values: bool) -> Any:
    return load_workbook(path, read_only=True, data_only=values, keep_links=False)


def _check_parts(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        message = _("The file is no XLSX workbook, or is cut off. Save it again as XLSX or CSV.")
        raise UnreadableFile(message) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        message = _("The workbook unpacks to more than %(most)d MB. Split it, or save it as CSV.")
        raise UnreadableFile(message % {"most": MOST_UNPACKED >> 20})


def _has_formulas(path: Path) -> bool:
    """Whether a sheet holds a formula; if none does, the workbook need not be read twice."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            try:
                with archive.open(name) as part:
                    tail = b""
                    while chunk := part.read(1 << 20):
                        if any(mark in tail + chunk for mark in _FORMULAS):
                            return True
                        tail = chunk[-3:]
            except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError):
                return False  # openpyxl will say what is wrong
            except Exception:  # zlib.error has no common base with these
                return False
    return False


def _sheet(book: Any, wanted: str) -> Any:
    if wanted:
        if wanted in book.sheetnames:
            return book[wanted]
        shown = ", ".join(book.sheetnames[:20])
        message = _("There is no sheet “%(wanted)s”; there are: %(sheets)s.")
        raise UnreadableFile(message % {"wanted": wanted, "sheets": shown})
    sheets = [each for each in book.worksheets if each.sheet_state == "visible"] or book.worksheets
    if not sheets:
        raise UnreadableFile(_("The workbook has no sheet. Save it again with one."))
    return sheets[0]


def _rows(sheet: Any, formulas: Any, path: Path) -> Rows:
    size = path.stat().st_size
    most = max(int(sheet.max_row or 1), 1) if sheet.max_row else 1
    written = _cells(formulas) if formulas else ()
    blank = 0
    is_wide = False
    pairs: Iterator[Any] = zip_longest(_cells(sheet), written, fillvalue=())
    for number, (all_values, originals) in enumerate(pairs, start=1):
        values = all_values[: MOST_COLUMNS + 1]
        if not is_wide and not all(map(is_blank, all_values[MOST_COLUMNS + 1 :])):
            is_wide = True
            message = _(
                "Cells beyond column %(most)d are not read, such as those of row %(row)d. Delete "
                "columns that you do not need, or split the sheet."
            )
            yield FileNote(message % {"most": MOST_COLUMNS, "row": number})
        position = min(size * number // most, size)
        if all(is_blank(value) for value in values) and not any(map(_is_formula, originals)):
            blank += 1
            if blank > MOST_BLANK_ROWS:
                return
            continue
        blank = 0
        notes = tuple(_formula_notes(values, originals))
        yield TableRow(number, position, [_plain(value) for value in values], "", notes)


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Return the rows with the cells that are written, whatever the sheet says of its own size."""
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
    return rows


def _is_formula(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("=")) or type(value).__name__ in (
        "ArrayFormula",
        "DataTableFormula",
    )


def _formula_notes(values: Any, originals: Any) -> Iterator[str]:
    for place, (value, original) in enumerate(zip(values, originals, strict=False), start=1):
        if _is_formula(original):
            if is_blank(value):
                message = _(
                    "The formula in column %(place)d has no result stored; it is empty. Open "
                    "the file in a spreadsheet and save it."
                )
            else:
                message = _("Of the formula in column %(place)d the stored result was read.")
            yield message % {"place": place}


def _plain(value: Any) -> Any:
    """Return a cell as text or number; a day without hours as that."""
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
