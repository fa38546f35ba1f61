"""What a time zone is called at a moment: "Central European Summer Time", "UTC+2".

The names are CLDR's, derived for the moment and never typed by anybody. Babel's own
`get_timezone_name` is not used: it calls Irish winter time summer time, and finds no name for
about sixty zones that have been renamed since (Asia/Kolkata, Europe/Kyiv, America/Nuuk).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from wagtail_migration_events.events.times.timezones import local
from wagtail_migration_events.events.times.wording_locale import isolated, join_range, locale_of

# Their legal standard time is the summer one, all year or with a winter that the database counts as
# "minus one hour of summer time". CLDR names them by this standard time, in hours from UTC.
_STANDARD_OFFSETS = {
    "Africa/Casablanca": 0,
    "Africa/El_Aaiun": 0,
    "America/Coyhaique": -4,
    "America/Punta_Arenas": -4,
    "Eire": 0,
    "Europe/Dublin": 0,
}

# The pattern that Babel gives these languages for the time of a place speaks of summer time.
_SPEAKS_OF_SUMMER = frozenset({"bg", "bs", "cv", "gd", "hr", "is", "nn", "ru", "sr"})


def zone_name(name: str, at: datetime, language: str) -> str:
    """Return the long name of the zone at that moment, in a language. Never raises.

    Args:
        name: an IANA zone; blank or unknown means UTC.
        at: an aware moment; summer or winter time is decided by it.
        language: a language tag, see `wording_locale.locale_of`.

    Returns:
        CLDR's name ("Central European Summer Time"); where it has none, the place ("Damascus
        Time"); for zones that are a bare offset ("Etc/GMT+3"), "".
    """
    moment = local(at, name)
    key = str(moment.tzinfo)
    variant = "daylight" if _is_summer_time(key, moment) else "standard"
    return _long_name(key, variant, locale_of(language))


@lru_cache(maxsize=4096)
def _long_name(key: str, variant: str, locale: Locale) -> str:
    canonical = get_global("zone_aliases").get(key, key)
    of_zone = locale.time_zones.get(canonical, {}).get("long", {})
    of_metazone = locale.meta_zones.get(_metazone(canonical), {}).get("long", {})
    found = of_zone.get(variant) or of_metazone.get(variant)
    if isinstance(found, str):
        return found
    return "" if canonical.startswith("Etc/") else _place_time(canonical, locale)


def zone_offset(name: str, at: datetime) -> str:
    """Return the distance from UTC at that moment: "UTC", "UTC+2", "UTC+5:45", "UTC−3".

    It is a technical designation and the same in all languages, with a true minus sign.
    """
    minutes = round((local(at, name).utcoffset() or timedelta()) / timedelta(minutes=1))
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def zone_offsets(locale: Locale, start: datetime, end: datetime | None) -> str:
    """Return the distance from UTC, or both if the clocks change before the end: "UTC+2 – UTC+1".

    :param start: on the clock of its zone, as ``end``.
    """
    key = str(start.tzinfo)
    offset = isolated(locale, zone_offset(key, start))
    if end is None or end.utcoffset() == start.utcoffset():
        return offset
    return join_range(locale, offset, isolated(locale, zone_offset(key, end)))


def _is_summer_time(key: str, moment: datetime) -> bool:
    if key in _STANDARD_OFFSETS:
        offset = moment.utcoffset() or timedelta()
        return offset > timedelta(hours=_STANDARD_OFFSETS[key])
    return bool(moment.dst())


@lru_cache(maxsize=1024)
def _metazone(canonical: str) -> str:
    """Return CLDR's metazone, which Babel files under the zone's name or under an older one."""
    metazones = get_global("meta_zones")
    keys = (canonical, *_former_names(canonical))
    return next((metazones[key] for key in keys if key in metazones), "")


def _place_time(canonical: str, locale: Locale) -> str:
    """Return the city's time; the country is left out: its name would be CLDR's, not the UN's."""
    pattern = "%s" if locale.language in _SPEAKS_OF_SUMMER else locale.zone_formats["region"]
    return str(pattern % _city(canonical, locale))


def city_of_zone(name: str | None, language: str) -> str:
    """Return the city that a zone is named after: "New York", "Нью-Йорк"; "UTC" for that.

    :param name: an IANA zone; a blank one counts as UTC, as it does for an occurrence; any other
        text is returned without its underscores.
    """
    known = name or "UTC"
    canonical = get_global("zone_aliases").get(known, known)
    return "UTC" if canonical.startswith("Etc/") else _city(canonical, locale_of(language))


def _city(canonical: str, locale: Locale) -> str:
    """Return CLDR's name of the city, which it files under the zone's name or an older one."""
    names = (locale.time_zones.get(key, {}) for key in (canonical, *_former_names(canonical)))
    city = next((found["city"] for found in names if "city" in found), "")
    return str(city or canonical.rpartition("/")[2].replace("_", " "))


@lru_cache(maxsize=1024)
def _former_names(canonical: str) -> tuple[str, ...]:
    return tuple(old for old, new in get_global("zone_aliases").items() if new == canonical)
