"""The words of a calendar in any language, by CLDR (through Babel)."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from babel.dates import format_date, format_skeleton
from django.utils.translation import gettext as _

from wagtail_migration_events.calendars.placing import PlacedOccurrence
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.times.timezone_names import zone_offsets
from wagtail_migration_events.events.times.timezones import end_of_day, local
from wagtail_migration_events.events.times.wording_locale import locale_of, with_digits_of
from wagtail_migration_events.events.times.wording_ranges import (
    day_range,
    hour_range,
    hour_text,
    month_range,
)


class HourWords(NamedTuple):
    """When an event is on during one day.

    Attributes:
        words: "15:00–16:30", "until 02:00" or "continues"; "" where no hour is known.
        zone: how far the clock is from UTC, at both ends if it changes; "" where no hour is named.
        machine: the moment at which it begins, if that is named, for ``<time datetime>``.
    """

    words: str
    zone: str
    machine: str


class WeekdayName(NamedTuple):
    """ "Wednesday", and "Wed" where a column is narrow."""

    full: str
    short: str


def format_months(first: date, last: date, language: str) -> str:
    """Return one month or several: "May–June 2027"."""
    locale = locale_of(language)
    return with_digits_of(locale, month_range(locale, first, last))


def format_days(first: date, last: date, language: str) -> str:
    """Return days that follow each other: "3–9 May 2027"."""
    locale = locale_of(language)
    return with_digits_of(locale, day_range(locale, first, last))


@lru_cache(maxsize=4096)
def format_weekday_and_day(day: date, language: str) -> str:
    """Return one day with its weekday: "Monday, 3 May 2027"."""
    locale = locale_of(language)
    return with_digits_of(locale, format_date(day, "full", locale=locale))


@lru_cache(maxsize=4096)
def format_short_day(day: date, language: str) -> str:
    """Return one day with its weekday and without its year: "Mon, 3 May"."""
    locale = locale_of(language)
    return with_digits_of(locale, format_skeleton("MMMEd", day, locale=locale))


@lru_cache(maxsize=4096)
def format_number(number: int, language: str) -> str:
    """Return a number in the digits of the language."""
    return with_digits_of(locale_of(language), str(number))


def weekday_names(language: str, first_weekday: int) -> list[WeekdayName]:
    """Return the names of the seven days, beginning with that of ``first_weekday`` (0: Monday)."""
    names = locale_of(language).days["stand-alone"]
    days = [(first_weekday + number) % 7 for number in range(7)]
    return [WeekdayName(names["wide"][day], names["abbreviated"][day]) for day in days]


def format_hours(placed: PlacedOccurrence, zone: str, language: str) -> HourWords:
    """Return when an occurrence is on during one of its days, on the clock of the event.

    :param zone: the IANA zone of the event; blank or unknown means UTC.
    """
    row = placed.row
    if row.precision != DatePrecision.TIME or row.starts_at is None:
        return HourWords("" if placed.begins else _("continues"), "", "")
    end = _known_end(placed, zone)
    if placed.begins:
        return _first_hours(row.starts_at, end, zone, language)
    if end is None:
        return HourWords(_("continues"), "", "")
    locale, last = locale_of(language), local(end, zone)
    hour = with_digits_of(locale, hour_text(locale, last))
    return HourWords(_("until %(hour)s") % {"hour": hour}, zone_offsets(locale, last, None), "")


@lru_cache(maxsize=4096)
def _first_hours(
    starts_at: datetime, ends_at: datetime | None, zone: str, language: str
) -> HourWords:
    """In UTC, where no two moments are alike: on a clock an hour comes twice in autumn."""
    locale, start = locale_of(language), local(starts_at, zone)
    end = local(ends_at, zone) if ends_at else None
    words = hour_range(locale, start, end) if end else hour_text(locale, start)
    machine = start.isoformat(timespec="minutes")
    return HourWords(with_digits_of(locale, words), zone_offsets(locale, start, end), machine)


def _known_end(placed: PlacedOccurrence, zone: str) -> datetime | None:
    """Return the end, if it is on this day; what lasts to the end of the day may have none."""
    row = placed.row
    if not placed.ends or row.ends_at is None or row.last_day is None:
        return None
    return None if row.ends_at >= end_of_day(row.last_day, zone) else row.ends_at
