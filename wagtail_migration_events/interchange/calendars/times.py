"""When one component of a calendar begins and ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.calendars.moments import (
    DAY,
    Moment,
    duration_of,
    moment_of,
)
from wagtail_migration_events.interchange.calendars.properties import Properties
from wagtail_migration_events.interchange.calendars.zones import CalendarZones
from wagtail_migration_events.interchange.source.source_event import quoted


@dataclass
class Times:
    """Start and exclusive end of a component, and what is to be said about them."""

    start: Moment | None = None
    end: Moment | None = None
    notes: list[str] = field(default_factory=list)

    def last(self) -> dt.date | dt.datetime | None:
        """Return the end as people say it: the last day of whole days; None for no end."""
        return last_of(
            self.start.value if self.start else None, self.end.value if self.end else None
        )


@dataclass(frozen=True)
class Part:
    """One component of a series, read."""

    properties: Properties
    times: Times

    @property
    def status(self) -> str:
        return self.properties.text("STATUS").upper()


def times_of(properties: Properties, zones: CalendarZones) -> Times:
    """Return when a component takes place."""
    times = Times()
    start = properties.get("DTSTART")
    if start is None:
        message = _("It has no start (DTSTART), so it has no date. Set the date on the page.")
        times.notes.append(message)
        return times
    times.start = moment_of(start, zones)
    if times.start is None:
        message = _(
            "DTSTART “%(value)s” is no date; it is kept in the record. Write it like "
            "20270309T143000Z."
        )
        times.notes.append(message % {"value": quoted(start.value)})
        return times
    if times.start.unknown:
        message = _(
            "The zone “%(zone)s” is not known, so only the day is taken. Name it in "
            "the file by a city, like Europe/Zurich, or set the hours on the page."
        )
        times.notes.append(message % {"zone": quoted(times.start.unknown)})
    times.end, is_wrong = _end_of(properties, times.start, zones)
    is_said = properties.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    if is_said or (times.end and _is_after(times.start, times.end)):
        times.start, times.end = _as_days(times.start, times.end)
    if times.end and not _is_after(times.start, times.end):
        is_wrong, times.end = times.end.value != times.start.value, None
    if is_wrong:
        written = properties.get("DTEND") or properties.get("DURATION")
        message = _(
            "The end “%(value)s” is no end of it; it is kept in the record. Set the "
            "end on the page."
        )
        times.notes.append(message % {"value": quoted(written.value if written else "")})
    return times


def _end_of(
    properties: Properties, start: Moment, zones: CalendarZones
) -> tuple[Moment | None, bool]:
    """Return the end, and whether one is written that is none."""
    if (end := properties.get("DTEND")) is not None:
        moment = moment_of(end, zones)
        return moment, moment is None
    if (duration := properties.get("DURATION")) is None:
        return None, False
    length = duration_of(duration.value)
    return (_after(start, length) if length else None), length is None


def _as_days(start: Moment, end: Moment | None) -> tuple[Moment, Moment | None]:
    """Return what lasts from one midnight to another as whole days, as Exchange writes them."""
    given = [each for each in (start, end) if each]
    if any(f"{each.value:%H:%M}" != "00:00" for each in given):
        return start, end
    return Moment(start.day, start.zone), Moment(end.day, end.zone) if end else None


def last_of(
    start: dt.date | dt.datetime | None, end: dt.date | dt.datetime | None
) -> dt.date | dt.datetime | None:
    """Return an exclusive end as people say it."""
    if start is None or end is None or isinstance(start, dt.datetime):
        return end
    day = end.date() if isinstance(end, dt.datetime) else end
    last = day if isinstance(end, dt.datetime) else day - DAY
    return last if last > start else None


def _after(start: Moment, length: dt.timedelta) -> Moment | None:
    try:
        if start.is_day or start.value.tzinfo is None:  # type: ignore[union-attr]
            return Moment(start.value + length, start.zone)
        # Hours pass on the clock of the world, also when the local one is put forward.
        in_utc = start.value.astimezone(dt.UTC) + length  # type: ignore[union-attr]
        return Moment(in_utc.astimezone(start.value.tzinfo), start.zone)  # type: ignore[union-attr]
    except OverflowError:
        return None


def _is_after(start: Moment, end: Moment) -> bool:
    one, other = start.value, end.value
    if start.is_day or end.is_day:
        if not start.is_day:
            return end.day > start.day
        return end.day > start.day
    if (one.tzinfo is None) != (other.tzinfo is None):  # type: ignore[union-attr]
        return end.day >= start.day
    return other > one
