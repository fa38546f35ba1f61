"""The columns of a table of events: named as the facts are, with codes and not words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.facts.when import as_calendar_date
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.iso import iso_moment
from wagtail_migration_events.events.times.occurrence import (
    DatePrecision,
    EventStatus,
    Occurrence,
)
from wagtail_migration_events.feeds.tables.cells import Cell, safe_cell
from wagtail_migration_events.feeds.tables.rows import EventRow
from wagtail_migration_events.groups.resolution import source_of, text_language
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: Between several values in one cell.
SEPARATOR = "|"


@dataclass(frozen=True)
class Column:
    """One column; ``value`` may return anything that a cell holds."""

    name: str
    value: Callable[[EventRow], Cell]


def header() -> list[str]:
    return [column.name for column in COLUMNS]


def cells(row: EventRow) -> list[Cell]:
    """Return what stands in the columns, fit for a spreadsheet."""
    return [safe_cell(column.value(row)) for column in COLUMNS]


def _fact(name: str) -> Column:
    return Column(name, lambda row: str(getattr(row.page, name, None) or ""))


def _number(name: str) -> Column:
    return Column(name, lambda row: getattr(row.page, name, None))


def _codes(name: str) -> Column:
    return Column(name, lambda row: _joined(getattr(row.page, name, None) or []))


def _yes_or_no(name: str) -> Column:
    words: dict[Any, str] = {True: "yes", False: "no"}
    return Column(name, lambda row: words.get(getattr(row.page, name, None), ""))


def _link(name: str) -> Column:
    return Column(name, lambda row: web_link(shared_value(row.page, name)))


def _hour(name: str) -> Column:
    return Column(name, lambda row: _instant(getattr(row.page, name, None), _zone(row)))


def _joined(values: Iterable[Any]) -> str:
    return SEPARATOR.join(str(value) for value in values)


def _zone(row: EventRow) -> str:
    return str(getattr(row.page, "timezone", None) or "")


def _at(moment: dt.datetime | None, occurrence: Occurrence) -> str:
    return iso_moment(moment, occurrence.timezone or "", occurrence.precision) or ""


def _instant(moment: dt.datetime | None, zone: str) -> str:
    return iso_moment(moment, zone, DatePrecision.TIME) or ""


def _start(row: EventRow) -> str:
    stretch = row.page.get_stretch()
    return _at(stretch.starts_at, stretch)


def _end(row: EventRow) -> str:
    stretch = row.page.get_stretch()
    end = _at(stretch.end, stretch)
    return "" if end == _start(row) else end


def _previous_start(row: EventRow) -> str:
    stretch, before = row.page.get_stretch(), getattr(row.page, "previous_starts_at", None)
    if stretch.precision == DatePrecision.NONE:  # what the event has lost with its date
        before = as_calendar_date(before, _zone(row))
        stretch = replace(stretch, precision=DatePrecision.DAY)
    return _at(before, stretch)


def _dates(row: EventRow) -> str:
    """Return the list of dates as intervals (ISO 8601), with a status other than "scheduled"."""
    if not getattr(row.page, "dates", None):
        return ""
    found = []
    for each in row.page.get_occurrences():
        interval = "/".join(filter(None, (_at(each.starts_at, each), _at(each.end, each))))
        is_plain = each.status == EventStatus.SCHEDULED
        found.append(interval if is_plain else f"{interval} {each.status}")
    return _joined(found)


def _languages(row: EventRow) -> str:
    spoken = getattr(row.page, "languages", None) or []
    return _joined(f"{each.get('language', '')}:{each.get('kind', '')}" for each in spoken)


COLUMNS: tuple[Column, ...] = (
    Column("key", lambda row: str(source_of(row.page).translation_key)),
    Column("locale", lambda row: normalise_tag(row.page.locale.language_code)),
    Column("text_language", lambda row: text_language(row.page)),
    _fact("title"),
    _fact("summary"),
    Column("url", lambda row: row.url),
    Column("starts_at", _start),
    Column("ends_at", _end),
    _fact("timezone"),
    Column("date_precision", lambda row: str(row.page.get_stretch().precision)),
    Column("dates", _dates),
    Column("event_status", lambda row: str(row.page.event_status or EventStatus.SCHEDULED)),
    Column("previous_starts_at", _previous_start),
    _fact("attendance_mode"),
    _fact("venue"),
    _fact("country"),
    _number("latitude"),
    _number("longitude"),
    _fact("event_type"),
    _codes("audiences"),
    Column("languages", _languages),
    _codes("gcm_objectives"),
    _codes("guiding_principles"),
    _codes("sdgs"),
    _codes("scope_levels"),
    _codes("areas"),
    _fact("workstream"),
    _yes_or_no("is_workstream_output"),
    _yes_or_no("is_regional_review"),
    Column("organizers", lambda row: _joined(map(":".join, row.organizers))),
    Column("part_of", lambda row: _joined(row.part_of)),
    _link("registration_url"),
    _hour("registration_opens_at"),
    _hour("registration_closes_at"),
    _link("livestream_url"),
    _fact("contact_email"),
    Column("first_published_at", lambda row: _instant(row.page.first_published_at, "UTC")),
    Column("last_published_at", lambda row: _instant(row.page.last_published_at, "UTC")),
)
