"""The zones that a calendar names: IANA's, Windows', those of old programs, and its own."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from icalendar import Timezone
from icalendar.timezone import tzp

from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.calendars.blocks import CalendarFacts
from wagtail_migration_events.interchange.written_dates.zone_names import (
    is_label,
    zone_of_label,
    zone_of_windows,
)

#: Zones as Windows shows them: "(UTC-05:00) Eastern Time (US & Canada)", "(UTC+03:00) Nairobi".
_OFFSET_BEFORE = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*")
_OF_AMERICA = re.compile(r" Time \((?:US & )?Canada\)$")
#: What Exchange puts behind a zone of which a file holds two: "W. Europe Standard Time 1".
_NUMBER_BEHIND = re.compile(r"(?<=Time) \d{1,2}$")
_UNIVERSAL = frozenset(
    {
        "tzone://microsoft/utc",
        "coordinated universal time",
        "(utc) coordinated universal time",
        "greenwich mean time",
    }
)


@dataclass(frozen=True)
class Zone:
    """A clock: ``name`` is the IANA zone, "" for one that only the calendar itself defines."""

    tzinfo: dt.tzinfo
    name: str


class CalendarZones:
    """Finds the zones of one calendar by what it calls them."""

    def __init__(self, facts: CalendarFacts) -> None:
        self._facts = facts
        self._known: dict[str, Zone | None] = {}

    def default(self) -> Zone | None:
        """Return the zone of times that name none, where the calendar says one."""
        name = self._facts.properties.get("X-WR-TIMEZONE", "")
        return self.find(name) if name else None

    def find(self, name: str) -> Zone | None:
        """Return the zone of that TZID, or None."""
        if name not in self._known:
            self._known[name] = self._named(name) or self._defined(name)
        return self._known[name]

    def _named(self, name: str) -> Zone | None:
        found = iana_name(name)
        if not found:
            for line in self._facts.zones.get(name, ()):
                if line.upper().startswith(("X-LIC-LOCATION", "TZID-ALIAS-OF")):
                    found = iana_name(line.partition(":")[2].strip())
        zone = get_zone(found) if found else None
        return Zone(zone, found) if zone else None

    def _defined(self, name: str) -> Zone | None:
        """Return the clock that the calendar itself describes in a ``VTIMEZONE``."""
        lines = self._facts.zones.get(name)
        if not lines:
            return None
        text = "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""])
        try:
            zone: Any = Timezone.from_ical(text)
            tzinfo = zone.to_tz(tzp, lookup_tzid=False)
            dt.datetime(2024, 7, 1, tzinfo=tzinfo).utcoffset()
        except Exception:  # the library raises what it comes upon
            return None
        return Zone(tzinfo, "")


def iana_name(name: str) -> str:
    """Return the IANA zone that a TZID means, or "".

    Old programs put their own path before it ("/mozilla.org/20050126_1/Europe/Zurich").
    """
    text = name.strip().strip('"').strip()[:200]
    if is_label(text):  # "EST" of IANA has no summer time, which nobody means
        return zone_of_label(text)
    if get_zone(text):
        return text
    if text.casefold() in _UNIVERSAL:
        return "UTC"
    if found := zone_of_windows(_NUMBER_BEHIND.sub("", text)) or _zone_shown(text):
        return found
    parts = [part for part in re.split(r"[/\s]+", text) if part]
    for size in (3, 2):
        tail = "/".join(parts[-size:])
        if len(parts) >= size and get_zone(tail):
            return tail
    return zone_of_label(text)


def _zone_shown(text: str) -> str:
    before = _OFFSET_BEFORE.match(text)
    shown = text[before.end() :] if before else text
    found = zone_of_windows(_OF_AMERICA.sub(" Standard Time", shown))
    return found or (zone_of_label(shown) if before else "")
