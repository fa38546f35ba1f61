"""The words in which six languages write a date: months, days of the week, small words."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from wagtail_migration_events.events.times.wording_locale import with_own_names
from wagtail_migration_events.vocabularies.matching import folded

#: Beside the six languages the Arabic of the countries that call the months otherwise.
_LOCALES = ("en", "fr", "es", "ru", "ar", "ar_LB", "ar_DZ", "ar_MA")
#: Chinese writes its months by number, and its days of the week in words.
_WEEKDAY_LOCALES = (*_LOCALES, "zh")

#: Words that stand between the parts of a date and change nothing.
SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "on",
        "at",
        "st",
        "nd",
        "rd",
        "th",
        "le",
        "a",
        "er",
        "o",
        "de",
        "del",
        "el",
        "las",
        "la",
        "г",
        "год",
        "года",
        "в",
        "الساعه",
        "الساعة",
        "في",
        "يوم",
        "من",
        "سنه",
        "سنة",
        "عام",
    ]
)


@cache
def month_names() -> dict[str, int]:
    """Return the months by their folded names, in full and short; none that two months have."""
    return _unambiguous(_LOCALES, "months", first=1)


@cache
def month_pattern() -> re.Pattern[str]:
    """Return what finds a month, or two names of one, as the United Nations write in Arabic."""
    longest_first = sorted(month_names(), key=len, reverse=True)
    name = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)
    return re.compile(rf"(?<![^\W\d_])({name})(?:\s*/\s*({name}))?(?![^\W\d_])")


@cache
def weekday_names() -> dict[str, int]:
    """Return the days of the week (Monday is 0) by their folded names, in full and short."""
    return _unambiguous(_WEEKDAY_LOCALES, "days", first=0)


def _unambiguous(locales: tuple[str, ...], table: str, first: int) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for locale in (with_own_names(Locale.parse(each)) for each in locales):
        for names in getattr(locale, table).values():
            for width in ("wide", "abbreviated"):
                for number, name in names[width].items():
                    if number >= first:
                        found.setdefault(folded(name).strip(". "), set()).add(number)
    words = {name: numbers for name, numbers in found.items() if not re.search(r"\d", name)}
    return {name: next(iter(numbers)) for name, numbers in words.items() if len(numbers) == 1}
