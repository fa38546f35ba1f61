"""Ranges of days, months and hours by CLDR's interval patterns: "1–3 May 2027"."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, parse_pattern

from wagtail_migration_events.events.times.wording_locale import join_day_and_hours, join_range

_SHORT_MONTH = re.compile(r"(?<![ML])(MMM|LLL)(?![ML])")
_QUOTED = re.compile(r"'[^']*'")
# CLDR 49 (Babel 2.19) has a dash in some of the ranges of simplified Chinese and this word in the
# others, as it had in all of them before. The United Nations write the word.
_BETWEEN_DATES = {"zh": "至"}
_DASH_AT_THE_END = re.compile(r"\s*–\s*$")


# What is worded here is neither a moment nor in a zone, so that equal arguments have equal words.
_worded_once = lru_cache(maxsize=4096)


@_worded_once
def day_text(locale: Locale, day: date) -> str:
    """Return one day with the month's name in full."""
    return format_date(day, "long", locale=locale)


def day_range(locale: Locale, first: date, last: date) -> str:
    """Return the days from first to last (inclusive); one day if they are the same."""
    if first == last:
        return day_text(locale, first)
    differing = "d" if first.month == last.month else "M"
    differing = "y" if first.year != last.year else differing
    skeleton = "yMMMMd" if "yMMMMd" in locale.interval_formats else "yMMMd"
    pieces = _interval(locale, skeleton, differing, first, last)
    return pieces or join_range(locale, day_text(locale, first), day_text(locale, last))


@_worded_once
def month_range(locale: Locale, first: date, last: date) -> str:
    """Return the months from that of `first` to that of `last`; one month if they are the same."""
    start, end = (format_skeleton("yMMMM", day, locale=locale) for day in (first, last))
    if start == end:
        return start
    differing = "y" if first.year != last.year else "M"
    return _interval(locale, "yMMMM", differing, first, last) or join_range(locale, start, end)


def hour_text(locale: Locale, moment: datetime) -> str:
    """Return the time of day on the moment's own clock, 12 or 24 hours as the locale prefers."""
    return _clock_text(locale, _as_shown(moment))


@_worded_once
def _clock_text(locale: Locale, shown: datetime) -> str:
    return format_time(shown, "short", locale=locale)


def hour_range(locale: Locale, start: datetime, end: datetime) -> str:
    """Return "15:00–16:30" for two moments of one day, each on its own clock."""
    first, last = _as_shown(start), _as_shown(end)
    if (first.hour, first.minute) == (last.hour, last.minute):
        # An hour that comes twice, when summer time ends, is not one moment.
        shown = hour_text(locale, start)
        is_one = start.utcoffset() == end.utcoffset()
        return shown if is_one else join_range(locale, shown, hour_text(locale, end))
    skeleton = "hm" if _has_twelve_hours(locale) else "Hm"
    differing = _differing_time_field(first, last, skeleton)
    pieces = _interval(locale, skeleton, differing, first, last)
    return pieces or join_range(locale, hour_text(locale, start), hour_text(locale, end))


def moment_range(locale: Locale, start: datetime, end: datetime, *, with_year: bool) -> str:
    """Return "1 May, 22:00 – 2 May, 02:00" for moments on different days."""
    texts = []
    for moment in (start, end):
        day = moment.date()
        text = day_text(locale, day) if with_year else _day_without_year(locale, day)
        texts.append(join_day_and_hours(locale, text, hour_text(locale, moment)))
    return join_range(locale, *texts)


def _day_without_year(locale: Locale, day: date) -> str:
    return format_skeleton("MMMMd", day, locale=locale)


def _as_shown(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


@_worded_once
def _has_twelve_hours(locale: Locale) -> bool:
    fields = _QUOTED.sub("", locale.time_formats["short"].pattern)
    return "h" in fields or "K" in fields


def _differing_time_field(first: datetime, last: datetime, skeleton: str) -> str:
    if skeleton == "hm" and (first.hour < 12) != (last.hour < 12):
        return "a"
    return skeleton[0] if first.hour != last.hour else "m"


@_worded_once
def _interval(locale: Locale, skeleton: str, differing: str, start: date, end: date) -> str:
    """Apply CLDR's pattern for two values whose greatest difference is the field, "" if none.

    Babel applies neither UTS 35's rules for a skeleton that CLDR only has with a short month, nor
    can it split every pattern into the two halves that are needed.
    """
    patterns = locale.interval_formats.get(skeleton, {}).get(differing, ())
    if len(patterns) != 2 or (differing == "y" and not _names_year(patterns[0])):
        return ""
    first, last = (_with_month_as_in_long_date(locale, pattern) for pattern in patterns)
    if skeleton.startswith("y") and locale.language in _BETWEEN_DATES:
        first = _DASH_AT_THE_END.sub(_BETWEEN_DATES[locale.language], first)
    return "".join(
        parse_pattern(pattern).apply(value, locale)
        for pattern, value in ((first, start), (last, end))
    )


def _names_year(pattern: str) -> bool:
    """Whether a half of a range has the year; CLDR 49 forgets it in a range of Corsican years."""
    return "y" in _QUOTED.sub("", pattern)


def _with_month_as_in_long_date(locale: Locale, pattern: str) -> str:
    """Spell the month out where the locale's long date does; Chinese writes 5月, and not 五月."""
    if "MMMM" not in locale.date_formats["long"].pattern:
        return pattern
    return _SHORT_MONTH.sub(lambda match: match[0] + match[0][0], pattern)
