"""Moments for programs, as exactly as they are known (ISO 8601)."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.times.timezones import local

#: How many characters of a date are known.
_KNOWN = {DatePrecision.DAY.value: 10, DatePrecision.MONTH.value: 7}


def iso_moment(
    moment: datetime | None, timezone: str, precision: str = DatePrecision.TIME.value
) -> str:
    """Return ``2027-05-03T15:00+02:00``, ``2027-05-03`` or ``2027-05``; "" for no moment.

    :param moment: as it is stored: of days and months midnight UTC of the calendar date.
    :param timezone: the IANA zone on whose clock an hour is written; blank or unknown is UTC.
    """
    if moment is None:
        return ""
    if known := _KNOWN.get(str(precision)):
        return local(moment, "UTC").date().isoformat()[:known]
    return iso_on_clock(local(moment, timezone))


def iso_on_clock(moment: datetime) -> str:
    """Return an aware moment as its own clock shows it, with the offset.

    HTML knows only offsets in whole minutes; before about 1900 places had their own mean time.
    """
    offset = moment.utcoffset() or timedelta()
    shown = moment if offset % timedelta(minutes=1) == timedelta() else local(moment, "UTC")
    return shown.isoformat(timespec="minutes")
