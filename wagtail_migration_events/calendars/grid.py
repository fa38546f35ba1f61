"""The days of a month and of a week, as a calendar lays them out, and how far one may turn."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from wagtail_migration_events.events.times.wording_locale import locale_of

#: An event with a mistyped year must not open thousands of months to robots.
MOST_YEARS = 50
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days that follow each other: a month, a week, or all that calendars of a site may show.

    Attributes:
        first, last: both inclusive.
    """

    first: dt.date
    last: dt.date

    @property
    def days(self) -> list[dt.date]:
        return [self.first + DAY * number for number in range((self.last - self.first).days + 1)]

    def meets(self, other: Period) -> bool:
        """Whether at least one day belongs to both."""
        return self.first <= other.last and other.first <= self.last

    def nearest(self, day: dt.date) -> dt.date:
        """Return a day, or if it is not among these, that of them which is nearest to it."""
        return max(self.first, min(day, self.last))


def month_of(day: dt.date) -> Period:
    """Return the month in which a day is."""
    length = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=length))


def week_of(day: dt.date, first_weekday: int) -> Period:
    """Return the week in which a day is.

    :param first_weekday: 0 for Monday.
    :raises OverflowError: for a week that is not wholly in the years 1 to 9999.
    """
    first = day - DAY * ((day.weekday() - first_weekday) % 7)
    return Period(first, first + DAY * 6)


def weeks_of_month(day: dt.date, first_weekday: int) -> list[list[dt.date | None]]:
    """Return the four to six weeks of a month; None stands where a week is of another month.

    :param first_weekday: 0 for Monday.
    """
    weeks = calendar.Calendar(first_weekday).monthdayscalendar(day.year, day.month)
    return [[day.replace(day=number) if number else None for number in week] for week in weeks]


def first_weekday(language: str) -> int:
    """Return the day with which a week begins where a language is spoken; 0 is Monday.

    :param language: any language tag. One without a country means that in which most of its
        readers live (CLDR), as Egypt for Arabic; plain English is international.
    """
    locale = locale_of(language)
    if not locale.territory:
        likely = get_global("likely_subtags").get(str(locale)) or str(locale)
        try:
            locale = Locale.parse(likely)
        except (UnknownLocaleError, ValueError):
            return locale.first_week_day
    return locale.first_week_day


def reach(first: dt.date | None, last: dt.date | None, today: dt.date) -> Period:
    """Return the days that calendars may show: whole months, the present one always among them.

    :param first: the first day of the first event; None without events.
    :param last: that of the last event; a year more may be shown.
    """
    start = max(min(first or today, today), dt.date(today.year - MOST_YEARS, 1, 1))
    end = today
    if last:
        last = min(last, dt.date(today.year + MOST_YEARS, 1, 1))
        end = max(last.replace(year=last.year + 1, day=1), today)
    return Period(month_of(start).first, month_of(end).last)
