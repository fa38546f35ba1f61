"""Expectations are exact: CLDR sets thin (U+2009) and narrow no-break (U+202F) spaces."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.events.times.timezones import zone_choices
from wagtail_migration_events.events.times.wording import (
    When,
    format_day,
    format_month,
    format_occurrence,
    format_year,
)

LANGUAGES = ["ar", "zh-hans", "en", "fr", "ru", "es"]
CLDR_LANGUAGES = sorted(localedata.locale_identifiers())

LRI, PDI, THIN, NARROW = "\u2066", "\u2069", "\u2009", "\u202f"
EN_DASH = f"{THIN}–{THIN}"
# CLDR 49 (Babel 2.19) has another dash in Russian, and another form of Persian months.
RU_DASH = str(Locale("ru").interval_formats[None]).strip("{01} ")
RU_MONTHS_DASH = " – " if RU_DASH == "–" else "\xa0— "
FA_MAY = Locale("fa").months["format"]["wide"][5]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def when(
    language: str,
    starts_at: datetime | None,
    ends_at: datetime | None = None,
    precision: str = DatePrecision.TIME,
    timezone: str = "Europe/Zurich",
) -> When:
    stored = Occurrence("1", starts_at, ends_at, timezone, precision, "scheduled")
    return format_occurrence(stored, language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "1 مايو 2027"),
        ("zh-hans", "2027年5月1日"),
        ("en", "1 May 2027"),
        ("fr", "1 mai 2027"),
        ("ru", f"1 мая 2027{NARROW}г."),
        ("es", "1 de mayo de 2027"),
        ("en-us", "May 1, 2027"),
        ("pt-br", "1 de maio de 2027"),
        ("ar-eg", "١ مايو ٢٠٢٧"),
        ("fa", f"۱ {FA_MAY} ۲۰۲۷"),
        ("bn", "১ মে, ২০২৭"),
    ],
)
def test_a_day_is_worded_in_the_order_and_digits_of_the_language(language: str, expected: str):
    assert format_day(date(2027, 5, 1), language) == expected
    assert when(language, utc(2027, 5, 1), None, DatePrecision.DAY).days == expected


@pytest.mark.parametrize(
    ("language", "month", "year"),
    [
        ("en", "May 2027", "2027"),
        ("zh-hans", "2027年5月", "2027年"),
        ("fa", f"{FA_MAY} ۲۰۲۷", "۲۰۲۷"),
    ],
)
def test_a_heading_names_a_month_or_a_year(language: str, month: str, year: str):
    assert format_month(date(2027, 5, 3), language) == month
    assert format_year(date(2027, 5, 3), language) == year


@pytest.mark.parametrize(
    ("language", "in_a_month", "over_months", "over_years"),
    [
        ("ar", "1–3 مايو 2027", "30 يونيو – 3 يوليو 2027", "30 ديسمبر 2027 – 3 يناير 2028"),
        ("zh-hans", "2027年5月1日至3日", "2027年6月30日至7月3日", "2027年12月30日至2028年1月3日"),
        (
            "en",
            "1–3 May 2027",
            f"30 June{EN_DASH}3 July 2027",
            f"30 December 2027{EN_DASH}3 January 2028",
        ),
        (
            "fr",
            "1–3 mai 2027",
            f"30 juin{EN_DASH}3 juillet 2027",
            f"30 décembre 2027{EN_DASH}3 janvier 2028",
        ),
        (
            "ru",
            f"1{RU_DASH}3 мая 2027{NARROW}г.",
            f"30 июня {RU_DASH} 3 июля 2027{NARROW}г.",
            f"30 декабря 2027{NARROW}г. {RU_DASH} 3 января 2028{NARROW}г.",
        ),
        (
            "es",
            "1–3 de mayo de 2027",
            f"30 de junio{EN_DASH}3 de julio de 2027",
            f"30 de diciembre de 2027{EN_DASH}3 de enero de 2028",
        ),
    ],
)
def test_a_range_of_days_names_what_differs(
    language: str, in_a_month: str, over_months: str, over_years: str
):
    day = DatePrecision.DAY
    assert when(language, utc(2027, 5, 1), utc(2027, 5, 3), day).days == in_a_month
    assert when(language, utc(2027, 6, 30), utc(2027, 7, 3), day).days == over_months
    assert when(language, utc(2027, 12, 30), utc(2028, 1, 3), day).days == over_years


@pytest.mark.parametrize(
    ("language", "one", "several", "over_years"),
    [
        ("ar", "مايو 2027", "مايو – يوليو 2027", "ديسمبر 2027 – فبراير 2028"),
        ("zh-hans", "2027年5月", "2027年5月至7月", "2027年12月至2028年2月"),
        ("en", "May 2027", f"May{EN_DASH}July 2027", f"December 2027{EN_DASH}February 2028"),
        ("fr", "mai 2027", f"mai{EN_DASH}juillet 2027", f"décembre 2027{EN_DASH}février 2028"),
        (
            "ru",
            f"май 2027{NARROW}г.",
            f"май{RU_MONTHS_DASH}июль 2027{NARROW}г.",
            f"декабрь 2027{NARROW}г. {RU_DASH} февраль 2028{NARROW}г.",
        ),
        (
            "es",
            "mayo de 2027",
            "mayo–julio de 2027",
            f"diciembre de 2027{EN_DASH}febrero de 2028",
        ),
        ("ar-eg", "مايو ٢٠٢٧", "مايو – يوليو ٢٠٢٧", "ديسمبر ٢٠٢٧ – فبراير ٢٠٢٨"),
    ],
)
def test_months_are_worded_without_a_day(language: str, one: str, several: str, over_years: str):
    month = DatePrecision.MONTH
    assert when(language, utc(2027, 5, 1), None, month).days == one
    assert when(language, utc(2027, 5, 1), utc(2027, 7, 1), month).days == several
    assert when(language, utc(2027, 12, 1), utc(2028, 2, 1), month).days == over_years


@pytest.mark.parametrize(
    ("language", "hours", "zone", "text"),
    [
        (
            "ar",
            "3:00–4:30 م",
            f"توقيت وسط أوروبا الصيفي ({LRI}UTC+2{PDI})",
            f"1 مايو 2027، 3:00–4:30 م توقيت وسط أوروبا الصيفي ({LRI}UTC+2{PDI})",
        ),
        (
            "zh-hans",
            "15:00–16:30",
            "中欧夏令时间（UTC+2）",
            "2027年5月1日 15:00–16:30 中欧夏令时间（UTC+2）",
        ),
        (
            "en",
            "15:00–16:30",
            "Central European Summer Time (UTC+2)",
            "1 May 2027, 15:00–16:30 Central European Summer Time (UTC+2)",
        ),
        (
            "fr",
            f"15:00{EN_DASH}16:30",
            "heure d’été d’Europe centrale (UTC+2)",
            f"1 mai 2027, 15:00{EN_DASH}16:30 heure d’été d’Europe centrale (UTC+2)",
        ),
        (
            "ru",
            f"15:00{RU_DASH}16:30",
            "Центральная Европа, летнее время (UTC+2)",
            f"1 мая 2027{NARROW}г., 15:00{RU_DASH}16:30 Центральная Европа, летнее время (UTC+2)",
        ),
        (
            "es",
            "15:00–16:30",
            "hora de verano de Europa central (UTC+2)",
            "1 de mayo de 2027, 15:00–16:30 hora de verano de Europa central (UTC+2)",
        ),
        (
            "en-us",
            f"3:00{EN_DASH}4:30{NARROW}PM",
            "Central European Summer Time (UTC+2)",
            f"May 1, 2027, 3:00{EN_DASH}4:30{NARROW}PM Central European Summer Time (UTC+2)",
        ),
    ],
)
def test_hours_of_one_day_come_with_the_zone_by_name(
    language: str, hours: str, zone: str, text: str
):
    found = when(language, utc(2027, 5, 1, 13), utc(2027, 5, 1, 14, 30))
    assert (found.hours, found.zone, found.text) == (hours, zone, text)
    assert found.machine == "2027-05-01T15:00+02:00"
    assert found.machine_end == "2027-05-01T16:30+02:00"


@pytest.mark.parametrize(
    ("language", "hours"),
    [("ar", "3:00 م"), ("zh-hans", "15:00"), ("en", "15:00"), ("en-us", f"3:00{NARROW}PM")],
)
def test_a_start_without_an_end_is_one_hour(language: str, hours: str):
    found = when(language, utc(2027, 5, 1, 13))
    assert (found.hours, found.machine_end) == (hours, "")


def test_a_range_from_morning_to_afternoon_names_both_halves_of_the_day():
    found = when("en-us", utc(2027, 5, 1, 7), utc(2027, 5, 1, 13))
    assert found.hours == f"9:00{NARROW}AM{EN_DASH}3:00{NARROW}PM"


def test_a_letter_that_stands_for_the_word_hour_does_not_mean_twelve_hours():
    found = when("fr-ca", utc(2027, 5, 1, 13), utc(2027, 5, 1, 14, 30))
    assert found.hours == f"15 h 00{EN_DASH}16 h 30"


@pytest.mark.parametrize(
    ("language", "days", "hours"),
    [
        ("ar", "1–3 مايو 2027", "1 مايو، 9:00 ص – 3 مايو، 5:00 م"),
        ("zh-hans", "2027年5月1日至3日", "5月1日 09:00 – 5月3日 17:00"),
        ("en", "1–3 May 2027", f"1 May, 09:00{EN_DASH}3 May, 17:00"),
        ("fr", "1–3 mai 2027", f"1 mai, 09:00{EN_DASH}3 mai, 17:00"),
        ("ru", f"1{RU_DASH}3 мая 2027{NARROW}г.", f"1 мая, 09:00 {RU_DASH} 3 мая, 17:00"),
        ("es", "1–3 de mayo de 2027", f"1 de mayo, 9:00{EN_DASH}3 de mayo, 17:00"),
    ],
)
def test_hours_over_several_days_say_which_day_they_belong_to(language: str, days: str, hours: str):
    found = when(language, utc(2027, 5, 1, 7), utc(2027, 5, 3, 15))
    assert (found.days, found.hours) == (days, hours)


def test_the_line_for_several_days_names_each_year_once_per_moment():
    found = when("en", utc(2027, 12, 31, 21), utc(2028, 1, 1, 1))
    assert found.days == f"31 December 2027{EN_DASH}1 January 2028"
    assert found.hours == f"31 December 2027, 22:00{EN_DASH}1 January 2028, 02:00"
    assert found.text == f"{found.hours} Central European Standard Time (UTC+1)"


def test_an_event_over_midnight_has_two_days():
    found = when("en", utc(2027, 5, 1, 20), utc(2027, 5, 2, 0))
    assert found.days == "1–2 May 2027"
    assert found.hours == f"1 May, 22:00{EN_DASH}2 May, 02:00"


def test_an_event_until_midnight_has_one_day():
    found = when("en", utc(2027, 5, 1, 20), utc(2027, 5, 1, 22))
    assert (found.days, found.hours) == ("1 May 2027", "22:00–00:00")


def test_when_the_clocks_change_both_offsets_are_named():
    found = when("en", utc(2027, 10, 30, 20), utc(2027, 10, 31, 10))
    assert found.zone == f"Central European Summer Time (UTC+2{EN_DASH}UTC+1)"
    assert found.machine == "2027-10-30T22:00+02:00"
    assert found.machine_end == "2027-10-31T11:00+01:00"


def test_in_arabic_each_offset_is_isolated_so_that_the_earlier_is_read_first():
    found = when("ar", utc(2027, 10, 30, 20), utc(2027, 10, 31, 10))
    assert found.zone.endswith(f"({LRI}UTC+2{PDI} – {LRI}UTC+1{PDI})")


def test_an_hour_that_comes_twice_is_a_range():
    found = when("en", utc(2027, 10, 31, 0, 30), utc(2027, 10, 31, 1, 30))
    assert found.hours == f"02:30{EN_DASH}02:30"


def test_an_end_within_the_same_minute_is_not_worded():
    assert when("en", utc(2027, 5, 1, 13), utc(2027, 5, 1, 13, 0, 30)).hours == "15:00"


@pytest.mark.parametrize("timezone", ["", "Europe/Atlantis", "\0"])
def test_without_a_known_zone_the_hours_are_utc_and_say_so(timezone: str):
    found = when("en", utc(2027, 5, 1, 13), timezone=timezone)
    assert (found.hours, found.zone) == ("13:00", "Coordinated Universal Time (UTC)")


def test_a_zone_that_is_a_bare_offset_is_shown_as_such():
    assert when("en", utc(2027, 5, 1, 13), timezone="Etc/GMT+3").zone == "UTC\u22123"


@pytest.mark.parametrize(
    ("precision", "machine", "machine_end"),
    [("day", "2027-05-01", "2027-07-03"), ("month", "2027-05", "2027-07")],
)
def test_calendar_dates_have_neither_hours_nor_zone(precision: str, machine: str, machine_end: str):
    found = when("en", utc(2027, 5, 1), utc(2027, 7, 3), precision, "Pacific/Auckland")
    assert (found.hours, found.zone, found.text) == ("", "", found.days)
    assert (found.machine, found.machine_end) == (machine, machine_end)


def test_a_time_before_standard_time_is_machine_readable_in_utc():
    assert when("en", utc(1850, 5, 1, 13)).machine == "1850-05-01T13:00+00:00"


def test_a_missing_date_is_worded_by_whether_the_event_is_over():
    unknown = Occurrence("1", None, None, "", DatePrecision.NONE, "scheduled")
    assert format_occurrence(unknown, "en").text == "Date to be announced"
    assert format_occurrence(unknown, "en", past=True).days == "Date not recorded"
    assert format_occurrence(unknown, "xx-nonsense").machine == ""


@pytest.mark.parametrize("language", ["", "xx-nonsense", "en-x-private", "\0", "../ar", "e" * 9999])
def test_an_unknown_language_is_worded_in_english(language: str):
    assert format_day(date(2027, 5, 1), language) == "1 May 2027"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr-xx", "1 mai 2027"), ("zh_Hans", "2027年5月1日"), ("ZH-HANT-TW", "2027年5月1日")],
)
def test_a_language_tag_is_read_in_any_spelling(language: str, expected: str):
    assert format_day(date(2027, 5, 1), language) == expected


@pytest.mark.parametrize("precision", ["time", "day", "month"])
def test_a_range_names_both_years_in_every_language_of_cldr(precision: str):
    texts = {
        language: when(language, utc(2027, 5, 1, 7), utc(2028, 6, 3, 15), precision).text
        for language in CLDR_LANGUAGES
    }
    years = {language: {*map(int, re.findall(r"\d{4}", text))} for language, text in texts.items()}
    assert [language for language, found in years.items() if not {2027, 2028} <= found] == []


moments = st.datetimes(timezones=st.just(UTC))


@given(
    starts_at=st.none() | moments,
    ends_at=st.none() | moments,
    timezone=st.sampled_from(zone_choices()) | st.text(),
    precision=st.sampled_from(DatePrecision.values) | st.text(),
    language=st.sampled_from(LANGUAGES) | st.sampled_from(CLDR_LANGUAGES) | st.text(),
)
def test_wording_never_raises(
    starts_at: datetime | None,
    ends_at: datetime | None,
    timezone: str,
    precision: str,
    language: str,
):
    found = when(language, starts_at, ends_at, precision, timezone)
    assert all(isinstance(value, str) for value in dataclasses.astuple(found))
    assert found.days
    assert found.text
    assert bool(found.hours) == bool(found.zone)


@given(day=st.dates(), language=st.sampled_from(LANGUAGES) | st.text())
def test_any_day_can_be_worded(day: date, language: str):
    assert format_day(day, language)


@given(day=st.dates(), timezone=st.sampled_from(zone_choices()))
def test_the_day_of_a_day_event_is_worded_the_same_in_every_zone(day: date, timezone: str):
    stored = utc(day.year, day.month, day.day)
    assert when("en", stored, None, DatePrecision.DAY, timezone).days == format_day(day, "en")
