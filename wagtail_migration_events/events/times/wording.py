"""When an event takes place, in words of any language, by CLDR (through Babel)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton
from django.utils.translation import get_supported_language_variant, gettext, override

from wagtail_migration_events.events.times.iso import iso_instant
from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.events.times.timezone_names import zone_name, zone_offsets
from wagtail_migration_events.events.times.timezones import local
from wagtail_migration_events.events.times.wording_locale import (
    join_day_and_hours,
    join_name_and_detail,
    locale_of,
    with_digits_of,
)
from wagtail_migration_events.events.times.wording_ranges import (
    day_range,
    day_text,
    hour_range,
    hour_text,
    moment_range,
    month_range,
)


@dataclass(frozen=True, slots=True)
class When:
    """The parts of "when", ready to show in one language.

    The strings hold no direction marks around them: in a text of the other direction put each
    into an element with `lang` and `dir` (or `<bdi>`).

    Attributes:
        days: "1–3 May 2027", "May 2027" or "Date to be announced".
        hours: "15:00–16:30", over several days "1 May, 09:00 – 3 May, 17:00"; "" if not known.
        zone: "Central European Summer Time (UTC+2)"; "" where there are no hours.
        machine: the start for `<time datetime>`: an ISO 8601 date and time with offset, a date or
            a month; "" if not known.
        machine_end: the end likewise (the last day or month inclusive); "" if there is none.
        text: all of it in one line.
    """

    days: str
    hours: str
    zone: str
    machine: str
    machine_end: str
    text: str


def format_day(day: date, language: str) -> str:
    """Return one calendar day in words: "1 May 2027". Never raises for any language tag."""
    locale = locale_of(language)
    return with_digits_of(locale, day_text(locale, day))


def format_month(day: date, language: str) -> str:
    """Return the month of a day in words: "May 2027". Never raises for any language tag."""
    locale = locale_of(language)
    return with_digits_of(locale, month_range(locale, day, day))


def format_year(day: date, language: str) -> str:
    """Return the year of a day as the language writes it. Never raises for any language tag."""
    locale = locale_of(language)
    return with_digits_of(locale, format_skeleton("y", day, locale=locale))


# Lists and their facets show the same events again and again.
@lru_cache(maxsize=4096)
def format_occurrence(occurrence: Occurrence, language: str, *, past: bool = False) -> When:
    """Return when an occurrence takes place, in words of a language and in the event's own zone.

    Args:
        occurrence: what is stored; wrong or missing parts are left out, and never raise.
        language: any language tag; nonsense is worded in English.
        past: whether the event is known to be over, which decides how a missing date is worded.
    """
    first, last = occurrence.first_day(), occurrence.last_day()
    if occurrence.starts_at is None or first is None or last is None:
        words = _without_date(language, past=past)
        return When(days=words, hours="", zone="", machine="", machine_end="", text=words)
    locale = locale_of(language)
    if occurrence.has_hours:
        start = local(occurrence.starts_at, occurrence.timezone)
        end = local(occurrence.end, occurrence.timezone) if occurrence.end else None
        return _with_hours(locale, language, (first, last), start, end)
    is_month = occurrence.precision == DatePrecision.MONTH
    words = (month_range if is_month else day_range)(locale, first, last)
    days = with_digits_of(locale, words)
    machine, machine_end = (day.isoformat()[: 7 if is_month else 10] for day in (first, last))
    machine_end = "" if machine_end == machine else machine_end
    return When(days=days, hours="", zone="", machine=machine, machine_end=machine_end, text=days)


def _with_hours(
    locale: Locale, language: str, days: tuple[date, date], start: datetime, end: datetime | None
) -> When:
    first, last = days
    day_words = day_range(locale, first, last)
    if first == last:
        hours = hour_range(locale, start, end) if end else hour_text(locale, start)
        line = join_day_and_hours(locale, day_words, hours)
    else:
        end = end or start
        hours = moment_range(locale, start, end, with_year=first.year != last.year)
        line = moment_range(locale, start, end, with_year=True)
    zone = _zone_words(locale, language, start, end)
    return When(
        days=with_digits_of(locale, day_words),
        hours=with_digits_of(locale, hours),
        zone=zone,
        machine=iso_instant(start, "minutes"),
        machine_end=iso_instant(end, "minutes") if end else "",
        text=f"{with_digits_of(locale, line)} {zone}",
    )


def _zone_words(locale: Locale, language: str, start: datetime, end: datetime | None) -> str:
    """Name the zone as at the start, with both offsets if the clocks change before the end."""
    offset = zone_offsets(locale, start, end)
    name = zone_name(str(start.tzinfo), start, language)
    return join_name_and_detail(locale, name, offset) if name else offset


def _without_date(language: str, *, past: bool) -> str:
    try:
        known = get_supported_language_variant(language)
    except (LookupError, ValueError):
        known = "en"
    with override(known):
        return gettext("Date not recorded") if past else gettext("Date to be announced")
