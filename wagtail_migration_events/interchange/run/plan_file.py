"""What an import would do, as a CSV that people read in a spreadsheet before they say yes."""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from wagtail_migration_events.feeds.tables.cells import bare_cell, safe_cell
from wagtail_migration_events.feeds.tables.files import BYTE_ORDER_MARK
from wagtail_migration_events.interchange.outcomes import Became, Outcome
from wagtail_migration_events.interchange.readers.comma_separated import csv_rows
from wagtail_migration_events.interchange.run.staleness import PlannedRows, RowState
from wagtail_migration_events.interchange.source.records import SourceRecord, UnreadableFile

COLUMNS = (
    "file", "place", "id", "lang", "title", "plan", "changes", "reasons", "notes", "state",
)  # fmt: skip
LONGEST_CELL = 32_000
"""Characters; Excel takes 32,767."""
_WORDS = {
    Became.CREATED: "create",
    Became.UPDATED: "update",
    Became.UNCHANGED: "unchanged",
    Became.DRAFT: "draft",
    Became.REFUSED: "refused",
}


class PlanFile:
    """The rows of a plan, each as one row of the import; its words are the same in any language."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], dict[str, str]] = {}

    def note(self, record: SourceRecord, outcome: Outcome) -> None:
        """Take in what would become of a row."""
        self._rows[outcome.file, outcome.line] = {
            "file": record.file,
            "place": str(outcome.line),
            "id": record.external_id,
            "lang": record.language,
            "title": record.title,
            "reasons": "\n".join(outcome.reasons),
            "state": outcome.state,
        } | _said(outcome)

    def amend(self, outcome: Outcome) -> None:
        """Take in what the end of the file has changed for a row."""
        row = self._rows.get((outcome.file, outcome.line))
        if row is not None:
            more = _said(outcome)
            joined = (row["changes"], more["changes"]), (row["notes"], more["notes"])
            changes, notes = ("\n".join(filter(None, each)) for each in joined)
            row |= {"plan": more["plan"], "changes": changes, "notes": notes}

    def write(self, path: Path) -> None:
        """Write the file whole, or leave what was there.

        :raises UnreadableFile: if it cannot be written.
        """
        try:
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".csv")
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(BYTE_ORDER_MARK)
                writer = csv.writer(file, quoting=csv.QUOTE_ALL)
                writer.writerow(COLUMNS)
                for row in self._rows.values():
                    writer.writerow([safe_cell(row[each][:LONGEST_CELL]) for each in COLUMNS])
            Path(name).replace(path)
        except OSError as error:
            message = _("“%(file)s” cannot be written: %(error)s.")
            params = {"file": path, "error": error.strerror or error}
            raise UnreadableFile(message % params) from None


def read_plan_file(path: Path) -> PlannedRows:
    """Read a plan back, also as a spreadsheet program has saved it.

    :raises UnreadableFile: if it is not there, or no plan.
    """
    if not path.is_file():
        message = _("There is no plan “%(file)s”. Make one with --dry-run first.")
        raise UnreadableFile(message % {"file": path})
    header: list[str] = []
    found = []
    for row in csv_rows(path):
        cells = [str(cell) for cell in getattr(row, "cells", [])]
        if not header:
            header = cells
            continue
        named = dict(zip(header, cells, strict=False))
        state = RowState.from_text(named.get("state", ""))
        if state is not None:
            identifier, language = (bare_cell(named[name]) for name in ("id", "lang"))
            found.append((state, identifier, language))
    if header and not {"id", "lang", "state"} <= set(header):
        message = _("“%(file)s” is no plan of an import: it lacks the columns of one.")
        raise UnreadableFile(message % {"file": path})
    return PlannedRows(found)


def _said(outcome: Outcome) -> dict[str, str]:
    return {
        "plan": _WORDS[outcome.became],
        "changes": "\n".join(map(str, outcome.changes)),
        "notes": "\n".join(outcome.notes),
    }
