"""What a source says of a page before it came here: whose it was, and since when it is public."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.interchange.source.cells import note, text_cell
from wagtail_migration_events.interchange.source.source_dates import understand_dates
from wagtail_migration_events.interchange.source.source_event import SourceEvent

#: Moments that only a table of our own has, by its columns.
_OF_OUR_OWN = ("previous_starts_at", "registration_opens_at", "registration_closes_at")


def understand_past(event: SourceEvent, row: dict[str, Any]) -> None:
    """Add to an event its owner and when it was published, and what our own tables say more."""
    event.owner = text_cell(event, "owner", _first(row.get("owner")), longest=255)
    event.first_published_at = _published(event, row, "published")
    if not event.key:
        return
    event.last_published_at = _published(event, row, "last_published")
    for column in _OF_OUR_OWN:
        moment, refused = _moment(event, row.get(column))
        event.values[column] = moment
        event.refused += refused


def _published(event: SourceEvent, row: dict[str, Any], column: str) -> dt.datetime | None:
    value = _first(row.get(column))
    moment, refused = _moment(event, value)
    if refused or (moment and moment > timezone.now()):
        note(event, column, value)
        return None
    return moment


def _moment(event: SourceEvent, value: Any) -> tuple[dt.datetime | None, list[str]]:
    """Return a moment on the clock of the event, else in UTC; of a day its first moment."""
    zone = event.values.get("timezone") or "UTC"
    found = understand_dates(value, None, zone)
    if found.values["date_precision"] == DatePrecision.NONE:
        return None, found.refused
    return found.values["starts_at"], found.refused


def _first(value: Any) -> Any:
    return next((each for each in value if each), None) if isinstance(value, list) else value
