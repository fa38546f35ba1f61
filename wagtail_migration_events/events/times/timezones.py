"""IANA time zones: finding them by name, and going from a zone's clock to UTC and back.

No function here touches the file system with a name that came from outside: a name is looked up
in the set of zones the machine has, and everything else is unknown.
"""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

# "localtime" is the server's own zone and "Factory" a placeholder: no event takes place there.
_NOT_A_PLACE = frozenset({"Factory", "localtime"})


class UnknownTimezone(ValueError):  # noqa: N818 - named like ObjectDoesNotExist
    """The name is not an IANA zone of this machine's time zone database."""


class NonexistentLocalTime(ValueError):  # noqa: N818 - named like ObjectDoesNotExist
    """The clocks of the zone jump over this time, for instance when summer time begins."""


@cache
def _known_names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones()) - _NOT_A_PLACE


def get_zone(name: str) -> ZoneInfo | None:
    """Return the IANA zone of that exact name, or None for anything else. Never raises."""
    return ZoneInfo(name) if name in _known_names() else None


def zone_or_utc(name: str) -> ZoneInfo:
    """Return the zone, or UTC for a blank, unknown or since removed name. Never raises."""
    return get_zone(name) or ZoneInfo("UTC")


def local(moment: datetime, name: str) -> datetime:
    """Return the moment on the clock of the zone (of UTC when the zone is blank or unknown).

    A naive moment is taken as UTC, and never as the server's time. At the two ends of the calendar
    (years 1 and 9999), where a zone's clock cannot be written down, the answer is in UTC.
    """
    # Of a moment in another zone an equal one may differ: an hour that comes twice.
    return (_on_clock if moment.tzinfo in (UTC, None) else _on_clock.__wrapped__)(moment, name)


# A list asks for the days and hours of each event a dozen times.
@lru_cache(maxsize=4096)
def _on_clock(moment: datetime, name: str) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    for zone in (zone_or_utc(name), ZoneInfo("UTC")):
        try:
            converted = aware.astimezone(zone)
            converted.dst()
        except OverflowError:
            continue
        return converted
    return aware.replace(tzinfo=ZoneInfo("UTC"))


def start_of_day(day: date, name: str) -> datetime:
    """Return the first instant of a day in a zone, in UTC; at the ends of the calendar in UTC.

    Where the clocks jump over midnight that is the moment at which they do.
    """
    midnight = datetime.combine(day, time())
    try:
        return midnight.replace(tzinfo=zone_or_utc(name)).astimezone(UTC)
    except OverflowError:
        return midnight.replace(tzinfo=UTC)


def end_of_day(day: date, name: str) -> datetime:
    """Return the first instant after a day in a zone, in UTC."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return start_of_day(day + timedelta(days=1), name)


def from_local(naive: datetime, name: str) -> datetime:
    """Return the instant, in UTC, at which the clock of the zone shows this time.

    Args:
        naive: what the clock on the wall shows, without a zone. A time that comes twice (when
            summer time ends) means its first coming.
        name: an IANA zone; blank means UTC.

    Raises:
        UnknownTimezone: for a zone that this machine does not know.
        NonexistentLocalTime: for a time that the clocks of the zone jump over.
        ValueError: for an aware `naive`, and for a time that in UTC is not in the years 1 to 9999.
    """
    if naive.tzinfo is not None:
        raise ValueError("The time to convert already has a zone.")
    zone = get_zone(name or "UTC")
    if zone is None:
        raise UnknownTimezone(f"{name!r} is not a known time zone.")
    try:
        moment = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
        shown = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        raise ValueError(f"{naive} is out of range in UTC.") from None
    if shown != naive.replace(fold=0):
        raise NonexistentLocalTime(f"The clocks of {name} jump over {naive}.")
    return moment


@cache
def zone_choices() -> tuple[str, ...]:
    """Return the zones to offer for choice, sorted: the IANA zone of each place, and UTC.

    Older names ("US/Eastern", "Asia/Calcutta") stay valid and are not offered.
    """
    return tuple(sorted({*zone_countries(), "UTC"}))


@cache
def zone_countries() -> dict[str, str]:
    """Return the IANA zone of each place with the ISO 3166 code of its country.

    The source is `zone.tab` of the IANA time zone database, which names every place once, by its
    present spelling.
    """
    tables = [Path(folder) / "zone.tab" for folder in zoneinfo.TZPATH]
    table = next((table for table in tables if table.is_file()), None) or (
        resources.files("tzdata") / "zoneinfo" / "zone.tab"
    )
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows if row[2] in _known_names()}
