"""Which facts a change of status writes, and what they are to be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.facts.when import as_calendar_date, parse_moment
from wagtail_migration_events.events.facts.where import AttendanceMode
from wagtail_migration_events.events.status_change.change import (
    StatusAction,
    StatusChange,
    StatusChangeRefused,
    known_precision,
)
from wagtail_migration_events.events.status_change.listed_dates import (
    ListedDates,
    Row,
    revived_statuses,
    start_that_moves,
    statuses_before_cancelling,
)
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus
from wagtail_migration_events.events.times.timezones import (
    NonexistentLocalTime,
    from_local,
    get_zone,
    local,
)


@dataclass(frozen=True, slots=True)
class NewValues:
    """What is written: values by name in the mixin, and what becomes of each listed date.

    ``before`` are the statuses that dates had before they were cancelled with the event, by key.
    """

    plain: dict[str, Any]
    listed: ListedDates
    row_status: str = ""
    revives: bool = False
    before: dict[str, str] | None = None
    shift: Shift | None = None
    drop_rows: bool = False

    @property
    def touches_rows(self) -> bool:
        return bool(self.row_status or self.revives or self.shift or self.drop_rows)

    def rows(self, rows: list[Row]) -> list[Row]:
        """Return what a list of dates becomes; the rows of a draft may be others than the public.

        What is over stays as it is.

        :raises StatusChangeRefused: if an hour would not exist on its new day.
        """
        if self.drop_rows:
            return []
        changed = [dict(row) for row in rows]
        touched = [row for row, yes in zip(changed, self.listed.touched(rows), strict=True) if yes]
        revived = revived_statuses(touched, self.before) if self.revives else {}
        for row in touched:
            if status := self.row_status or revived.get(str(row.get("key"))):
                row["status"] = status
            for name in ("starts_at", "ends_at"):
                if self.shift and (moment := parse_moment(row.get(name))):
                    row[name] = self.shift.applied(moment).isoformat()
        return changed


@dataclass(frozen=True, slots=True)
class Shift:
    """How far an event moves, on the clock of its place: nine o'clock stays nine o'clock.

    ``days`` is how far its calendar date moves, whatever the hours.
    """

    distance: dt.timedelta
    timezone: str
    whole_days: bool
    days: int

    @classmethod
    def between(cls, old: dt.datetime, new: dt.datetime, timezone: str, precision: str) -> Shift:
        whole_days = precision in (DatePrecision.DAY, DatePrecision.MONTH)
        zone = "UTC" if whole_days else timezone
        before, after = _clock(old, zone), _clock(new, zone)
        days = (after.date() - before.date()).days
        return cls(after - before, timezone, whole_days, days)

    def applied(self, moment: dt.datetime) -> dt.datetime:
        """:raises StatusChangeRefused: if the clocks jump over the new hour, or the year ends."""
        try:
            if self.whole_days:
                return moment + self.distance
            zone = self.timezone if get_zone(self.timezone) else ""
            return from_local(_clock(moment, self.timezone) + self.distance, zone)
        except NonexistentLocalTime as error:
            raise StatusChangeRefused(
                _(
                    "The clocks are put forward on one of the new days: an hour would not exist. "
                    "Choose another day."
                )
            ) from error
        except (ValueError, OverflowError) as error:
            raise StatusChangeRefused(_("A date would be too far away.")) from error


def new_values(event: Any, change: StatusChange) -> NewValues:
    """Work out what a change makes of an event.

    :param event: the source of facts as it is stored.
    :raises StatusChangeRefused: if a date cannot be moved.
    """
    plain: dict[str, Any] = {"event_status": change.status.value, "status_reason": change.reason}
    made = NewValues(plain, ListedDates.of(event))
    if change.action == StatusAction.CANCEL:
        return replace(made, row_status=EventStatus.CANCELLED.value)
    if event.event_status == EventStatus.CANCELLED and event.dates:
        made = replace(made, revives=True, before=statuses_before_cancelling(event))
    if change.action == StatusAction.MOVE_ONLINE:
        plain |= _online(change)
        return made
    if change.starts_at is None:
        plain |= {"starts_at": None, "ends_at": None, "date_precision": DatePrecision.NONE.value}
        plain["previous_starts_at"] = start_that_moves(event) or event.previous_starts_at
        return replace(made, drop_rows=True)
    shift = shift_of(event, change)
    plain |= _moved(event, change, shift)
    return replace(made, shift=shift, drop_rows=shift is None)


def shift_of(event: Any, change: StatusChange) -> Shift | None:
    """Return how far a change moves an event; None if that cannot be said."""
    old = start_that_moves(event)
    if not (old and change.starts_at and change.date_precision == known_precision(event)):
        return None
    return Shift.between(old, change.starts_at, event.timezone or "", change.date_precision)


def _online(change: StatusChange) -> dict[str, Any]:
    values: dict[str, Any] = {"attendance_mode": AttendanceMode.ONLINE.value}
    if change.livestream_url:
        values["livestream_url"] = change.livestream_url
    if change.drop_venue:
        values |= {"venue": "", "latitude": None, "longitude": None}
    return values


def _moved(event: Any, change: StatusChange, shift: Shift | None) -> dict[str, Any]:
    ends_at = change.ends_at
    if ends_at is None and event.ends_at and shift:
        ends_at = shift.applied(event.ends_at)
    return {
        "starts_at": change.starts_at,
        "ends_at": ends_at,
        "date_precision": str(change.date_precision),
        "previous_starts_at": _previous(event, change.date_precision),
    }


def _previous(event: Any, precision: str) -> dt.datetime | None:
    """Return the start before, so that its day reads the same with what is now known of dates."""
    moment: dt.datetime | None = start_that_moves(event) or event.previous_starts_at
    if moment is None or precision != DatePrecision.TIME:
        return moment
    was_day = (
        known_precision(event) != DatePrecision.TIME and as_calendar_date(moment, "") == moment
    )
    if not was_day:
        return moment
    # A day without an hour is kept as midnight UTC, beside hours as midnight of the place.
    zone = event.timezone if get_zone(event.timezone or "") else ""
    try:
        return from_local(_clock(moment, "UTC"), zone)
    except NonexistentLocalTime:
        return from_local(_clock(moment, "UTC") + dt.timedelta(hours=12), zone)


def _clock(moment: dt.datetime, timezone: str) -> dt.datetime:
    return local(moment, timezone).replace(tzinfo=None)
