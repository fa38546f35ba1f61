"""Workbooks for people who translate in Excel or LibreOffice: one column is theirs."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.text_checks import fit_for_xml
from wagtail_migration_events.translation.files.formats.markup import readable
from wagtail_migration_events.translation.files.pieces import Piece, State, Work, full_key
from wagtail_migration_events.vocabularies.languages import direction

#: What a cell of Excel holds (its specifications and limits).
LONGEST_CELL = 32_767
KEY, SOURCE, TARGET, NOTE = range(1, 5)
#: Of the columns, in characters.
WIDTHS = {KEY: 12, SOURCE: 60, TARGET: 60, NOTE: 40}
#: Parts of a workbook bear no date of their own, so the same text makes the same file.
NO_DATE = (1980, 1, 1, 0, 0, 0)
#: What Excel would read as a character written by its number (ECMA-376, ST_Xstring).
LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_spreadsheet(work: Work) -> bytes:
    """Return a workbook of one sheet, on which only the translations can be changed.

    What is only suggested stands in the note: in its own cell it would come back as accepted.
    """
    book = Workbook()
    book.properties.creator, book.properties.title = "", work.heading()
    book.properties.created = work.as_of.replace(tzinfo=None)
    sheet = book.active
    sheet.title = work.target_tag
    sheet.sheet_view.rightToLeft = direction(work.target_tag) == "rtl"
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    for column, width in WIDTHS.items():
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    shown_in = get_language()
    _head(sheet, KEY, _("Key"))
    _head(sheet, SOURCE, _name(work.source_tag, shown_in))
    _head(sheet, TARGET, _name(work.target_tag, shown_in))
    _head(sheet, NOTE, _("Note"))
    for number, piece in enumerate(work.pieces, start=2):
        _line(sheet, number, work, piece)
    file = BytesIO()
    book.save(file)
    return _undated(file, work)


def _name(tag: str, shown_in: str | None) -> str:
    return f"{language_name(tag, shown_in)} ({tag})"


def _head(sheet: Any, column: int, words: str) -> None:
    cell = sheet.cell(1, column, words)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")


def _line(sheet: Any, number: int, work: Work, piece: Piece) -> None:
    source, target = readable(piece.source), readable(piece.target)
    note = piece.note()
    if piece.state is State.SUGGESTED:
        note, target = f"{note}\n{target}", ""
    if max(len(source), len(target)) > LONGEST_CELL:
        source, target = "", ""
        note = f"{note}\n" + _("Too long for a spreadsheet: translate it in a PO file.")
    _cell(sheet, number, KEY, full_key(work.translation, piece.key))
    _cell(sheet, number, SOURCE, source, work.source_tag)
    _cell(sheet, number, TARGET, target, work.target_tag)
    _cell(sheet, number, NOTE, note[:LONGEST_CELL])


def _cell(sheet: Any, number: int, column: int, text: str, tag: str = "") -> None:
    cell = sheet.cell(number, column)
    if text:
        cell.value = LIKE_AN_ESCAPE.sub("_x005F_", fit_for_xml(text))
        cell.data_type = "s"  # openpyxl would make a formula or an error of some texts
        cell.quotePrefix = True
    cell.number_format = "@"
    order = {"ltr": 1, "rtl": 2}[direction(tag)] if tag else 0
    cell.alignment = Alignment(wrap_text=column != KEY, vertical="top", readingOrder=order)
    cell.protection = Protection(locked=column != TARGET)


def _undated(book: BytesIO, work: Work) -> bytes:
    """Return the workbook without the time at which it was made."""
    plain = BytesIO()
    with ZipFile(book) as made, ZipFile(plain, "w", ZIP_DEFLATED) as kept:
        for part in sorted(made.namelist()):
            content = made.read(part)
            if part == "docProps/core.xml":
                stamp = f"{work.as_of:%Y-%m-%dT%H:%M:%SZ}".encode()
                content = _MODIFIED.sub(rb"\g<1>" + stamp, content)
            kept.writestr(ZipInfo(part, NO_DATE), content, ZIP_DEFLATED)
    return plain.getvalue()
