"""From the cells of a file to the columns of a neutral record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail_migration_events.interchange.mapping.header_zones import zone_of_headers
from wagtail_migration_events.interchange.mapping.headers import are_twice, comparable_header
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.source.keeping import is_blank, kept
from wagtail_migration_events.interchange.source.records import LISTS
from wagtail_migration_events.interchange.written_dates.serials import ONE_HOUR, hours_of_part

_BETWEEN = {"summary": "\n\n", "location": ", ", "url": "", "id": "-"}


def row_of(plan: ColumnPlan, cells: Mapping[str, Any], language: str = "") -> dict[str, Any]:
    """Return the row that the cells of one row of a file are, by our columns.

    :param cells: by the name of the file's column.
    :param language: of the page, where neither the file nor the mapping names one.
    """
    row: dict[str, Any] = {}
    by_name = {comparable_header(name): value for name, value in cells.items()}
    for column, headers in plan.columns.items():
        found = [
            cells[header] if header in cells else by_name.get(comparable_header(header))
            for header in headers
        ]
        if column in ("start", "end") and are_twice(headers) and not _is_hour(found[1]):
            del found[1]  # it is another date, of whatever kind
        row[column] = _value(plan, column, [each for each in found if not is_blank(each)])
    for column, value in plan.defaults.items():
        if is_blank(row.get(column)):
            row[column] = kept(value)
    if is_blank(row.get("lang")) and language:
        row["lang"] = language
    if "day_first" in plan.table:
        row["day_first"] = plan.table["day_first"]
    if zone := zone_of_headers(plan.columns):
        row["zone_of_header"] = zone
    _several_dates(row)
    row["raw_fields"] = {
        str(name): kept(value) for name, value in cells.items() if not is_blank(value)
    }
    return row


def _is_hour(cell: Any) -> bool:
    is_written = isinstance(cell, str) and bool(ONE_HOUR.fullmatch(cell.strip()[:20]))
    return is_written or bool(hours_of_part(cell))


def _value(plan: ColumnPlan, column: str, found: list[Any]) -> Any:
    sign = plan.split.get(column)
    words = {comparable_header(word): value for word, value in plan.words.get(column, {}).items()}
    values: list[Any] = []
    for each in found:
        parts = each if isinstance(each, list) else [each]
        if sign:
            parts = [
                part.strip()
                for value in parts
                for part in (value.split(sign) if isinstance(value, str) else [value])
            ]
        values += [kept(part) for part in parts if not is_blank(part)]
    values = [
        words.get(comparable_header(each), each) if isinstance(each, str | int) else each
        for each in values
    ]
    if column in LISTS or (column in ("start", "end") and len(found) == 1 and len(values) > 1):
        return values
    if len(values) < 2:
        return next(iter(values), None)
    if column == "published":  # whether, and when
        return values
    if column in ("latitude", "longitude", "timezone"):  # of several dates, each with its own
        return values[0]
    return _BETWEEN.get(column, " ").join(str(value) for value in values)


def _several_dates(row: dict[str, Any]) -> None:
    """Make a list of dates of a start that holds several, as Drupal's date fields do."""
    start, end = row.get("start"), row.get("end")
    if not isinstance(start, list):
        row["end"] = end[0] if isinstance(end, list) and end else end
        if row["end"] is None:
            del row["end"]
        return
    ends = end if isinstance(end, list) else [end]
    row["dates"] = [
        {"start": first, "end": ends[place] if place < len(ends) else None}
        for place, first in enumerate(start)
    ]
    row["start"] = row["end"] = None
