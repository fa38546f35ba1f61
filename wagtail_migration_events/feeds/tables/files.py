"""A table of all events of a selection, as CSV (RFC 4180) and as XLSX (ECMA-376)."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from wagtail_migration_events.feeds.selection import Selection
from wagtail_migration_events.feeds.tables.cells import Cell
from wagtail_migration_events.feeds.tables.columns import cells, header
from wagtail_migration_events.feeds.tables.rows import event_rows

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Without it Excel takes UTF-8 for the encoding of the computer, and Arabic for nonsense.
BYTE_ORDER_MARK = "\ufeff"
#: The rows of a few events at a time, so that few pages are held in memory.
Tables = Iterable[Iterable[list[Cell]]]


def csv_file(selection: Selection) -> HttpResponseBase:
    """Answer with a table that is sent while it is made."""
    len(selection.found)  # a search that fails is an error, not half a file
    return csv_of(_tables(selection), selection.page.slug)


def xlsx_file(selection: Selection) -> HttpResponseBase:
    """Answer with a workbook of one sheet, which is written to a temporary file first."""
    return xlsx_of(_tables(selection), selection.page.slug)


def csv_of(tables: Tables, name: str) -> HttpResponseBase:
    """Answer with tables, one after the other, that are sent while they are made.

    :param name: of the file, without its ending.
    """
    response = StreamingHttpResponse(_csv(tables), content_type=CSV_TYPE)
    return _as_download(response, f"{name}.csv")


def xlsx_of(tables: Tables, name: str) -> HttpResponseBase:
    """The same as a workbook of one sheet."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(file, (row for rows in tables for row in rows))
    file.seek(0)
    response = FileResponse(file, content_type=XLSX_TYPE)
    return _as_download(response, f"{name}.xlsx")


def table_of(
    pages: Iterable[Any], language: str, request: HttpRequest | None
) -> Iterable[list[Cell]]:
    """Return the rows of a table of event pages, each of which this visitor may see."""
    return (cells(row) for row in event_rows(pages, language, request))


def write_workbook(file: Any, rows: Iterable[Iterable[Cell]]) -> None:
    """Write a workbook of one sheet into a file.

    :param rows: cells in the order of the columns.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    sheet.append(header())
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    book.save(file)


def _tables(selection: Selection) -> Iterator[Iterable[list[Cell]]]:
    for entries in selection.entries_by_and_by():
        pages = [entry.page for entry in entries]
        yield table_of(pages, selection.language, selection.request)


def _csv(tables: Tables) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _lines([header()])
    for rows in tables:
        yield _lines(rows)


def _lines(rows: Iterable[Iterable[Cell]]) -> str:
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def _xlsx_cell(sheet: object, value: Cell) -> WriteOnlyCell | None:
    if value is None or value == "":
        return None
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would make a formula or an error of some texts
    return cell


def _as_download(response: HttpResponseBase, file_name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
