"""The dates of an event in one sentence: "3 mornings, 28 February – 2 March 2027, 09:00–12:00"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from babel.dates import format_date, format_skeleton
from django.utils.translation import gettext, ngettext, pgettext

from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.events.times.timezone_names import city_of_zone, zone_offset
from wagtail_migration_events.events.times.timezones import local
from wagtail_migration_events.events.times.wording import format_occurrence
from wagtail_migration_events.events.times.wording_locale import (
    isolated,
    join_day_and_hours,
    join_name_and_detail,
    join_range,
    locale_of,
    with_digits_of,
)
from wagtail_migration_events.events.times.wording_ranges import day_range, hour_range, hour_text

#: Dates that are named one by one; of more only the first and the last few.
MOST_NAMED = 12
_FIRST_NAMED, _LAST_NAMED = 8, 2
NOON, EVENING = dt.time(12), dt.time(17)
#: From when until when a stretch is a morning, an afternoon, an evening: with some grace.
_MORNING = (dt.time(5), dt.time(13))
_AFTERNOON = (NOON, dt.time(18, 30))


def dates_in_words(occurrences: Sequence[Occurrence], language: str) -> str:
    """Return when all these dates are, in one sentence without a full stop.

    :param occurrences: dated ones of one event, in order; at least one.
    :param language: the active one, or any other tag; numbers and names are worded in it.
    """
    first = occurrences[0]
    if len(occurrences) == 1:
        return _joined([_stretch(first, language), zone_words(occurrences, language)])
    parts = [_how_many(occurrences, language), _days(occurrences, language)]
    if first.has_hours and (hours := _common_hours(occurrences, language)):
        parts.append(hours)
    return _joined([*parts, zone_words(occurrences, language)])


def zone_words(occurrences: Sequence[Occurrence], language: str) -> str:
    """Return "New York time (UTC−5)", with both offsets if they differ; "" without hours."""
    if not occurrences[0].has_hours:
        return ""
    zone, locale = occurrences[0].timezone, locale_of(language)
    moments = [moment for each in occurrences for moment in (each.starts_at, each.end) if moment]
    offsets = list(dict.fromkeys(zone_offset(zone, moment) for moment in moments))
    shown = isolated(locale, offsets[0])
    if len(offsets) > 1:
        shown = join_range(locale, shown, isolated(locale, offsets[1]))
    city = city_of_zone(zone, language)
    if not zone or city == "UTC":
        return shown
    return join_name_and_detail(locale, gettext("%(city)s time") % {"city": city}, shown)


def short_day(day: dt.date, language: str, *, with_year: bool = False) -> str:
    """Return "5 Jan"."""
    locale = locale_of(language)
    skeleton = "yMMMd" if with_year else "MMMd"
    return with_digits_of(locale, format_skeleton(skeleton, day, locale=locale))


def hours_of(start: dt.datetime, end: dt.datetime | None, language: str) -> str:
    """Return "09:00–12:00" of two moments on one clock; with the day of an end on another day."""
    locale = locale_of(language)
    if end is None:
        words = hour_text(locale, start)
    elif end.date() == start.date():
        words = hour_range(locale, start, end)
    else:
        day = short_day(end.date(), language, with_year=end.year != start.year)
        last = join_day_and_hours(locale, day, hour_text(locale, end))
        words = join_range(locale, hour_text(locale, start), last)
    return with_digits_of(locale, words)


def _joined(parts: list[str]) -> str:
    return pgettext("between the items of a list", ", ").join(part for part in parts if part)


def _stretch(occurrence: Occurrence, language: str) -> str:
    """Return one stretch with the day of the week, without its zone."""
    when, locale = format_occurrence(occurrence, language), locale_of(language)
    first, last = occurrence.first_day(), occurrence.last_day()
    if first is None or first != last:  # of several days, or a month
        return when.text.removesuffix(when.zone).rstrip()
    day = with_digits_of(locale, format_date(first, "full", locale=locale))
    return join_day_and_hours(locale, day, when.hours) if when.hours else day


def _how_many(occurrences: Sequence[Occurrence], language: str) -> str:
    number = len(occurrences)
    words = _KINDS[_kind(occurrences)](number)
    return words % {"number": with_digits_of(locale_of(language), str(number))}


_KINDS = {
    "morning": lambda n: ngettext("%(number)s morning", "%(number)s mornings", n),
    "afternoon": lambda n: ngettext("%(number)s afternoon", "%(number)s afternoons", n),
    "evening": lambda n: ngettext("%(number)s evening", "%(number)s evenings", n),
    "day": lambda n: ngettext("%(number)s day", "%(number)s days", n),
    "date": lambda n: ngettext("%(number)s date", "%(number)s dates", n),
}


def _kind(occurrences: Sequence[Occurrence]) -> str:
    kinds = {_kind_of_one(each) for each in occurrences}
    return kinds.pop() if len(kinds) == 1 else "date"


def _kind_of_one(occurrence: Occurrence) -> str:
    if occurrence.first_day() != occurrence.last_day():
        return "date"
    if not occurrence.has_hours or occurrence.starts_at is None:
        return "day" if occurrence.is_all_day else "date"
    if occurrence.end is None:
        return "date"
    start = local(occurrence.starts_at, occurrence.timezone).time()
    end = local(occurrence.end, occurrence.timezone).time()
    if _MORNING[0] <= start < NOON and end <= _MORNING[1]:
        return "morning"
    if _AFTERNOON[0] <= start < EVENING and start < end <= _AFTERNOON[1]:
        return "afternoon"
    return "evening" if start >= EVENING else "date"


def _days(occurrences: Sequence[Occurrence], language: str) -> str:
    """Return the days as a range where each follows the other, else the range and each of them."""
    days = [day for each in occurrences if (day := each.first_day())]
    last = max(each.last_day() or days[-1] for each in occurrences)
    locale = locale_of(language)
    whole = with_digits_of(locale, day_range(locale, days[0], last))
    hours_differ = occurrences[0].has_hours and not _common_hours(occurrences, language)
    step = dt.timedelta(days=1)
    in_a_row = all(day - before == step for before, day in pairwise(days))
    if in_a_row and not hours_differ and last == days[-1]:
        return whole
    with_year = days[0].year != last.year
    named = [_named(each, language, with_year, hours_differ) for each in _shown(occurrences)]
    words = _listed(named, len(occurrences), with_commas=hours_differ)
    if len({day.weekday() for day in days}) == 1:
        weekday = format_date(days[0], "cccc", locale=locale)
        words = gettext("%(weekday)s: %(days)s") % {"weekday": weekday, "days": words}
    return join_name_and_detail(locale, whole, words)


def _shown(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    if len(occurrences) <= MOST_NAMED:
        return list(occurrences)
    return [*occurrences[:_FIRST_NAMED], *occurrences[-_LAST_NAMED:]]


def _named(occurrence: Occurrence, language: str, with_year: bool, with_hours: bool) -> str:
    day = occurrence.first_day()
    if day is None or occurrence.starts_at is None:
        return ""
    words = short_day(day, language, with_year=with_year)
    if not with_hours:
        return words
    return join_day_and_hours(locale_of(language), words, _hours(occurrence, language))


def _listed(named: list[str], number: int, *, with_commas: bool) -> str:
    if len(named) < number:
        named[_FIRST_NAMED:_FIRST_NAMED] = ["…"]
    if with_commas:
        return pgettext("between the items of a list that have commas", "; ").join(named)
    return _joined(named)


def _hours(occurrence: Occurrence, language: str) -> str:
    if occurrence.starts_at is None:
        return ""
    start = local(occurrence.starts_at, occurrence.timezone)
    end = local(occurrence.end, occurrence.timezone) if occurrence.end else None
    return hours_of(start, end, language)


def _common_hours(occurrences: Sequence[Occurrence], language: str) -> str:
    """Return the hours that all have; "" if they differ, or lead into another day."""
    if any(each.first_day() != each.last_day() for each in occurrences):
        return ""
    hours = {_hours(each, language) for each in occurrences}
    return hours.pop() if len(hours) == 1 else ""
