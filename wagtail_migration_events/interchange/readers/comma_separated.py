"""Reading CSV: row by row, in whichever encoding and with whichever separator."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.readers.tables import Rows, TableRow, records_of
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    Unit,
    UnreadableFile,
)
from wagtail_migration_events.interchange.text_files import encoding_of

LONGEST_LINE = 1_000_000
"""Characters of one line of the file."""
MOST_BROKEN = 100
_SEPARATORS = ",;\t|"


def read_csv(path: Path, options: ReadingOptions) -> Records:
    """Yield the records of a CSV file.

    :raises OSError: if the file cannot be read.
    :raises UnreadableFile: see :func:`records_of`.
    """
    plan = options.mapping
    yield from records_of(csv_rows(path, plan.table if plan else {}), path, options, Unit.LINE)


def csv_rows(path: Path, table: dict[str, object] | None = None) -> Rows:
    """Yield the rows of a CSV file; a row that cannot be read does not stop those after it.

    :param table: of a mapping: ``encoding`` and ``separator`` are looked at.
    """
    table = table or {}
    encoding = encoding_of(path, str(table.get("encoding", "")))
    if encoding.note:
        yield FileNote(encoding.note)
    try:
        with path.open(encoding=encoding.name, errors="replace", newline="") as file:
            separator = str(table.get("separator", "")) or _separator_of(file)
            file.seek(0)
            yield from _rows(_Lines(file, path), separator)
    except (TypeError, UnicodeError) as error:
        message = _("The file cannot be read as CSV: %(error)s. Save it again as CSV or XLSX.")
        raise UnreadableFile(message % {"error": error}) from None


class _Lines:
    """The lines of a file, those of the row that is being read kept to begin anew after it."""

    def __init__(self, file: TextIO, path: Path) -> None:
        self._file = file
        self._waiting: deque[str] = deque()
        self.row: list[str] = []
        self.number = 0
        self.had_nul = self.was_long = False
        self._size = path.stat().st_size

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        self.row.append(line)
        if len(line) >= LONGEST_LINE and not line.endswith(("\n", "\r")):
            self.was_long = True
        if "\x00" in line:
            self.had_nul = True
            line = line.replace("\x00", "")
        return line

    def begin_row(self) -> None:
        self.row = []
        self.had_nul = self.was_long = False

    def begin_anew_after_first(self) -> None:
        """Put back all lines of the row but its first."""
        again = self.row[1:]
        self._waiting.extendleft(reversed(again))
        self.number -= len(again)

    def position(self) -> int:
        buffer = getattr(self._file, "buffer", None)
        return min(buffer.tell(), self._size) if buffer else 0


def _rows(lines: _Lines, separator: str) -> Rows:
    broken = 0
    while True:
        lines.begin_row()
        first = lines.number + 1
        try:
            # A reader of its own for each row, so that a broken one leaves nothing behind.
            cells = next(csv.reader(lines, delimiter=separator, strict=True), None)
        except csv.Error:
            broken += 1
            refusal = _(
                "A quotation mark is out of place, or a cell is endless. Save the file "
                "again from a spreadsheet."
            )
            yield TableRow(first, lines.position(), [], refusal)
            lines.begin_anew_after_first()
            if broken >= MOST_BROKEN:
                message = _(
                    "Too many rows cannot be read; those after this one were left out. Save "
                    "the file again from a spreadsheet."
                )
                yield TableRow(first, lines.position(), [], message)
                return
            continue
        if cells is None:
            return
        if lines.was_long:
            refusal = _("The line is longer than a million characters. Shorten it.")
            yield TableRow(first, lines.position(), [], refusal)
            continue
        notes = (_("The row held the character NUL, which was left out."),) if lines.had_nul else ()
        yield TableRow(first, lines.position(), list(cells), "", notes)


def _separator_of(file: TextIO) -> str:
    """Return the sign that parts the cells: the one that the first lines have most of."""
    for _number in range(20):
        line = file.readline(LONGEST_LINE)
        if not line:
            break
        if line.startswith("sep=") and len(line.strip()) == 5:
            return line[4]
        counts = {sign: line.count(sign) for sign in _SEPARATORS}
        best = max(counts, key=lambda sign: counts[sign])
        if counts[best]:
            return best
    return ","
