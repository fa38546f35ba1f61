"""Dates that a title names, in the languages of the United Nations."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.events.times.wording_locale import locale_of
from wagtail_migration_events.vocabularies.languages import UN_LANGUAGES

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_CHINESE = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日)?")
#: Longer texts are not titles; nobody waits for them to be searched.
LONGEST = 500


@dataclass(frozen=True)
class NamedDate:
    """What a text says of a date; None for what it does not say."""

    text: str
    month: int
    year: int | None = None
    day: int | None = None

    def is_within(self, first: dt.date, last: dt.date) -> bool:
        """Whether one of these days is such a date; both inclusive."""
        day = first
        while day <= last:
            is_day = self.month == day.month and self.day in (None, day.day)
            if is_day and self.year in (None, day.year):
                return True
            day += dt.timedelta(days=1)
        return False


def contradicting_date(text: str, occurrences: Iterable[Occurrence]) -> str:
    """Return a date that a title names and on which none of the event's dates falls.

    A title may name other dates too ("follow-up of 3 May"), so it is only a contradiction if not
    one of the dates in it is right.

    :return: the words of the title; "" if there is none, or the event has no date.
    """
    spans = [
        (first, last or first)
        for each in occurrences
        if (first := each.first_day()) and (last := each.last_day())
    ]
    if not spans:
        return ""
    named = list(named_dates(text))
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    if (last - first).days > 366:
        return ""  # any day and month falls into it
    if not named or any(each.is_within(first, last) for each in named):
        return ""
    return named[0].text


def named_dates(text: str) -> Iterator[NamedDate]:
    """Yield the dates in a text that say at least which month is meant, and a day or a year."""
    plain = "".join(str(unicodedata.decimal(each, each)) for each in text[:LONGEST])
    for found in _ISO.finditer(plain):
        year, month, day = map(int, found.groups())
        yield NamedDate(found[0], month, year, day)
    for found in _CHINESE.finditer(plain):
        year_text, month_text, day_text = found.groups()
        if year_text or day_text:
            numbers = [int(each) if each else None for each in (year_text, day_text)]
            yield NamedDate(found[0], int(month_text), *numbers)
    yield from _in_words(plain)


def _in_words(text: str) -> Iterator[NamedDate]:
    pattern, numbers = _months()
    for found in pattern.finditer(text):
        month = numbers[found["month"].casefold()]
        day = found["before"] or found["after"]
        year = found["year"]
        if day or year:
            words = " ".join(found[0].split()).strip(" ,")
            yield NamedDate(words, month, int(year) if year else None, int(day) if day else None)


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    """Return what finds a month in words, a day or a year beside it, and the months' numbers."""
    numbers = {
        str(name).casefold(): number
        for language in UN_LANGUAGES
        for context in ("format", "stand-alone")
        for number, name in get_month_names("wide", context, locale_of(language)).items()
        if not str(name)[0].isdigit()
    }
    names = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    day = r"(?<![\d:.])(?P<%s>[12]\d|3[01]|0?[1-9])(?![\d:])(?:er|st|nd|rd|th|º)?"
    pattern = re.compile(
        rf"(?:{day % 'before'}\.?\s{{1,3}}(?:de\s)?)?(?<!\w)(?P<month>{names})(?!\w)"
        rf"(?:\s{{1,3}}{day % 'after'})?(?:,?\s{{1,3}}(?:de\s|del\s)?(?P<year>20\d\d)(?!\d))?",
        re.IGNORECASE,
    )
    return pattern, numbers
