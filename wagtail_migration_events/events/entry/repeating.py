"""Days that come again, by the rules of RFC 5545: daily, weekly, monthly; never below a day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

DAILY, WEEKLY, MONTHLY_BY_DAY, MONTHLY_BY_WEEKDAY = "day", "week", "month_day", "month_weekday"
LAST = -1
_LAST_YEAR = 9998


class TooManyDays(ValueError):  # noqa: N818 - named for what an editor is told
    """A rule gives more days than may be listed."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule by which days come again.

    Attributes:
        every: ``day``, ``week``, ``month_day`` (the 3rd of each month; months without that day are
            left out, as RFC 5545 says) or ``month_weekday`` (the first Tuesday).
        interval: 2 for every second day, week or month.
        weekdays: Monday is 0; none means that of the first day.
        ordinal: of the weekday in its month, 1 to 5, or ``LAST``; None means that of the first day.
        until: the last day that may be taken, inclusive.
        count: how many days at most.
    """

    every: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinal: int | None = None
    until: dt.date | None = None
    count: int | None = None


def repeated_days(first: dt.date, repeat: Repeat, most: int) -> list[dt.date]:
    """Return the days from ``first`` on that a rule gives, in order.

    :param first: taken itself only if the rule gives it.
    :param most: how many days there may be.
    :raises TooManyDays: if there are more.
    :raises ValueError: for a rule that does not say how it ends, or has no sense.
    """
    if repeat.interval < 1 or (repeat.until is None and repeat.count is None):
        raise ValueError("A rule needs an interval, and an end.")
    days: list[dt.date] = []
    for day in _RULES[repeat.every](first, repeat):
        if repeat.until is not None and day > repeat.until:
            break
        if repeat.count is not None and len(days) >= repeat.count:
            break
        if len(days) >= most:
            raise TooManyDays
        days.append(day)
    return days


def ordinal_of(day: dt.date) -> int:
    """Return as which of its weekday in the month a day is meant; a fifth one is the last."""
    place = (day.day - 1) // 7 + 1
    return LAST if place == 5 else place


def _daily(first: dt.date, repeat: Repeat) -> Iterator[dt.date]:
    return _steps(first, dt.timedelta(days=repeat.interval))


def _weekly(first: dt.date, repeat: Repeat) -> Iterator[dt.date]:
    """Count weeks from Monday, as RFC 5545 does unless told otherwise."""
    weekdays = sorted(set(repeat.weekdays)) or [first.weekday()]
    monday_of_first = first.toordinal() - first.weekday()
    last = dt.date(_LAST_YEAR, 12, 31).toordinal()
    for monday in range(monday_of_first, last, 7 * repeat.interval):
        for weekday in weekdays:
            if first.toordinal() <= monday + weekday <= last:
                yield dt.date.fromordinal(monday + weekday)


def _monthly_by_day(first: dt.date, repeat: Repeat) -> Iterator[dt.date]:
    for year, month in _months(first, repeat.interval):
        if first.day <= calendar.monthrange(year, month)[1]:
            yield first.replace(year=year, month=month)


def _monthly_by_weekday(first: dt.date, repeat: Repeat) -> Iterator[dt.date]:
    weekdays = set(repeat.weekdays) or {first.weekday()}
    ordinal = repeat.ordinal or ordinal_of(first)
    for year, month in _months(first, repeat.interval):
        days = (_nth_weekday(year, month, weekday, ordinal) for weekday in weekdays)
        yield from sorted(day for day in days if day is not None and day >= first)


def _nth_weekday(year: int, month: int, weekday: int, ordinal: int) -> dt.date | None:
    start, length = calendar.monthrange(year, month)
    days = range(1 + (weekday - start) % 7, length + 1, 7)
    if ordinal == LAST:
        return dt.date(year, month, days[-1])
    return dt.date(year, month, days[ordinal - 1]) if 1 <= ordinal <= len(days) else None


def _steps(first: dt.date, step: dt.timedelta) -> Iterator[dt.date]:
    last = dt.date(_LAST_YEAR, 12, 31).toordinal()
    for number in range(first.toordinal(), last + 1, step.days):
        yield dt.date.fromordinal(number)


def _months(first: dt.date, interval: int) -> Iterator[tuple[int, int]]:
    begin = first.year * 12 + first.month - 1
    for number in range(begin, (_LAST_YEAR + 1) * 12, interval):
        yield number // 12, number % 12 + 1


_RULES = {
    DAILY: _daily,
    WEEKLY: _weekly,
    MONTHLY_BY_DAY: _monthly_by_day,
    MONTHLY_BY_WEEKDAY: _monthly_by_weekday,
}
