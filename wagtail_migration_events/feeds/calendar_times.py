"""Moments in a calendar file, and the zones in which they are written."""

from __future__ import annotations

import datetime as dt

from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.events.times.timezones import get_zone, local
from wagtail_migration_events.feeds.calendar_zones import YEARS, vtimezone
from wagtail_migration_events.feeds.content_lines import content_line

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


class ZonesUsed:
    """The zones of a calendar, and the years in which each is needed."""

    def __init__(self) -> None:
        self._years: dict[str, tuple[int, int]] = {}

    def note(self, name: str, moment: dt.datetime) -> None:
        first, last = self._years.get(name, (moment.year, moment.year))
        self._years[name] = (min(first, moment.year), max(last, moment.year))

    def components(self) -> list[bytes]:
        """Return a ``VTIMEZONE`` for each zone, by name: the same bytes for the same events."""
        return [vtimezone(name, *years) for name, years in sorted(self._years.items())]


def no_zone() -> bytes:
    """Return the component of a calendar without events, since one without any is no calendar
    (RFC 5545 §3.4)."""
    return vtimezone("UTC", YEARS[0], YEARS[0])


def time_lines(occurrence: Occurrence, zones: ZonesUsed) -> list[bytes]:
    """Return the start and the end, which is exclusive (RFC 5545 §3.6.1); a day leaves one free.

    :param zones: is told which zone was used.
    """
    first, last = occurrence.first_day(), occurrence.last_day()
    if occurrence.is_all_day and first and last:
        lines = [content_line("DTSTART", f"{first:%Y%m%d}".rjust(8, "0"), VALUE="DATE")]
        end = last + DAY if last < dt.date.max else last
        if end > first:
            lines.append(content_line("DTEND", f"{end:%Y%m%d}".rjust(8, "0"), VALUE="DATE"))
        return lines
    moments = [occurrence.starts_at, occurrence.end]
    known = [moment.replace(microsecond=0) for moment in moments if moment]
    if len(known) == 2 and known[0] == known[1]:
        del known[1]
    zone = occurrence.timezone
    clock = [local(moment, zone) for moment in known]
    if not get_zone(zone) or not all(_can_be_written(moment) for moment in clock):
        return [
            content_line(name, in_utc(moment))
            for name, moment in zip(("DTSTART", "DTEND"), known, strict=False)
        ]
    for moment in clock:
        zones.note(zone, moment)
    return [
        content_line(name, _digits(moment), TZID=zone)
        for name, moment in zip(("DTSTART", "DTEND"), clock, strict=False)
    ]


def in_utc(moment: dt.datetime) -> str:
    """Return a moment as a value of type ``DATE-TIME`` with UTC time (RFC 5545 §3.3.5)."""
    return f"{_digits(local(moment, 'UTC'))}Z"


def _can_be_written(moment: dt.datetime) -> bool:
    """Whether the clock of its zone says which moment it is.

    A time that comes twice, when summer time ends, means its first coming (RFC 5545 §3.3.5).
    """
    return moment.year in YEARS and not moment.fold and moment.tzname() != "UTC"


def _digits(moment: dt.datetime) -> str:
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"
