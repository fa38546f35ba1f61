"""Dates and moments of a calendar, as Python's and as our rows write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from wagtail_migration_events.interchange.calendars.properties import Property
from wagtail_migration_events.interchange.calendars.zones import CalendarZones, Zone

DAY = dt.timedelta(days=1)
_VALUE = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?(?:\.\d+)?\s*"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?P<sign>[+-])?P(?:(?P<weeks>\d{1,5})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?:(?P<hours>\d{1,7})H)?(?:(?P<minutes>\d{1,8})M)?(?:(?P<seconds>\d{1,9})S)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """A date, or a time on the clock of ``zone``; floating without one.

    Attributes:
        unknown: the name of a zone that nobody knows; the time floats then.
    """

    value: dt.date | dt.datetime
    zone: str = ""
    unknown: str = ""

    @property
    def is_day(self) -> bool:
        return not isinstance(self.value, dt.datetime)

    @property
    def day(self) -> dt.date:
        return self.value.date() if isinstance(self.value, dt.datetime) else self.value


def moment_of(prop: Property, zones: CalendarZones, value: str = "") -> Moment | None:
    """Return what a property says; None if it is no date.

    :param value: of one of several values of the property.
    """
    text = (value or prop.value).strip()
    match = _VALUE.fullmatch(text)
    if match is None:
        return None
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match["hour"] is None:
            return Moment(day)
        hour = 0 if match["hour"] == "24" else int(match["hour"])
        # A leap second is no time of Python's.
        time = dt.time(hour, int(match["minute"]), min(int(match["second"] or 0), 59))
    except ValueError:
        return None
    naive = dt.datetime.combine(day, time)
    if match["hour"] == "24":
        if day == dt.date.max:
            return None
        naive += DAY
    return _on_its_clock(naive, match["zone"], prop, zones)


def _on_its_clock(
    naive: dt.datetime, offset: str | None, prop: Property, zones: CalendarZones
) -> Moment:
    default = zones.default()
    if offset:
        tzinfo = dt.UTC if offset.upper() == "Z" else dt.timezone(_offset(offset))
        aware = naive.replace(tzinfo=tzinfo)
        return Moment(_seen_from(aware, default), default.name if default else "")
    name = prop.parameters.get("TZID", "")
    zone = zones.find(name) if name else default
    if zone is None:
        return Moment(naive, unknown=name)
    return Moment(naive.replace(tzinfo=zone.tzinfo), zone.name)


def _seen_from(moment: dt.datetime, zone: Zone | None) -> dt.datetime:
    try:
        return moment.astimezone(zone.tzinfo) if zone else moment
    except OverflowError:
        return moment


def _offset(text: str) -> dt.timedelta:
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    hours, minutes = min(int(digits[:2]), 23), min(int(digits[2:] or 0), 59)
    return sign * dt.timedelta(hours=hours, minutes=minutes)


def duration_of(text: str) -> dt.timedelta | None:
    """Return a duration (RFC 5545 §3.3.6); None if it is none, or goes backwards."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or match["sign"] == "-":
        return None
    parts = {
        name: int(value) for name, value in match.groupdict().items() if name != "sign" and value
    }
    try:
        return dt.timedelta(**parts)
    except OverflowError:
        return None


def written(value: dt.date | dt.datetime) -> str:
    """Return a date or moment as a row has it: with its offset, where it has a clock."""
    if not isinstance(value, dt.datetime):
        return f"{value.year:04}-{value:%m-%d}"
    try:
        in_utc = value.astimezone(dt.UTC) if value.tzinfo else value
    except (OverflowError, ValueError):
        in_utc = value.replace(tzinfo=None)
    mark = "Z" if in_utc.tzinfo else ""
    return f"{in_utc.year:04}-{in_utc:%m-%dT%H:%M}{mark}"
