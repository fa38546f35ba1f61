"""A file of decisions: a CSV that people edit in a spreadsheet, and that is only ever added to."""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from wagtail_migration_events.feeds.tables.cells import bare_cell, safe_cell
from wagtail_migration_events.feeds.tables.files import BYTE_ORDER_MARK
from wagtail_migration_events.interchange.readers.comma_separated import csv_rows
from wagtail_migration_events.interchange.readers.tables import TableRow
from wagtail_migration_events.interchange.source.keeping import is_blank
from wagtail_migration_events.interchange.source.records import UnreadableFile

AS_FOUND = "as_found"


class DecisionTable:
    """The rows of one file by what was found; what people wrote in them is never written over.

    :param columns: of a new file; ``as_found`` is the first. Columns that people add are kept.
    :raises UnreadableFile: if there is a file that is no such table.
    """

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self.path = path
        self.columns = [AS_FOUND, *columns]
        self._rows: dict[str, dict[str, str]] = {}
        self._new: list[str] = []
        if path.exists():
            self._read()

    def get(self, found: str) -> dict[str, str] | None:
        """Return what is decided about something, by column; None if nobody has seen it yet."""
        return self._rows.get(_key(found))

    def propose(self, found: str, **cells: str) -> dict[str, str]:
        """Add a row for something new, and return it."""
        row = {AS_FOUND: found, **cells}
        self._rows[_key(found)] = row
        self._new.append(_key(found))
        return row

    def save(self) -> int:
        """Write the file if rows are new; return how many are.

        :raises UnreadableFile: if it cannot be written.
        """
        if not self._new:
            return 0
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, suffix=".csv")
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(BYTE_ORDER_MARK)
                writer = csv.writer(file, quoting=csv.QUOTE_ALL)
                writer.writerow(self.columns)
                for row in self._rows.values():
                    writer.writerow([safe_cell(row.get(name, "")) for name in self.columns])
            Path(name).replace(self.path)
        except OSError as error:
            message = _("“%(file)s” cannot be written: %(error)s.")
            params = {"file": self.path, "error": error.strerror or error}
            raise UnreadableFile(message % params) from None
        added = len(self._new)
        self._new = []
        return added

    def _read(self) -> None:
        header: list[str] = []
        try:
            rows = [row for row in csv_rows(self.path) if isinstance(row, TableRow)]
        except OSError as error:
            message = _("“%(file)s” cannot be read: %(error)s.")
            params = {"file": self.path, "error": error.strerror or error}
            raise UnreadableFile(message % params) from None
        for row in rows:
            cells = [bare_cell(str(cell)) for cell in row.cells]
            if row.refusal:
                message = _("“%(file)s”, line %(line)d: %(reason)s")
                told = {"file": self.path, "line": row.number, "reason": row.refusal}
                raise UnreadableFile(message % told)
            if not header:
                header = [cell.strip() for cell in cells]
            elif not all(is_blank(cell) for cell in cells):
                named = dict(zip(header, cells, strict=False))
                self._rows.setdefault(_key(named.get(AS_FOUND, "")), named)
        if header and AS_FOUND not in header:
            message = _("“%(file)s” has no column “as_found”; nothing was written to it.")
            raise UnreadableFile(message % {"file": self.path})
        if header:
            self.columns = header + [name for name in self.columns if name not in header]


def _key(found: str) -> str:
    """Return a form that survives a spreadsheet: spaces and line breaks do not count."""
    return " ".join(found.split())
