from __future__ import annotations

import unicodedata

import pytest
from babel import Locale, localedata

from wagtail_migration_events.events.times.wording_locale import (
    isolated,
    join_day_and_hours,
    locale_of,
    with_digits_of,
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "ar"),
        ("zh-hans", "zh_Hans"),
        ("zh-hant", "zh_Hant"),
        ("pt_BR", "pt_BR"),
        ("FR", "fr"),
        ("fr-xx", "fr"),
        ("en", "en_150"),
        ("en-gb", "en_GB"),
        ("en-us", "en_US"),
        ("en-xx", "en_150"),
        ("", "en_150"),
        ("../../etc/passwd", "en_150"),
    ],
)
def test_a_language_has_the_nearest_locale_of_cldr(language: str, expected: str):
    assert str(locale_of(language)) == expected


def test_no_language_leaves_its_names_to_the_next():
    months = [locale_of(each).months["format"]["abbreviated"][5] for each in ("ar", "ko", "ur")]
    assert months == ["مايو", "5월", "مئی"]
    days = [locale_of(each).days["stand-alone"]["wide"][0] for each in ("sw", "rw")]
    assert days == ["Jumatatu", "Kuwa mbere"]


def test_every_numbering_system_that_a_language_uses_by_default_is_known():
    wrong = []
    for identifier in localedata.locale_identifiers():
        locale = Locale.parse(identifier)
        digits = with_digits_of(locale, "0123456789")
        in_latin = locale.default_numbering_system == "latn"
        values = [unicodedata.decimal(digit) for digit in digits]
        if digits.isascii() != in_latin or values != list(range(10)):
            wrong.append(identifier)
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "\u2066UTC+2\u2069"), ("he", "\u2066UTC+2\u2069"), ("fr", "UTC+2")],
)
def test_latin_text_is_isolated_in_right_to_left_languages_only(language: str, expected: str):
    assert isolated(locale_of(language), "UTC+2") == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "D, H"), ("zh-hans", "D H"), ("ar", "D، H"), ("vi", "H D")]
)
def test_day_and_hours_are_joined_in_the_order_of_the_language(language: str, expected: str):
    assert join_day_and_hours(locale_of(language), "D", "H") == expected
