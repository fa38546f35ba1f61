"""Dates and hours as people type and paste them: understood without guessing, or refused.

"3 mai 2027 15h", "2027年5月3日", "٣ مايو ٢٠٢٧", "3 May 2027, 3 pm", "03.05.2027". A date that
people read in two ways, such as 03/05/2027, is nobody's to guess.
"""

from __future__ import annotations

import datetime as dt
import re

from wagtail_migration_events.events.entry.date_words import (
    SMALL_WORDS,
    month_names,
    month_pattern,
    weekday_names,
)
from wagtail_migration_events.vocabularies.matching import folded

#: Characters that are looked at; a date in words has fewer.
LONGEST = 100

_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
    r"|\s*([-/.])\s*(\d{1,2})\s*\4\s*(\d{1,2})(?!\d))(?:t(?=\d))?"
)
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)")
_MORNING = ("am", "a.m.", "a. m.", "ص", "صباحا", "上午")
_AFTERNOON = ("pm", "p.m.", "p. m.", "م", "مساء", "下午")
_AFTER = "|".join(re.escape(each) for each in (*_MORNING, *_AFTERNOON))
_UNIT = "h|hrs|heures?|horas?|ч|час|часа|часов"
_HOUR = re.compile(
    rf"(?P<before>上午|下午)?\s*(?<!\d)(?<!\d\.)(?P<hour>\d{{1,2}})\s*(?:"
    rf"(?:[:.](?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?)(?!\.?\d)"
    rf"(?:\s*(?:{_UNIT})(?![^\W\d_])\.?)?"
    rf"|(?:[点點时時](?:\s*(?P<minute_zh>\d{{1,2}})\s*分)?)"
    rf"|(?:(?:{_UNIT})(?![^\W\d_])\.?\s*(?:(?P<minute_h>\d{{2}})(?!\d)(?:\s*(?:мин|м)\.?)?)?)"
    rf"|(?=\s*(?:{_AFTER})(?![^\W\d_])))"
    rf"(?:\s*(?P<after>{_AFTER})(?![^\W\d_]))?"
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_SILENT = frozenset(".,،;()-")


class NotUnderstood(ValueError):  # noqa: N818 - named for what an editor is told
    """What was typed is no date or hour, or one that can be read in two ways.

    Attributes:
        readings: the two dates that it may mean; empty where it means none.
        on_other_weekday: the date that it says beside a day of the week that is not that date's.
    """

    def __init__(self, *readings: dt.date, on_other_weekday: dt.date | None = None) -> None:
        super().__init__("not understood")
        self.readings = readings
        self.on_other_weekday = on_other_weekday


def read_date(text: str) -> tuple[dt.date, dt.time | None]:
    """Return the date that a text says, and the hour if it says one too.

    :param text: in any of the six languages, with digits of any script.
    :raises NotUnderstood: for anything else, and for a day of the week that is not that date's.
    """
    plain = _plain(text)
    if found := _YEAR_FIRST.search(plain):
        parts = [each for each in found.groups() if each and each.isdecimal()]
        date, rest = _date(*map(int, parts)), _without(plain, found)
    elif found := _YEAR_LAST.search(plain):
        date, rest = _day_and_month(*found.groups()), _without(plain, found)
    else:
        date, rest = None, plain
    time, rest = _hour_in(rest)
    numbers, months, weekdays = _words(rest)
    if date is None:
        date = _date_in_words(numbers, months)
    elif numbers or months:
        raise NotUnderstood
    if any(weekday != date.weekday() for weekday in weekdays):
        raise NotUnderstood(on_other_weekday=date)
    return date, time


def read_hour(text: str) -> dt.time:
    """Return the hour that a text says: "15h", "3 pm", "15:30", "下午3点".

    :raises NotUnderstood: for anything else.
    """
    time, rest = _hour_in(_plain(text))
    if time is None or any(_words(rest)):
        raise NotUnderstood
    return time


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        raise NotUnderstood
    return folded(text).strip()


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise NotUnderstood from None


def _day_and_month(first: str, separator: str, second: str, year: str) -> dt.date:
    """Read a date that ends with the year: by dots the day comes first, else by its size only."""
    day, month = int(first), int(second)
    if separator == "." or day > 12 or day == month:
        return _date(int(year), month, day)
    if month > 12:
        return _date(int(year), day, month)
    raise NotUnderstood(_date(int(year), month, day), _date(int(year), day, month))


def _hour_in(text: str) -> tuple[dt.time | None, str]:
    found = _HOUR.search(text)
    if found is None:
        return None, text
    hour = int(found["hour"])
    if half := found["before"] or found["after"]:
        if not 1 <= hour <= 12 or (found["before"] and found["after"]):
            raise NotUnderstood
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    minute = found["minute"] or found["minute_zh"] or found["minute_h"] or 0
    try:
        time = dt.time(hour, int(minute), int(found["second"] or 0))
    except ValueError:
        raise NotUnderstood from None
    return time, _without(text, found)


def _words(text: str) -> tuple[list[str], list[int], list[int]]:
    """Sort what is left into numbers, months and days of the week; refuse every other word."""
    named = list(month_pattern().finditer(text))
    # "mar. 4 mai" is a Tuesday in French and in Spanish, and "4 mar" is in March.
    is_day = {each for each in named if len(named) > 1 and each[0] in weekday_names()}
    numbers, weekdays = [], [weekday_names()[each[0]] for each in is_day]
    months = [_month(each) for each in named if each not in is_day]
    for token in _TOKEN.findall(month_pattern().sub(" ", text)):
        if token.isdecimal():
            numbers.append(token)
        elif token in weekday_names():
            weekdays.append(weekday_names()[token])
        elif token not in _SILENT and token not in SMALL_WORDS:
            raise NotUnderstood
    return numbers, months, weekdays


def _month(found: re.Match[str]) -> int:
    """Return the month of one name, or of two that stand for the same."""
    names = [" ".join(each.split()) for each in found.groups() if each]
    numbers = {month_names()[each] for each in names}
    if len(numbers) > 1:
        raise NotUnderstood
    return numbers.pop()


def _date_in_words(numbers: list[str], months: list[int]) -> dt.date:
    years = [each for each in numbers if len(each) == 4]
    days = [each for each in numbers if len(each) <= 2]
    if (len(months), len(years), len(days), len(numbers)) != (1, 1, 1, 2):
        raise NotUnderstood
    return _date(int(years[0]), months[0], int(days[0]))
