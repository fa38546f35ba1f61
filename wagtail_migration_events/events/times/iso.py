"""Moments of events in ISO 8601, as exactly as they are known."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.times.timezones import local


def iso_moment(moment: datetime | None, timezone: str, precision: str) -> str | None:
    """Return a moment of an event in ISO 8601.

    Args:
        moment: an aware moment; without hours it is midnight UTC of a calendar date.
        timezone: the event's zone, on whose clock an instant is given.
        precision: a `DatePrecision`.

    Returns:
        An instant with its offset (`2027-05-03T15:00:00+02:00`), a date (`2027-05-03`) or a month
        (`2027-05`); None for no moment.
    """
    if moment is None:
        return None
    if precision == DatePrecision.TIME:
        return iso_instant(local(moment, timezone))
    day = local(moment, "UTC").date().isoformat()
    return day[:7] if precision == DatePrecision.MONTH else day


def iso_instant(moment: datetime, timespec: str = "seconds") -> str:
    """Return an aware moment with an offset that RFC 3339 and HTML allow.

    Both know only whole minutes; before about 1900 places had their own mean time.
    """
    offset = moment.utcoffset() or timedelta()
    shown = moment if offset % timedelta(minutes=1) == timedelta() else local(moment, "UTC")
    return shown.isoformat(timespec=timespec)
