"""Names of months and days, by CLDR (Babel), and the small words around dates."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale

from wagtail_migration_events.events.times.wording_locale import with_own_names

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
#: Arabic names of months are others in the Maghreb.
_OTHER_MONTHS = ("ar_MA", "ar_DZ")
#: Between the first and the last of several days.
RANGE_WORDS = frozenset({
    "-", "~", "to", "until", "till", "through", "thru", "au", "à", "jusqu'au", "al", "a", "hasta",
    "по", "до", "إلى", "الى", "حتى", "至", "到",
})  # fmt: skip
#: Between days that are listed one by one.
LIST_WORDS = frozenset({",", "and", "&", "et", "y", "e", "и", "و", "和", "、", ";", "+", "،", "/"})
COMMAS = frozenset({",", "،", "、"})
#: Words that say until when; before anything else they leave open since when.
ENDS_ONLY = frozenset({
    "until", "till", "through", "thru", "jusqu'au", "hasta", "по", "до", "حتى", "至", "到",
})  # fmt: skip
PASSED_OVER = frozenset({
    "the", "of", "on", "from", "at", "@", "both", "between", "each", "am", "day", "days", "date",
    "dates", "de", "du", "le", "les", "jours", "del", "el", "la", "las", "los", "días", "dal",
    "в", "с", "со", "г", "г.", "года", "год", "من", "في", "يوم", "日", "号", "年",
    ".", "|", "(", ")", "[", "]", "*", "·", "•",
    "all", "whole", "full", "toute", "journée", "todo", "onwards", "onward",
})  # fmt: skip
DAILY = frozenset({"daily", "each day", "every day", "chaque jour", "quotidien", "cada día",
                   "diario", "diariamente", "ежедневно", "каждый день", "يوميا", "كل يوم", "每天",
                   "每日", "per day", "tous les jours", "todos los días"})  # fmt: skip


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its name, in every language and form."""
    found: dict[str, int] = {"sept": 9}
    for language in (*LANGUAGES, *_OTHER_MONTHS):
        locale = with_own_names(Locale.parse(language))
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form][width].items():
                    found.setdefault(plain(name), number)
    # Arabic names of the Levant, which the United Nations print beside the others.
    levant = (
        "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,"
        "تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول"
    )
    found |= {plain(name): number for number, name in enumerate(levant.split(","), start=1)}
    found |= {"يونيه": 6, "يوليه": 7, "juil": 7, "setiembre": 9}
    return {name: number for name, number in found.items() if not name.isdecimal()}


@cache
def weekdays() -> dict[str, int]:
    """Return the number of each day of the week, Monday being 0, by its name, in every language
    and form."""
    found = {"tues": 1, "wednes": 2, "thurs": 3, "thur": 3}
    for language in LANGUAGES:
        locale = with_own_names(Locale.parse(language))
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.days[form][width].items():
                    found.setdefault(plain(name), number)
    return found


def plain(text: str) -> str:
    """Return a text as names are compared: small letters, plain digits, one kind of dash."""
    text = unicodedata.normalize("NFKC", text).casefold()
    digits = (str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)
    text = "".join(digits).strip()
    for dash in "‐‑‒–—―−":
        text = text.replace(dash, "-")
    text = text.replace("’", "'")
    return text.removesuffix(".")
