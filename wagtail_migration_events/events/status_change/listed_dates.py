"""Which of an event's listed dates a change of status touches, and how they were before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import PageLogEntry

from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.facts.when import parse_moment
from wagtail_migration_events.events.group import own_pages
from wagtail_migration_events.events.status_change.change import StatusAction, known_precision
from wagtail_migration_events.events.status_change.record import STATUS_ACTION, UNDO_ACTION
from wagtail_migration_events.events.times.occurrence import EventStatus, Occurrence

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListedDates:
    """How to read the rows of an event's list of dates, at one moment."""

    timezone: str
    precision: str
    now: dt.datetime

    @classmethod
    def of(cls, event: Any) -> ListedDates:
        return cls(event.timezone or "", known_precision(event), timezone.now())

    def touched(self, rows: list[Row]) -> list[bool]:
        """Say of each row whether a change is about it: not if it is over.

        When all of them are over the change comes late, and is about all.
        """
        open_rows = [not self._is_over(row) for row in rows]
        return open_rows if any(open_rows) else [True] * len(rows)

    def _is_over(self, row: Row) -> bool:
        start, end = parse_moment(row.get("starts_at")), parse_moment(row.get("ends_at"))
        occurrence = Occurrence("", start, end, self.timezone, self.precision, "")
        return occurrence.state(self.now) == "past"


def start_that_moves(event: Any) -> dt.datetime | None:
    """Return the first start that a new date takes the place of; of a list, the first to come."""
    rows = event.dates or []
    touched = ListedDates.of(event).touched(rows)
    starts = [
        start
        for row, is_touched in zip(rows, touched, strict=True)
        if is_touched and (start := parse_moment(row.get("starts_at")))
    ]
    return min(starts, default=event.starts_at)


def revived_statuses(rows: list[Row], history: dict[str, str] | None) -> dict[str, str]:
    """Return by key what becomes of the dates of a cancelled event that takes place after all.

    :param rows: those that are not over.
    :param history: as :func:`statuses_before_cancelling` returns it.
    """
    cancelled = [row for row in rows if row.get("status") == EventStatus.CANCELLED]
    if history is None:
        # Nobody knows which were cancelled by themselves. Not all of them can have been.
        keys = [str(row.get("key")) for row in cancelled] if len(cancelled) == len(rows) else []
        return dict.fromkeys(keys, EventStatus.SCHEDULED.value)
    keys = [str(row.get("key")) for row in cancelled]
    return {key: history[key] for key in keys if key in history}


def statuses_before_cancelling(event: Any) -> dict[str, str] | None:
    """Return by key the status of the listed dates that were cancelled together with the event.

    :param event: the source of facts, which is cancelled.
    :return: None if the history does not tell of it, as when it was cancelled in the editor.
    """
    field = fact_field(type(event), "dates")
    found: dict[str, str] | None = None
    for entry in _entries(event):
        if entry.data["action"] != StatusAction.CANCEL:
            break
        found = found or {}
        for written in (entry.data, *entry.data["revisions"]):
            before, after = (written[side].get(field.name) or [] for side in ("before", "after"))
            found = _changed(before, after) | found
        if entry.data["was"]["event_status"] != EventStatus.CANCELLED:
            break
    return found


def _entries(event: Any) -> list[PageLogEntry]:
    """Return the changes of status that were not undone, the newest first."""
    pages = own_pages(event.translation_key).values("pk")
    entries = PageLogEntry.objects.filter(page__in=pages, action__in=[STATUS_ACTION, UNDO_ACTION])
    undone, found = set(), []
    for entry in entries.order_by("-pk"):
        if entry.action == UNDO_ACTION:
            undone.add((entry.uuid, entry.page_id))
        elif (entry.uuid, entry.page_id) not in undone:
            found.append(entry)
    return found


def _changed(before: list[Row], after: list[Row]) -> dict[str, str]:
    now = {str(row.get("key")): row.get("status") for row in after}
    return {
        str(row.get("key")): status
        for row in before
        if now.get(str(row.get("key"))) != (status := row.get("status") or "scheduled")
    }
