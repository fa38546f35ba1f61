"""What people write for a time zone, and the IANA zone that they mean.

"CET" in July means the clocks of Zurich, not UTC+1: whoever writes it names a place's clock and
forgets that its label changes with the season. IANA has zones called "EST" and "MST" that never
change, which nobody means.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wagtail_migration_events.events.times.timezones import get_zone, zone_choices

#: Labels whose place is beyond doubt.
_LABELS: dict[str, str] = {
    "CET": "Europe/Zurich", "CEST": "Europe/Zurich", "MEZ": "Europe/Zurich",
    "MESZ": "Europe/Zurich", "HEC": "Europe/Zurich",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "MST": "America/Denver", "MDT": "America/Denver", "CDT": "America/Chicago",
    "CT": "America/Chicago",
    "EAT": "Africa/Nairobi", "CAT": "Africa/Maputo", "WAT": "Africa/Lagos",
    "SAST": "Africa/Johannesburg",
    "ICT": "Asia/Bangkok", "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong",
    "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "PHT": "Asia/Manila", "WIB": "Asia/Jakarta",
    "PKT": "Asia/Karachi", "NPT": "Asia/Kathmandu", "GST": "Asia/Dubai", "UZT": "Asia/Tashkent",
    "GET": "Asia/Tbilisi", "TRT": "Europe/Istanbul",
    "EET": "Europe/Athens", "EEST": "Europe/Athens", "MSK": "Europe/Moscow",
    "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "BST": "Europe/London",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland", "FJT": "Pacific/Fiji",
    "BRT": "America/Sao_Paulo", "CLT": "America/Santiago", "CLST": "America/Santiago",
    "COT": "America/Bogota", "PET": "America/Lima", "ECT": "America/Guayaquil",
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC",
}  # fmt: skip
#: Labels that several zones share.
_SHARED = frozenset({"CST", "IST", "AST", "ADT", "SST", "AMT", "WST"})
#: What is said where the place says the rest.
_LOCAL = re.compile(
    r"(?:at )?local time|heure locale|hora local|(?:по )?местно(?:е время|му времени)|"
    r"(?:ب?التوقيت|توقيت) المحلي|当地时间",
    re.IGNORECASE,
)
#: Zones in which a label is their own, and not what it is elsewhere.
_THERE: dict[str, frozenset[str]] = {
    "BST": frozenset({"Asia/Dhaka"}),
    "PST": frozenset({"Asia/Manila", "Asia/Karachi"}),
    "EST": frozenset({"Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane"}),
    "MST": frozenset({"Asia/Kuala_Lumpur", "Asia/Yangon"}),
    "GST": frozenset({"Asia/Tbilisi"}),
}
#: Places where meetings are held that give no zone of IANA their name.
_PLACES: dict[str, str] = {
    "ny": "America/New_York", "nyc": "America/New_York", "washington": "America/New_York",
    "washington dc": "America/New_York", "geneva": "Europe/Zurich", "genève": "Europe/Zurich",
    "ginebra": "Europe/Zurich", "женева": "Europe/Zurich", "женевы": "Europe/Zurich",
    "женевскому": "Europe/Zurich", "нью-йоркскому": "America/New_York",
    "московскому": "Europe/Moscow",
    "جنيف": "Europe/Zurich", "日内瓦": "Europe/Zurich", "bern": "Europe/Zurich",
    "nueva york": "America/New_York", "нью-йорк": "America/New_York",
    "нью-йорка": "America/New_York", "نيويورك": "America/New_York", "纽约": "America/New_York",
    "central european": "Europe/Zurich",
    "western/central europe": "Europe/Zurich", "eastern": "America/New_York",
    "us eastern": "America/New_York", "eastern time us & canada": "America/New_York",
    "central time us & canada": "America/Chicago", "mountain time us & canada": "America/Denver",
    "pacific time us & canada": "America/Los_Angeles", "east africa": "Africa/Nairobi",
    "east african": "Africa/Nairobi", "pacific": "America/Los_Angeles",
    "bonn": "Europe/Berlin", "the hague": "Europe/Amsterdam", "the hague / amsterdam":
    "Europe/Amsterdam", "marrakech": "Africa/Casablanca", "marrakesh": "Africa/Casablanca",
    "rabat": "Africa/Casablanca", "new delhi": "Asia/Kolkata", "delhi": "Asia/Kolkata",
    "abuja": "Africa/Lagos", "yaounde": "Africa/Douala", "quito": "America/Guayaquil",
    "brasilia": "America/Sao_Paulo", "ottawa": "America/Toronto", "montreal": "America/Toronto",
    "beijing": "Asia/Shanghai", "北京": "Asia/Shanghai", "beyrouth": "Asia/Beirut",
    "بيروت": "Asia/Beirut", "le caire": "Africa/Cairo", "el cairo": "Africa/Cairo",
    "القاهرة": "Africa/Cairo", "moscou": "Europe/Moscow", "moscú": "Europe/Moscow",
    "москва": "Europe/Moscow", "москвы": "Europe/Moscow", "мск": "Europe/Moscow",
    "bruxelles": "Europe/Brussels", "bruselas": "Europe/Brussels", "londres": "Europe/London",
    "viena": "Europe/Vienna", "vienne": "Europe/Vienna", "roma": "Europe/Rome",
    "addis abeba": "Africa/Addis_Ababa",
    "pretoria": "Africa/Johannesburg", "islamabad": "Asia/Karachi",
    "bogotá": "America/Bogota", "ciudad de méxico": "America/Mexico_City",
    "mexico": "America/Mexico_City",
    "santiago de chile": "America/Santiago", "panama city": "America/Panama",
    # Zones by their names, in the five other languages.
    "europe centrale": "Europe/Zurich", "l'europe centrale": "Europe/Zurich",
    "central europea": "Europe/Zurich", "europa central": "Europe/Zurich",
    "центральноевропейскому": "Europe/Zurich", "وسط أوروبا": "Europe/Zurich",
    "中欧": "Europe/Zurich", "欧洲中部": "Europe/Zurich", "l'est": "America/New_York",
    "del este": "America/New_York", "este": "America/New_York",
    "восточному": "America/New_York", "شرق الولايات المتحدة": "America/New_York",
    "美国东部": "America/New_York", "美东": "America/New_York",
}  # fmt: skip
_OFFSET = re.compile(
    r"(?:UTC|GMT)?\s*(?P<sign>[+\-−–])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
)
_AROUND = re.compile(
    r"^(?:all times (?:are )?in|time\s*zone|timezone|fuseau horaire|heure de(?: la)?|"
    r"heure d['’]|heure|hora del?|hora|"
    r"время|по времени|по|بتوقيت|توقيت|time)\s*:?\s*|"
    r"\s*(?:local\s+time|standard\s+time|daylight\s+time|summer\s+time|time\s*zone|timezone|time|"
    r"时间|時間|времени|all year.*)$",
    re.IGNORECASE,
)


def zone_of_label(label: str, place: str = "") -> str:
    """Return the IANA zone that a label means; "" if that is not beyond doubt.

    :param place: where the event is held: of several zones with one label the one there is meant.
    """
    text = " ".join(label.replace("(", " ").replace(")", " ").split()).strip(" .,;:")[:80]
    if "/" in text and get_zone(text):
        return text
    if _LOCAL.fullmatch(text):
        return zone_of_place(place)
    for candidate in dict.fromkeys((text, _AROUND.sub("", _AROUND.sub("", text)).strip(" :.,"))):
        if found := _zone_of(candidate, place):
            return found
    return _zone_said_twice(label)


def _zone_said_twice(label: str) -> str:
    """Return the zone of "CET/CEST" and "IST (New Delhi)", where both mean the same; else ""."""
    parts = [part for part in re.split(r"\s*[/(),]\s*|\s[-–—]\s", label[:80].strip()) if part]
    if len(parts) != 2:
        return ""
    shared = [part for part in parts if part in _SHARED]
    if len(shared) == 1:
        near = zone_of_label(next(part for part in parts if part not in _SHARED))
        return near if near and shared[0] in _labels_of(near) else ""
    zones = {zone_of_label(part) for part in parts}
    return zones.pop() if len(zones) == 1 else ""


def _zone_of(text: str, place: str) -> str:
    if "/" in text and get_zone(text):
        return text
    if match := _OFFSET.fullmatch(text):
        return _zone_of_offset(match)
    near = zone_of_place(place)
    if near and text.isupper() and (text in _labels_of(near) or near in _THERE.get(text, ())):
        return near
    if found := _LABELS.get(text.upper() if len(text) > 3 or text.isupper() else text):
        return near if near and text.upper() in _labels_of(near) else found
    return (
        zone_of_place(text)
        or WINDOWS_TO_OLSON.get(text, "")
        or WINDOWS_TO_OLSON.get(f"{text} Standard Time", "")
    )


def zone_of_place(text: str) -> str:
    """Return the zone of a place that is called exactly so, alone or as a part of a text."""
    for part in (text, *re.split(r"[,;/()]", text)):
        name = part.strip().casefold().replace("’", "'")
        bare = _without_accents(name)  # Panamá, São Paulo
        if found := _PLACES.get(name) or _cities().get(name) or _cities().get(bare):
            return found
    return ""


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not unicodedata.combining(each))


def is_local(label: str) -> bool:
    """Whether a label says no more than that the clock of the place is meant."""
    return bool(_LOCAL.fullmatch(" ".join(label.split()).strip(" .,;:()")))


def is_label(word: str) -> bool:
    """Whether a word is the label of a zone, such as CET."""
    return word in _LABELS or word in _SHARED


@cache
def _cities() -> dict[str, str]:
    """Return the zones by the city that IANA calls them after, where only one has it."""
    found: dict[str, str] = {}
    for name in zone_choices():
        if "/" in name:
            found[name.rpartition("/")[2].replace("_", " ").casefold()] = name
    return found


@cache
def _labels_of(name: str) -> frozenset[str]:
    zone = get_zone(name)
    moments = (dt.datetime(2024, 1, 15, tzinfo=zone), dt.datetime(2024, 7, 15, tzinfo=zone))
    return frozenset(str(moment.tzname()).upper() for moment in moments)


def _zone_of_offset(match: re.Match[str]) -> str:
    if int(match["minutes"] or 0):
        return ""
    hours = int(match["hours"])
    if not hours:
        return "UTC"
    # The signs in these names of IANA are those of POSIX: UTC+3 is Etc/GMT-3.
    name = f"Etc/GMT{'-' if match['sign'] == '+' else '+'}{hours}"
    return name if get_zone(name) else ""


def zone_of_windows(name: str) -> str:
    """Return the IANA zone of a zone of Windows (CLDR, windowsZones), or ""."""
    return WINDOWS_TO_OLSON.get(name, "")
