"""The rules of a zone as a calendar file writes them (RFC 5545 §3.6.5)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wagtail_migration_events.events.times.timezones import zone_or_utc
from wagtail_migration_events.feeds.content_lines import content_line, text

#: Outside of these years nobody relies on the clock of a zone: moments are written in UTC.
YEARS = range(1970, 2100)
#: After all years for which a zone lists its changes, and in which each date has each weekday.
_BY_RULE = range(2038, 2066)
#: A rule that begins in no year of these is none.
_NEVER = YEARS.stop
_DAY, _SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
#: No clock was changed twice within so many days (in the north of Brazil in 2000 within seven).
_STEP = dt.timedelta(days=6)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of a clock that is put forward or back, and whether to summer time."""

    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_summer: bool


#: When each change comes, as the clock shows it that is put forward or back then.
_Moments = dict[_Change, list[dt.datetime]]


@lru_cache(maxsize=512)
def vtimezone(name: str, first: int, last: int) -> bytes:
    """Return the rules of a zone for these years, the last one included.

    Changes that come every year in the same week are written as a rule without an end, so that
    most zones are written alike whatever the years. Outlook reads no dates that are listed
    (MS-STANOICAL §2.2.47), and some programs keep what they have read of a zone for other files.
    """
    since = _rule_begins(name)
    components: list[bytes] = []
    if first <= since:
        first = min(first, since - 1)
        components.append(_state(name, first))
        components += _written(_between(_moments(name), first, min(last, since - 1)))
    if last >= since:
        components += _written(_between(_moments(name), since, since), _in_rule(name))
    return b"".join(
        (
            b"BEGIN:VTIMEZONE\r\n",
            content_line("TZID", text(name)),
            *components,
            b"END:VTIMEZONE\r\n",
        )
    )


@lru_cache(maxsize=512)
def _moments(name: str) -> _Moments:
    """Return every change of a zone that may be written, or tells of a rule."""
    zone = zone_or_utc(name)
    found: _Moments = defaultdict(list)
    early = dt.datetime(YEARS.start, 1, 1, tzinfo=dt.UTC) - _DAY
    offset = early.astimezone(zone).utcoffset()
    while early.year < _BY_RULE.stop:
        late = early + _STEP
        if late.astimezone(zone).utcoffset() != offset:
            late = _first_second(early, late, zone)
            before, after = (late - _SECOND).astimezone(zone), late.astimezone(zone)
            moment = before.replace(tzinfo=None) + _SECOND
            found[_change(before, after)].append(moment)
            offset = after.utcoffset()
        early = late
    return found


def _first_second(early: dt.datetime, late: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return when the clock has changed, which it has between two moments."""
    offset = early.astimezone(zone).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late


def _change(before: dt.datetime, after: dt.datetime) -> _Change:
    # In Ireland the law calls the winter the other time, which no calendar program expects.
    knows_summer = bool(before.dst() or after.dst())
    offsets = before.utcoffset() or dt.timedelta(), after.utcoffset() or dt.timedelta()
    return _Change(*offsets, after.tzname() or "", knows_summer and offsets[1] > offsets[0])


def _between(moments: _Moments, first: int, last: int) -> _Moments:
    years = range(first, last + 1)
    return {
        change: inside
        for change, all_of_them in moments.items()
        if (inside := [moment for moment in all_of_them if moment.year in years])
    }


@lru_cache(maxsize=512)
def _in_rule(name: str) -> dict[_Change, str]:
    """Return the changes that come every year, and when; none if no plain rule says it."""
    moments = _between(_moments(name), _BY_RULE[0], _BY_RULE[-1])
    places = {change: _place(found) for change, found in moments.items()}
    return {} if None in places.values() else {change: str(at) for change, at in places.items()}


def _place(moments: Sequence[dt.datetime]) -> str | None:
    """Return where in a year all of these moments are; None if no plain rule says it."""
    if len({(moment.month, moment.weekday(), moment.time()) for moment in moments}) > 1:
        return None
    weeks = {(moment.day + 6) // 7 for moment in moments}
    is_last = all(m.day + 7 > monthrange(m.year, m.month)[1] for m in moments)
    if len(weeks) > 1 and not is_last:
        return None
    week = -1 if is_last else weeks.pop()
    return f"BYMONTH={moments[0].month};BYDAY={week}{_WEEKDAYS[moments[0].weekday()]}"


@lru_cache(maxsize=512)
def _rule_begins(name: str) -> int:
    """Return the first year since which the clock has changed by the rule, and by nothing else."""
    if not _in_rule(name):
        return _NEVER
    since = _BY_RULE.start
    by_rule = _between(_moments(name), _BY_RULE[0], _BY_RULE[-1])
    while since > YEARS.start + 1:
        of_year = _between(_moments(name), since - 1, since - 1)
        as_ever = of_year.keys() == by_rule.keys() and all(
            len(found) == 1 and _place([*by_rule[change], *found]) == _place(by_rule[change])
            for change, found in of_year.items()
        )
        if not as_ever:
            break
        since -= 1
    return since


def _state(name: str, year: int) -> bytes:
    """Write what the clock shows when a year begins: before the first change there is no rule."""
    start = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) - _DAY).astimezone(zone_or_utc(name))
    offset = start.utcoffset() or dt.timedelta()
    state = _Change(offset, offset, start.tzname() or "", is_summer=False)
    return _component(state, [start.replace(tzinfo=None)], "")


def _written(moments: _Moments, places: dict[_Change, str] | None = None) -> Iterator[bytes]:
    for change, found in sorted(moments.items(), key=lambda each: each[1]):
        yield _component(change, found, (places or {}).get(change, ""))


def _component(change: _Change, moments: Sequence[dt.datetime], place: str) -> bytes:
    kind = "DAYLIGHT" if change.is_summer else "STANDARD"
    first, *others = (f"{moment:%Y%m%dT%H%M%S}" for moment in moments)
    repeated = b""
    if place:
        repeated = content_line("RRULE", f"FREQ=YEARLY;{place}")
    elif others:
        repeated = content_line("RDATE", ",".join(others))
    return b"".join(
        (
            content_line("BEGIN", kind),
            content_line("DTSTART", first),
            repeated,
            content_line("TZNAME", text(change.name)),
            content_line("TZOFFSETFROM", _offset(change.before)),
            content_line("TZOFFSETTO", _offset(change.after)),
            content_line("END", kind),
        )
    )


def _offset(offset: dt.timedelta) -> str:
    return f"{dt.datetime(1, 1, 2, tzinfo=dt.timezone(offset)):%z}"
