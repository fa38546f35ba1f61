"""The CLDR locale that words dates in a language: digits, direction and joining of parts."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache

from babel import Locale, UnknownLocaleError, localedata

# A site in plain "en" is read in many countries. CLDR takes plain "en" for American English
# ("May 1, 2027", "3:00 PM"); en-150 is the international one: "1 May 2027", "15:00".
_INTERNATIONAL_ENGLISH = "en_150"

_LANGUAGE_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}")

# The digit zero of each numbering system that is some locale's default in CLDR. Babel itself
# writes every date in Latin digits.
_ZEROS = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}

_LEFT_TO_RIGHT_ISOLATE, _POP_ISOLATE = "\u2066", "\u2069"


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Return the CLDR locale nearest to a language tag, and English for nonsense. Never raises.

    Args:
        language: a tag as Django, Wagtail or BCP 47 write it ("zh-hans", "pt_BR"). What CLDR does
            not know is dropped from the right: "fr-xx" is French.
    """
    tag = language.lower().replace("_", "-")
    if not _LANGUAGE_TAG.fullmatch(tag):
        tag = ""
    while tag and tag != "en":
        try:
            return with_own_names(Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return with_own_names(Locale.parse(_INTERNATIONAL_ENGLISH))


def with_own_names(locale: Locale) -> Locale:
    """Return the locale, whose names of days, months and halves of the day no other can change.

    Babel before 2.19 keeps a name that it found by one of CLDR's aliases in data that all
    languages share: after a page in Swahili, Monday was "Jumatatu" in a French calendar too.
    """
    data = localedata.load(str(locale))
    for names in ("days", "months", "day_periods"):
        if isinstance(data[names], dict):  # what has been used already has been copied
            data[names] = deepcopy(data[names])
    return locale


def with_digits_of(locale: Locale, text: str) -> str:
    """Return the text in the digits of the locale's default numbering system (CLDR)."""
    zero = _ZEROS.get(locale.default_numbering_system)
    if zero is None:
        return text
    return text.translate({ord("0") + value: chr(ord(zero) + value) for value in range(10)})


def isolated(locale: Locale, text: str) -> str:
    """Return a left-to-right text such as "UTC+2" safe to stand among right-to-left words.

    In Arabic or Hebrew the Latin letters would pull the digits and dashes around them into their
    own direction: "UTC+2 – UTC+1" would be shown backwards. Ranges of digits need no help, as the
    Unicode bidirectional algorithm lays them out from right to left, as these languages are read.
    """
    if locale.text_direction != "rtl":
        return text
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP_ISOLATE}"


def join_range(locale: Locale, start: str, end: str) -> str:
    """Return "start – end" by CLDR's pattern for ranges that share nothing."""
    pattern = str(locale.interval_formats.get(None, "{0} – {1}"))
    return pattern.replace("{0}", start).replace("{1}", end)


def join_day_and_hours(locale: Locale, day: str, hours: str) -> str:
    """Return "day, hours" in the order and with the comma of the locale (CLDR, medium)."""
    pattern = str(locale.datetime_formats["medium"]).replace("'", "")
    return pattern.replace("{1}", day).replace("{0}", hours)


def join_name_and_detail(locale: Locale, name: str, detail: str) -> str:
    """Return "name (detail)" with the brackets of the locale (CLDR's zone fallback format)."""
    return str(locale.zone_formats["fallback"] % {"1": name, "0": detail})
