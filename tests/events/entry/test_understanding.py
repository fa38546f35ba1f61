"""What is said back to an editor about dates, and what is warned of."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from wagtail_migration_events.events.entry.understanding import Understood, understand
from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.events.times.timezones import from_local, zone_choices

NOW = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
CITIES = ("America/New_York", "Geneva", "Africa/Nairobi", "Asia/Bangkok")
NEW_YORK, LONDON = "America/New_York", "Europe/London"


def date(day, start="", end="", zone=NEW_YORK, **values):
    """Return a date on the clock of a zone; without hours a whole day."""
    day = dt.date.fromisoformat(day)
    if not start:
        midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
        return Occurrence("", midnight, None, zone, values.get("precision", "day"), "scheduled")
    first, last = (
        from_local(dt.datetime.combine(day, dt.time.fromisoformat(hour)), zone) if hour else None
        for hour in (start, end)
    )
    return Occurrence("", first, last, zone, "time", values.get("status", "scheduled"))


def said(*dates, language="en", now=NOW, cities=CITIES):
    with override(language):
        return understand(dates, language, now, cities)


def mornings(*days):
    return [date(day, "09:00", "12:00") for day in days]


THREE_MORNINGS = mornings("2027-02-28", "2027-03-01", "2027-03-02")
FIRST_TUESDAYS = [
    date(day, "15:00", "16:30") for day in ("2027-01-05", "2027-02-02", "2027-03-02", "2027-04-06")
]

TUESDAYS = "5 January – 6 April 2027 (Tuesday: 5 Jan, 2 Feb, 2 Mar, 6 Apr)"
OTHER_HOURS = "(3 May, 09:00–12:00; 4 May, 14:00–16:00)"


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        (
            THREE_MORNINGS,
            "3 mornings, 28 February – 2 March 2027, 09:00–12:00, New York time (UTC−5)",
        ),
        (FIRST_TUESDAYS, f"4 afternoons, {TUESDAYS}, 15:00–16:30, New York time (UTC−5 – UTC−4)"),
        (
            [date("2027-05-03", "09:00", "12:00"), date("2027-05-04", "14:00", "16:00")],
            f"2 dates, 3–4 May 2027 {OTHER_HOURS}, New York time (UTC−4)",
        ),
        (
            [date("2027-05-03", "18:00", "20:00"), date("2027-05-10", "18:00", "20:00")],
            "2 evenings, 3–10 May 2027 (Monday: 3 May, 10 May), 18:00–20:00, New York time (UTC−4)",
        ),
        ([date("2027-05-03", "15:00", "16:30")],
         "Monday, 3 May 2027, 15:00–16:30, New York time (UTC−4)"),
        ([date("2027-05-03", "15:00")], "Monday, 3 May 2027, 15:00, New York time (UTC−4)"),
        ([date("2027-05-03", "15:00", zone="UTC")], "Monday, 3 May 2027, 15:00, UTC"),
        ([date("2027-05-03")], "Monday, 3 May 2027"),
        ([date("2027-05-03", precision="month")], "May 2027"),
        ([date("2027-05-03"), date("2027-05-04")], "2 days, 3–4 May 2027"),
        ([date("2027-12-31"), date("2028-01-02")],
         "2 days, 31 December 2027 – 2 January 2028 (31 Dec 2027, 2 Jan 2028)"),
    ],
)  # fmt: skip
def test_an_event_is_said_in_one_sentence(dates, sentence):
    assert plain(said(*dates).sentence) == sentence


def plain(text):
    """Return a text with ordinary spaces around its dashes."""
    return text.replace("\u2009", " ").replace("\u202f", " ")


def test_of_many_dates_the_first_and_the_last_are_named():
    first = dt.date(2027, 5, 3)
    many = [date(str(first + dt.timedelta(days=7 * n)), "09:00", "10:00") for n in range(30)]
    sentence = said(*many).sentence
    assert "21 Jun, 28 Jun … " not in sentence
    assert sentence.count("…") == 1
    assert len(sentence) < 250


def test_dates_that_are_called_off_are_counted_apart():
    off = date("2027-03-03", "09:00", "12:00", status="cancelled")
    understood = said(*THREE_MORNINGS, off)
    assert understood.sentence.startswith("3 mornings, ")
    assert understood.sentence.endswith("; 1 more is cancelled or postponed")


def test_the_same_moment_is_told_for_the_other_places_on_their_day():
    elsewhere = {each.city: plain(each.words) for each in said(*THREE_MORNINGS).elsewhere}
    assert elsewhere == {
        "Geneva": "28 Feb, 15:00–18:00 (UTC+1)",
        "Nairobi": "28 Feb, 17:00–20:00 (UTC+3)",
        "Bangkok": "28 Feb, 21:00 – 1 Mar, 00:00 (UTC+7)",
    }


def test_a_series_over_the_change_of_clocks_is_told_with_the_day_of_other_hours():
    elsewhere = {each.city: each.words for each in said(*FIRST_TUESDAYS).elsewhere}
    assert elsewhere["Nairobi"].endswith("; from 6 Apr: 22:00–23:30")
    assert elsewhere["Geneva"] == "5 Jan, 21:00–22:30 (UTC+1)"


def test_places_that_are_unknown_or_named_twice_are_left_out():
    cities = ("Geneva", "Geneva", "Atlantis", 3, "Europe/Zurich")
    assert [each.city for each in said(*THREE_MORNINGS, cities=cities).elsewhere] == [
        "Geneva",
        "Zurich",
    ]


def test_days_have_no_other_hours_elsewhere():
    assert said(date("2027-05-03")).elsewhere == ()


def cautions(*dates, **options):
    return list(said(*dates, **options).cautions)


def test_ordinary_dates_give_no_warning():
    assert cautions(*THREE_MORNINGS) == []


def test_past_dates_are_warned_of():
    later = dt.datetime(2027, 3, 1, 3, tzinfo=dt.UTC)
    assert cautions(*THREE_MORNINGS, now=later) == ["1 date is past."]
    assert cautions(THREE_MORNINGS[0], now=later) == ["This date is past."]
    assert cautions(*THREE_MORNINGS, now=later.replace(year=2028)) == [
        "All of these dates are past."
    ]


def test_an_hour_that_comes_twice_is_warned_of():
    (warning,) = cautions(date("2027-10-31", "01:30", "03:00", LONDON))
    assert warning.startswith("The clocks are put back on 31 Oct 2027, so 01:30 comes twice")


def test_clocks_that_change_during_the_event_are_warned_of():
    (warning,) = cautions(date("2027-03-28", "00:30", "03:00", LONDON))
    assert warning.startswith("The clocks are changed between start and end on 28 Mar 2027")


def test_doubled_dates_are_warned_of_unless_one_is_called_off():
    once = date("2027-05-03", "09:00")
    off = date("2027-05-03", "09:00", status="cancelled")
    assert cautions(once, once) == ["Two dates begin at the same time, on 3 May 2027."]
    assert cautions(once, off) == []


def test_hours_without_a_zone_and_very_long_stretches_are_warned_of():
    assert cautions(date("2027-05-03", "09:00", zone="")) == [
        "No time zone is chosen: the hours are taken as UTC."
    ]
    start = dt.datetime(2027, 5, 3, tzinfo=dt.UTC)
    long = Occurrence("", start, start.replace(year=2028), "UTC", "time", "scheduled")
    assert cautions(long) == ["It lasts 366 days. Is the end right?"]


def test_nothing_is_said_of_what_has_no_date():
    assert said(Occurrence("", None, None, "", "none", "scheduled")) == Understood()
    assert said() == Understood()


MOMENTS = st.datetimes(timezones=st.just(dt.UTC)) | st.none()


@given(
    st.lists(st.tuples(MOMENTS, MOMENTS), max_size=5),
    st.sampled_from([*zone_choices(), "", "Europe/Atlantis"]),
    st.sampled_from(["time", "day", "month", "none", "nonsense"]),
    st.sampled_from(["ar", "zh-hans", "en", "fr", "ru", "es", "nonsense"]),
)
def test_whatever_is_stored_it_can_be_said(pairs, zone, precision, language):
    dates = [Occurrence("", start, end, zone, precision, "scheduled") for start, end in pairs]
    understood = understand(dates, language, NOW, CITIES)
    assert bool(understood.sentence) == any(each.is_dated for each in dates)


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_days_and_cities_are_said_in_the_language_of_the_editor(language):
    english, own = said(*FIRST_TUESDAYS), said(*FIRST_TUESDAYS, language=language)
    assert "January" not in own.sentence
    assert [each.city for each in own.elsewhere] != [each.city for each in english.elsewhere]
