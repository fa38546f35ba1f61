"""The words of a calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from babel import Locale, localedata

from tests.calendars.test_placing import row_of
from wagtail_migration_events.calendars import wording
from wagtail_migration_events.calendars.placing import PlacedOccurrence
from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.events.times.wording import format_month

MAY_3 = dt.date(2027, 5, 3)
#: CLDR 49 (Babel 2.19) has another form of it.
FA_MAY = Locale("fa").months["format"]["wide"][5]


def hours(
    start: dt.datetime,
    end: dt.datetime | None,
    day: dt.date,
    *,
    zone: str = "Europe/Zurich",
    precision: str = "time",
    language: str = "en",
) -> wording.HourWords:
    row = row_of(Occurrence("1", start, end, zone, precision, "scheduled"))
    placed = PlacedOccurrence(row, row.first_day == day, row.last_day == day)
    return wording.format_hours(placed, zone, language)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_hours_are_those_of_the_event_with_their_distance_from_utc():
    found = hours(utc(2027, 5, 3, 13), utc(2027, 5, 3, 14, 30), MAY_3)
    assert found == ("15:00–16:30", "UTC+2", "2027-05-03T15:00+02:00")
    winter = hours(utc(2027, 1, 3, 13), None, dt.date(2027, 1, 3))
    assert winter == ("14:00", "UTC+1", "2027-01-03T14:00+01:00")


def test_the_two_hours_of_one_name_in_autumn_are_told_apart():
    day = dt.date(2027, 10, 31)
    first, second = (hours(utc(2027, 10, 31, hour, 30), None, day) for hour in (0, 1))
    assert first == ("02:30", "UTC+2", "2027-10-31T02:30+02:00")
    assert second == ("02:30", "UTC+1", "2027-10-31T02:30+01:00")
    both = hours(utc(2027, 10, 30, 23, 30), utc(2027, 10, 31, 1, 30), day)
    assert both[:2] == ("01:30–02:30", "UTC+2\u2009–\u2009UTC+1")


def test_an_event_over_midnight_says_when_it_begins_that_it_goes_on_and_when_it_ends():
    start, end = utc(2027, 5, 3, 20), utc(2027, 5, 6, 0)
    said = [hours(start, end, MAY_3 + dt.timedelta(days=day)).words for day in range(4)]
    assert said == ["22:00", "continues", "continues", "until 02:00"]


def test_a_night_in_which_the_clocks_change_ends_on_the_new_clock():
    start, end = utc(2027, 3, 27, 21), utc(2027, 3, 28, 3)
    assert hours(start, end, dt.date(2027, 3, 27))[:2] == ("22:00", "UTC+1")
    assert hours(start, end, dt.date(2027, 3, 28))[:2] == ("until 05:00", "UTC+2")


def test_nobody_is_told_an_end_that_is_not_known():
    start = utc(2027, 5, 3, 20)
    assert hours(start, None, MAY_3).words == "22:00"
    assert hours(start, utc(2027, 5, 3, 22), MAY_3).words == "22:00"


def test_a_day_without_hours_names_none():
    start, end = utc(2027, 5, 3), utc(2027, 5, 4)
    assert hours(start, end, MAY_3, precision="day") == ("", "", "")
    next_day = MAY_3 + dt.timedelta(days=1)
    assert hours(start, end, next_day, precision="day") == ("continues", "", "")


@pytest.mark.parametrize(
    ("language", "month", "weekday", "full", "number"),
    [
        ("en", "May 2027", "Monday", "Monday, 3 May 2027", "3"),
        ("fr", "mai 2027", "lundi", "lundi 3 mai 2027", "3"),
        ("ar", "مايو 2027", "الاثنين", "الاثنين، 3 مايو 2027", "3"),
        ("zh-hans", "2027年5月", "星期一", "2027年5月3日星期一", "3"),
        ("fa", f"{FA_MAY} ۲۰۲۷", "دوشنبه", f"دوشنبه ۳ {FA_MAY} ۲۰۲۷", "۳"),
    ],
)
def test_months_and_days_are_worded_by_the_language(language, month, weekday, full, number):
    assert format_month(MAY_3, language) == month
    assert wording.weekday_names(language, 0)[0].full == weekday
    assert wording.format_weekday_and_day(MAY_3, language) == full
    assert wording.format_number(3, language) == number


def test_the_names_of_the_days_begin_with_the_first_of_the_week():
    assert wording.weekday_names("en", 6)[:2] == [("Sunday", "Sun"), ("Monday", "Mon")]
    assert wording.weekday_names("ru", 0)[0] == ("понедельник", "пн")


def test_every_language_of_cldr_has_words_for_a_calendar():
    later = MAY_3 + dt.timedelta(days=40)
    for language in localedata.locale_identifiers():
        assert len(set(wording.weekday_names(language, 0))) == 7, language
        assert wording.format_short_day(MAY_3, language), language
        assert wording.format_weekday_and_day(MAY_3, language), language
        assert wording.format_days(MAY_3, later, language), language
        assert wording.format_months(MAY_3, later, language), language
