"""Tables of any file format: from rows of cells to neutral records, through a mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.mapping.applying import row_of
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.mapping.suggesting import suggested_plan
from wagtail_migration_events.interchange.own_tables.reading import (
    SOURCE,
    is_own_table,
    row_of_own,
)
from wagtail_migration_events.interchange.source.keeping import is_blank, kept_text
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    SourceRecord,
    Unit,
    UnreadableFile,
)

MOST_COLUMNS = 1000
LOOKED_AT_FOR_HEADER = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of cells, or why there is none. ``position`` is in bytes of the file."""

    number: int
    position: int
    cells: list[Any]
    refusal: str = ""
    notes: tuple[str, ...] = ()


Rows = Iterator[TableRow | FileNote]


def records_of(rows: Rows, path: Path, options: ReadingOptions, unit: Unit) -> Records:
    """Yield the records of a table.

    Without a mapping the one that the headers suggest is taken, and said.

    :raises UnreadableFile: if there is no header, or a column that the mapping names is missing.
    """
    plan: ColumnPlan | None = options.mapping
    notes, header, rest = _find_header(rows, plan.table.get("header_row", 0) if plan else 0)
    yield from notes
    if header is None:
        return
    names = header_names(header)
    if is_own_table(names):  # whose columns mean what they say, whatever somebody has chosen
        yield from _own_records_by_event(_own_records(names, rest, unit))
        return
    if plan is None or not plan.columns:
        plan = _suggested(names, plan)
        yield FileNote(_taken(plan))
    check_columns(plan, names)
    yield from _records(plan, names, rest, path.stem[:255], options.language, unit)


def _records(
    plan: ColumnPlan, names: list[str], rest: Rows, source: str, language: str, unit: Unit
) -> Records:
    """Yield the records of the rows after the header, by a mapping."""
    if "url" not in plan.columns:
        message = _("The source is called “%(name)s” after the file, unless you name it.")
        yield FileNote(message % {"name": source})
    if not plan.columns.keys() & {"url", "id"}:
        yield FileNote(_("No column names the events; each is known by its title and its start."))
    for row in rest:
        if isinstance(row, FileNote):
            yield row
        elif row.refusal:
            yield SourceRecord(row.number, row.position, None, row.refusal, row.notes, unit, source)
        elif row.notes and all(is_blank(cell) for cell in row.cells):  # formulas without a result
            why, *more = row.notes
            yield SourceRecord(row.number, row.position, None, why, tuple(more), unit, source)
        elif not all(is_blank(cell) for cell in row.cells):
            cells, surplus = _by_name(names, row.cells)
            told = (*row.notes, *surplus)
            read = row_of(plan, cells, language)
            if len(names) > 2 and _is_heading(row, read):
                why = _(
                    "The row has one cell only, as a heading between rows has. Nothing is made."
                )
                yield SourceRecord(row.number, row.position, None, why, told, unit, source)
                continue
            if is_blank(read.get("id")) and is_blank(read.get("url")):
                read["id"] = _made_up(read)
            own = source if is_blank(read.get("url")) else ""  # else the host of the address
            yield SourceRecord(row.number, row.position, read, "", told, unit, own)


def _is_heading(row: TableRow, read: dict[str, Any]) -> bool:
    """Whether a row is one cell that is neither title nor address, such as "June" above others."""
    names_event = any(not is_blank(read.get(name)) for name in ("title", "url"))
    is_whole = not row.notes  # else formulas without a result left it so
    return is_whole and not names_event and sum(map(_is_full, row.cells)) == 1


def _own_records(names: list[str], rows: Rows, unit: Unit) -> Records:
    """Yield the records of a table that the package wrote itself."""
    for row in rows:
        if isinstance(row, FileNote):
            yield row
        elif row.refusal:
            yield SourceRecord(row.number, row.position, None, row.refusal, row.notes, unit, SOURCE)
        elif not all(is_blank(cell) for cell in row.cells):
            cells, surplus = _by_name(names, [*row.cells, *[""] * (len(names) - len(row.cells))])
            read, told = row_of_own(cells), (*row.notes, *surplus)
            yield SourceRecord(row.number, row.position, read, "", told, unit, SOURCE)


def _own_records_by_event(records: Records) -> Records:
    """Say of each row of an event that it came from elsewhere, if a language of it did."""
    for _key, rows in groupby(records, _key_of_own):
        together = list(rows)
        read = [each.row for each in together if isinstance(each, SourceRecord) and each.row]
        if any("content_language" in row for row in read):
            for row in read:
                row["is_from_elsewhere"] = True
        yield from together


def _key_of_own(record: SourceRecord | FileNote) -> Any:
    row = record.row if isinstance(record, SourceRecord) else None
    return row["key"] if row else object()


def header_and_example(rows: Rows, header_row: int = 0) -> tuple[list[str], dict[str, Any]]:
    """Return the names of the columns, and the first row by name, for the draft of a mapping."""
    _notes, header, rest = _find_header(rows, header_row)
    names = header_names(header or [])
    for row in rest:
        if isinstance(row, TableRow) and not row.refusal and any(map(_is_full, row.cells)):
            return names, _by_name(names, row.cells)[0]
    return names, {}


def header_names(cells: Iterable[Any]) -> list[str]:
    """Return a name for each column, each once: a second "Date" is "Date (2)"."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        text = " ".join(kept_text(str("" if cell is None else cell)).split())[:200]
        name = text or _("column %(number)d") % {"number": place}
        number = 2
        while name in taken:
            name, number = f"{text or place} ({number})", number + 1
        taken.add(name)
        names.append(name)
    return names


def _find_header(rows: Rows, wanted: int) -> tuple[list[FileNote], list[Any] | None, Rows]:
    """Return what came before the header, its cells, and the rows after it.

    Without ``wanted`` it is the first row with two full cells or more: a title above is none.
    """
    notes: list[FileNote] = []
    passed: list[TableRow] = []
    for row in rows:
        if isinstance(row, FileNote):
            notes.append(row)
            continue
        full = sum(map(_is_full, row.cells))
        if row.number == wanted or (not wanted and full > 1):
            return notes, _trimmed(row.cells), rows
        if full or row.refusal:
            passed.append(row)
        if not wanted and len(passed) >= LOOKED_AT_FOR_HEADER:
            break
    first = next((row for row in passed if not row.refusal), None)
    if wanted or first is None:
        refused = [row for row in passed if row.refusal]
        if wanted or refused:
            reason = (
                refused[0].refusal
                if refused
                else _("There is no such row. Correct header_row in the mapping.")
            )
            raise UnreadableFile(_("No header was found. %(reason)s") % {"reason": reason})
        return notes, None, rows
    later = (row for row in passed if row is not first)
    return notes, _trimmed(first.cells), _chained(later, rows)


def _chained(first: Iterable[TableRow], rest: Rows) -> Rows:
    yield from first
    yield from rest


def _made_up(row: dict[str, Any]) -> str:
    told = "\n".join(str(row.get(name)) for name in ("title", "start", "time", "lang"))
    return f"no-id-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _trimmed(cells: list[Any]) -> list[Any]:
    while cells and is_blank(cells[-1]):
        cells = cells[:-1]
    if len(cells) > MOST_COLUMNS:
        message = _("The table has more than %(most)d columns. Delete those that you do not need.")
        raise UnreadableFile(message % {"most": MOST_COLUMNS})
    return cells


def _is_full(cell: Any) -> bool:
    return not is_blank(cell)


def _by_name(names: list[str], cells: list[Any]) -> tuple[dict[str, Any], list[str]]:
    found = dict(zip(names, cells, strict=False))
    more = {
        _("column %(number)d") % {"number": place}: cell
        for place, cell in enumerate(cells, start=1)
        if place > len(names) and not is_blank(cell)
    }
    if not more:
        return found, []
    told = [_("The row has more cells than there are columns; they are kept in the record.")]
    if len(more) > MOST_COLUMNS:
        message = _("Of these only %(most)d are; the others were left out. Correct the row.")
        told.append(message % {"most": MOST_COLUMNS})
    return found | dict(list(more.items())[:MOST_COLUMNS]), told


def _suggested(names: list[str], plan: ColumnPlan | None) -> ColumnPlan:
    found = suggested_plan(names)
    if not found.columns.keys() & {"title", "url", "id"}:
        message = _(
            "No column is known as a title or an address. Draft a mapping with "
            "--suggest-mapping, correct it and give it with --mapping."
        )
        raise UnreadableFile(message)
    if plan is None:
        return found
    defaults = found.defaults | plan.defaults
    return ColumnPlan(found.columns, defaults, plan.split, plan.words, plan.table)


def _taken(plan: ColumnPlan) -> str:
    pairs = (f"{column} = “{headers[0]}”" for column, headers in plan.columns.items())
    message = _("No mapping was given; columns are taken for what they are called: %(pairs)s.")
    return message % {"pairs": ", ".join(pairs)}


def check_columns(plan: ColumnPlan, names: list[str]) -> None:
    """Refuse a mapping of columns that a file has not.

    :raises UnreadableFile: naming them.
    """
    known = set(header_names(names))
    from_file = [header for headers in plan.columns.values() for header in headers]
    missing = [header for header in from_file if header not in known]
    if missing:
        message = _(
            "The mapping names columns that the file has not: %(missing)s. It has: %(all)s."
        )
        shown = ", ".join(f"“{name}”" for name in names[:50])
        raise UnreadableFile(message % {"missing": ", ".join(missing), "all": shown})
