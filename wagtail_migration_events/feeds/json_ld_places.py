"""Where an event takes place and how one attends, in the words of schema.org."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.events.display.facts import venue_of
from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.facts.where import AttendanceMode, attendance_mode_of
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.vocabularies.registry import get_vocabulary

#: https://schema.org/EventAttendanceModeEnumeration
MODES = {
    AttendanceMode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    AttendanceMode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def where_of(event: Any, language: str, status: str) -> dict[str, Any]:
    """Return the way of attending and the places, as far as they are known.

    :param language: BCP 47 tag in which a country is named where no venue is.
    :param status: of the date; one that moved online is no longer at its venue.
    """
    mode = attendance_mode_of(event, status)
    places = []
    if mode != AttendanceMode.ONLINE:
        places.append(_place(event, language))
    if mode != AttendanceMode.IN_PERSON:
        places.append(_virtual_place(event))
    known = [place for place in places if place]
    found: dict[str, Any] = {}
    if mode in AttendanceMode:
        found["eventAttendanceMode"] = MODES[AttendanceMode(mode)]
    if known:
        found["location"] = known[0] if len(known) == 1 else known
    return found


def _place(event: Any, language: str) -> dict[str, Any]:
    """Return the venue. Nobody has said which of its lines is a street and which a room."""
    lines = [" ".join(line.split()) for line in venue_of(event).splitlines()]
    lines = [line for line in lines if line]
    code = getattr(event, "country", "") or ""
    country = get_vocabulary("areas").get(code) if code else None
    if not lines and country is None:
        return {}
    address = {"@type": "PostalAddress"}
    if lines[1:]:
        address["name"] = ", ".join(lines)
    if country is not None and country.iso2:
        address["addressCountry"] = country.iso2
    name = lines[0] if lines else country.label(language).text if country else ""
    place: dict[str, Any] = {"@type": "Place", "name": name}
    place["address"] = address if len(address) > 1 else name
    latitude, longitude = getattr(event, "latitude", None), getattr(event, "longitude", None)
    if latitude is not None and longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(latitude),
            "longitude": float(longitude),
        }
    return place


def _virtual_place(event: Any) -> dict[str, Any]:
    """Return where the public can watch; without an address there is no such place."""
    stream = web_link(shared_value(event, "livestream_url"))
    return {"@type": "VirtualLocation", "url": stream} if stream else {}
