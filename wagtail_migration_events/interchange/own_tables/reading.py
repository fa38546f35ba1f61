"""From a row of a table that the package wrote itself to a neutral record; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.feeds.tables.cells import bare_cell
from wagtail_migration_events.feeds.tables.columns import SEPARATOR, header
from wagtail_migration_events.interchange.source.keeping import kept

#: What such rows say of their source; each is known by the key of its event.
SOURCE = "events_export"
_SAME = {
    "key": ("key", "id", "group"),
    "locale": ("lang",),
    "title": ("title",),
    "summary": ("summary",),
    "url": ("url",),
    "starts_at": ("start",),
    "ends_at": ("end",),
    "timezone": ("timezone",),
    "event_status": ("status",),
    "attendance_mode": ("format",),
    "venue": ("location",),
    "country": ("country",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "event_type": ("category",),
    "workstream": ("workstream",),
    "is_workstream_output": ("workstream_output",),
    "is_regional_review": ("regional_review",),
    "registration_url": ("registration_url",),
    "livestream_url": ("webcast",),
    "contact_email": ("contact_email",),
    "previous_starts_at": ("previous_starts_at",),
    "registration_opens_at": ("registration_opens_at",),
    "registration_closes_at": ("registration_closes_at",),
    "first_published_at": ("published",),
    "last_published_at": ("last_published",),
}
_LISTS = {
    "audiences": "audience",
    "languages": "languages",
    "gcm_objectives": "objectives",
    "guiding_principles": "principles",
    "sdgs": "sdgs",
    "part_of": "part_of_keys",
}


def is_own_table(names: Iterable[str]) -> bool:
    """Whether a table has all columns of those that ``events_export`` writes."""
    return set(header()) <= set(names)


def row_of_own(found: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a neutral record, from cells by the name of their column."""
    cells = {name: _bare(kept(value)) for name, value in found.items()}
    row = {ours: cells[name] for name, columns in _SAME.items() for ours in columns}
    row |= {column: _parted(cells[name]) for name, column in _LISTS.items()}
    row["scope"] = [*_parted(cells["scope_levels"]), *_parted(cells["areas"])]
    if cells["text_language"] not in ("", None, cells["locale"]):
        row["content_language"] = cells["text_language"]
    row["dates"] = [_date(each) for each in _parted(cells["dates"])]
    pairs = [each.rpartition(":") for each in _parted(cells["organizers"])]
    row["organizers"] = [code or role for code, _sign, role in pairs]
    row["organizer_roles"] = {code: role for code, _sign, role in pairs if code}
    row["raw_fields"] = {name: value for name, value in cells.items() if value not in ("", None)}
    return row


def _bare(value: Any) -> Any:
    return bare_cell(value) if isinstance(value, str) else value


def _parted(value: Any) -> list[str]:
    return [part for part in str("" if value is None else value).split(SEPARATOR) if part]


def _date(text: str) -> dict[str, str]:
    interval, _space, status = text.partition(" ")
    start, _sign, end = interval.partition("/")
    return {"start": start, "end": end, "status": status or EventStatus.SCHEDULED.value}
