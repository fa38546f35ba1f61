"""Days as people write them: "29 January – 2 February 2024", "March 12, 13 and 14, 2024"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from wagtail_migration_events.interchange.written_dates.names import (
    COMMAS,
    ENDS_ONLY,
    LIST_WORDS,
    PASSED_OVER,
    RANGE_WORDS,
    months,
    weekdays,
)

MOST_TOKENS = 80
_TOKEN = re.compile(
    r"(?P<iso>\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2})(?:t(?=\s|$))?|(?P<chinese>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?)"
    r"|(?P<numeric>\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}-\d{1,2}-\d{4}"
    r"|\d{1,2}(?P<sign_>[/.])\d{1,2}(?P=sign_)\d\d(?![\d./]))"
    # "5-Sep-24", as spreadsheets write it, and "5 Sep '24": a year is there, in two digits.
    r"|(?P<short>\d{1,2}-[^\W\d_]{3,10}\.?-\d\d)(?!\d)|'(?P<decade>\d\d)(?!\d)"
    r"|(?P<year>(?:19|20)\d\d)|(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|-?го|\.(?=\s))?(?![\d:])"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?\.?)|(?P<sign>[^\w\s])"
)
_TWO_FORMS = re.compile(r"(?P<one>[^\W\d_]+)\s*/\s*(?P<other>[^\W\d_]+)")
_SHORT_RANGE = re.compile(
    r"(?<![\d./])(?P<first>\d{1,2})\.?\s*-\s*(?P<last>\d{1,2})(?P<sign>[./])"
    r"(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})"
)


class NotUnderstood(ValueError):  # noqa: N818 - says what it is
    """A text is no date; or a date that could mean two things."""


class TwoDays(NotUnderstood):
    """A date could be one of two, such as ``3/4/2027``."""


@dataclass
class Point:
    """One day of a text while it is read; what is not known yet is None."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    ends_range: bool = False


@dataclass(frozen=True)
class Days:
    """The days that a text names: stretches of first and last day, and how much is known.

    Attributes:
        is_month: only the month is known; the days are the first of it.
        names_last: the last day is named too, though it may be the first.
        lacks_year: a day or month stands there, but in no year.
        lacks_month: a year, a quarter or a season stands there, but no month.
        names_weekday: a day of the week stands there.
        is_other_weekday: one stands there that is none of these days.
    """

    stretches: tuple[tuple[dt.date, dt.date], ...] = ()
    is_month: bool = False
    lacks_year: bool = False
    lacks_month: bool = False
    names_last: bool = False
    names_weekday: bool = False
    is_other_weekday: bool = False


def read_days(text: str, *, year: int | None = None, day_first: bool | None = None) -> Days:
    """Return the days that a plain text (see ``names.plain``) names.

    :param year: of days that stand in no year.
    :param day_first: what ``3/4/2027`` means; None: it is not understood, unless a day of the week
        stands there that only one of both is.
    :raises NotUnderstood: if a word of it is none of a date.
    """
    try:
        return _days(text, year, day_first)
    except TwoDays:
        both = [_days(text, year, first) for first in (True, False)]
        fitting = [days for days in both if days.names_weekday and not days.is_other_weekday]
        if len(fitting) != 1:
            raise
        return fitting[0]


def _days(text: str, year: int | None, day_first: bool | None) -> Days:
    reading = _read(text, day_first)
    points = reading.points
    if not points:
        raise NotUnderstood(text)
    _spread_years(points, year)
    if any(point.year is None for point in points):
        return Days(lacks_year=True)
    stretches: list[tuple[dt.date, dt.date]] = []
    is_month = all(point.day is None for point in points)
    if not is_month and any(point.day is None for point in points):
        raise NotUnderstood(text)
    for point in points:
        date = _date(point)
        if point.ends_range and stretches:
            first = stretches[-1][0]
            if date < first:
                raise NotUnderstood(text)
            stretches[-1] = (first, date)
        else:
            stretches.append((date, date))
    is_other_weekday = not is_month and not reading.weekdays <= _weekdays_of(stretches)
    return Days(
        tuple(stretches),
        is_month,
        names_last=any(point.ends_range for point in points),
        is_other_weekday=is_other_weekday,
        names_weekday=bool(reading.weekdays),
    )


def _weekdays_of(stretches: list[tuple[dt.date, dt.date]]) -> set[int]:
    return {
        (first.weekday() + number) % 7
        for first, last in stretches
        for number in range(min((last - first).days, 6) + 1)
    }


def _read(text: str, day_first: bool | None) -> _Reading:
    matches = list(_TOKEN.finditer(_joined_months(text)))
    if len(matches) > MOST_TOKENS:
        raise NotUnderstood(text)
    reading = _Reading(day_first)
    for place, match in enumerate(matches):
        followed_by_day = place + 1 < len(matches) and matches[place + 1].lastgroup == "day"
        reading.take(match, followed_by_day)
    points = reading.points
    for one, other in pairwise(points):
        if other.month is None and one.year is not None:  # "9 July 2024, 9-17": hours, or days?
            raise NotUnderstood(text)
        other.month = one.month if other.month is None else other.month
    if any(point.month is None for point in points):
        raise NotUnderstood(text)
    return reading


class _Reading:
    """Takes the parts of a text one by one, and makes points of them."""

    def __init__(self, day_first: bool | None) -> None:
        self.points: list[Point] = []
        self.weekdays: set[int] = set()
        self._day_first = day_first
        self._ends_range = self._month_first = False
        self._is_joined = True
        self._month: int | None = None

    def take(self, match: re.Match[str], followed_by_day: bool) -> None:
        kind, token = str(match.lastgroup), match[0]
        if kind in ("iso", "chinese", "numeric"):
            self._add(_whole(match, kind, self._day_first))
        elif kind == "short":
            self._add(_whole_in_short(token))
        elif kind in ("year", "decade"):
            _give_year(self.points, _year(match[kind]))
            self._is_joined = self._month_first = False
        elif kind == "day":
            if not self._is_joined:  # "12 March 2024 at 9": no day
                raise NotUnderstood(token)
            self._add(Point(int(match["day"]), self._month if self._month_first else None))
        elif token in RANGE_WORDS | LIST_WORDS:
            self._join(token)
        elif number := months().get(token.removesuffix(".")):
            self._take_month(number, followed_by_day)
        elif (weekday := weekdays().get(token.removesuffix("."))) is not None:
            self.weekdays.add(weekday)
        elif token.removesuffix(".") not in PASSED_OVER | {""}:
            raise NotUnderstood(token)

    def _join(self, token: str) -> None:
        if token in ENDS_ONLY and not self.points:  # "until 3 June": when does it begin?
            raise NotUnderstood(token)
        self._is_joined = True
        # "3 June – Friday, 7 June": the comma is none of a list.
        is_within_range = token in COMMAS and self._ends_range
        self._ends_range = bool(self.points) and (token in RANGE_WORDS or is_within_range)

    def _add(self, point: Point) -> None:
        point.ends_range, self._ends_range = self._ends_range, False
        self.points.append(point)
        self._is_joined = False

    def _take_month(self, number: int, followed_by_day: bool) -> None:
        """Give a month to the days before it, else to those after it, else let it be all."""
        open_days = [point for point in self.points if point.month is None]
        if open_days and not self._month_first:
            for point in open_days:
                point.month = number
        elif followed_by_day:
            self._month_first = True
        else:
            self._add(Point(month=number))
        self._month, self._is_joined = number, True


def _joined_months(text: str) -> str:
    """Write names of months that are two words, or stand in two forms (Arabic), as one that is
    known; and "2-4.12.2024" as two days."""
    text = _SHORT_RANGE.sub(r"\g<first>.\g<month>.\g<year> - \g<last>.\g<month>.\g<year>", text)
    for name, number in months().items():
        if " " in name and name in text:
            text = text.replace(name, _one_word(number))
    return _TWO_FORMS.sub(_one_form, text)


def _one_form(match: re.Match[str]) -> str:
    number = months().get(match["one"])
    return match["one"] if number and number == months().get(match["other"]) else match[0]


def _one_word(number: int) -> str:
    return next(name for name, each in months().items() if each == number and " " not in name)


def _whole(match: re.Match[str], kind: str, day_first: bool | None) -> Point:
    numbers = [int(part) for part in re.findall(r"\d+", match[0])]
    if kind == "iso":
        return Point(numbers[2], numbers[1], numbers[0])
    if kind == "chinese":
        year = numbers.pop(0) if "年" in match[0] else None
        return Point(numbers[1] if len(numbers) > 1 else None, numbers[0], year)
    one, other, whole_year = numbers[0], numbers[1], _year(re.findall(r"\d+", match[0])[2])
    if one > 12 or day_first is True or one == other or "." in match[0]:
        return Point(one, other, whole_year)
    if other > 12 or day_first is False:
        return Point(other, one, whole_year)
    raise TwoDays(match[0])


def _whole_in_short(token: str) -> Point:
    day, name, decade = token.split("-")
    month = months().get(name.removesuffix("."))
    if month is None:
        raise NotUnderstood(token)
    return Point(int(day), month, _year(decade))


def _year(digits: str) -> int:
    """Return the year that four digits write, or two: of 1969 to 2068, as POSIX has it."""
    return int(digits) if len(digits) == 4 else dt.datetime.strptime(digits, "%y").year


def _give_year(points: list[Point], year: int) -> None:
    if points and points[-1].year not in (None, year):  # "9 July 2023, 2024": of which year?
        raise NotUnderstood(str(year))
    for point in points:
        if point.year is None:
            point.year = year


def _spread_years(points: list[Point], year: int | None) -> None:
    known = [point.year for point in points if point.year is not None]
    fallback = known[-1] if known else year
    for point in points:
        point.year = point.year if point.year is not None else fallback
    # "29 December – 2 January 2024" begins in the year before.
    for one, other in pairwise(points):
        if other.ends_range and one.year == other.year and one.year is not None:
            months_ = (one.month or 1, other.month or 1)
            if months_[0] > months_[1]:
                one.year -= 1


def _date(point: Point) -> dt.date:
    try:
        day = 1 if point.day is None else point.day
        return dt.date(point.year or 0, point.month or 0, day)
    except ValueError:
        raise NotUnderstood(str(point)) from None
