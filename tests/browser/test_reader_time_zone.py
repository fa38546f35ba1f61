"""The reader's own clock beside the event's, and what depends on the present moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.browser.demo_addresses import EVENTS
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "in_geneva", "in_bangkok"),
    [
        ("en", "14:00–17:00", "20:00–23:00"),
        ("ar", "2:00–5:00", "8:00–11:00"),
        ("zh-hans", "14:00", "20:00"),
    ],
)
def test_a_reader_in_bangkok_gets_the_hours_of_bangkok_after_those_of_geneva(
    readers: Callable[..., Reader], language: str, in_geneva: str, in_bangkok: str
) -> None:
    page = readers(timezone_id="Asia/Bangkok").read(language, "hybrid event")
    line = page.locator(".events-when__reader")
    assert line.count() == 1
    said = line.inner_text()
    label = page.locator("time[data-event-time]").get_attribute("data-label")
    assert label
    assert said.startswith(label)
    assert "(Asia/Bangkok)" in said
    assert "2027" in said
    assert in_bangkok in said
    whole = page.locator("section", has=page.locator("#event-when")).inner_text()
    assert in_geneva in whole
    assert whole.index(in_geneva) < whole.index(said)


def test_each_of_several_dates_gets_its_own_line(readers: Callable[..., Reader]) -> None:
    page = readers(timezone_id="Asia/Bangkok").read("en", "three mornings")
    lines = page.locator(".events-dates li .events-when__reader").all_inner_texts()
    days = [f"{day} February 2027" for day in (16, 17, 18)]
    assert [day in line for day, line in zip(days, lines, strict=True)] == [True] * 3
    assert all("15:00–18:30" in line for line in lines)


@pytest.mark.parametrize("zone", ["Europe/Zurich", "Europe/Paris"])
def test_a_reader_whose_clock_shows_the_same_gets_nothing_more(
    readers: Callable[..., Reader], zone: str
) -> None:
    page = readers(timezone_id=zone).read("en", "hybrid event")
    assert page.locator("time[data-event-time]").count() == 1
    assert page.locator(".events-when__reader").count() == 0


def test_a_date_without_hours_is_the_same_date_for_every_reader(
    readers: Callable[..., Reader],
) -> None:
    assert {"undated event", "imported event", "umbrella event"} <= set(EVENTS)
    reader = readers(timezone_id="Pacific/Auckland")
    for name in ("undated event", "imported event", "umbrella event"):
        when = reader.read("en", name).locator(".events-page__key")
        assert when.count() == 1
        assert when.locator(".events-when__reader").count() == 0


START = dt.datetime(2027, 1, 19, 13, 0, tzinfo=dt.UTC)
END = START + dt.timedelta(hours=3)
PRESENT = "#event-when ~ p .events-when__present"


@pytest.mark.parametrize(
    ("language", "now", "words"),
    [
        ("en", START - dt.timedelta(days=31), ""),
        ("en", START - dt.timedelta(days=3, hours=5), "in 3 days"),
        ("en", START - dt.timedelta(hours=24), "tomorrow"),
        ("en", START - dt.timedelta(hours=2), "in 2 hours"),
        ("en", START - dt.timedelta(minutes=5), "in 5 minutes"),
        ("en", START - dt.timedelta(milliseconds=1), "in 1 minute"),
        ("en", START, "Now"),
        ("en", END - dt.timedelta(milliseconds=1), "Now"),
        ("en", END, "Ended"),
        ("fr", START - dt.timedelta(days=3), "dans 3 jours"),
        ("zh-hans", START - dt.timedelta(days=3), "3天后"),
        ("ar", START - dt.timedelta(days=3), "خلال 3 أيام"),
    ],
)
def test_how_far_away_an_event_is_is_right_at_the_minute(
    reader: Reader, language: str, now: dt.datetime, words: str
) -> None:
    reader.context.clock.set_fixed_time(now)
    page = reader.read(language, "hybrid event")
    assert " ".join(page.locator(PRESENT).inner_text().split()) == words


def test_an_open_page_follows_the_clock(reader: Reader) -> None:
    reader.context.clock.install(time=START - dt.timedelta(seconds=90))
    page = reader.read("en", "hybrid event")
    present = page.locator(PRESENT)
    assert present.inner_text() == "in 2 minutes"
    reader.context.clock.run_for(40_000)
    assert present.inner_text() == "in 1 minute"
    reader.context.clock.run_for(60_000)
    assert present.inner_text() == "Now"
    page.emulate_media(media="print")  # paper does not follow it
    assert not present.is_visible()


def test_between_two_of_several_dates_nobody_is_told_that_it_is_on(reader: Reader) -> None:
    reader.context.clock.set_fixed_time(dt.datetime(2027, 2, 16, 20, tzinfo=dt.UTC))
    page = reader.read("en", "three mornings")
    words = page.locator(".events-dates .events-when__present").all_inner_texts()
    assert words == ["Ended", "in 12 hours", "in 2 days"]


def test_of_a_cancelled_event_nobody_is_told_how_far_away_it_is(reader: Reader) -> None:
    page = reader.read("en", "cancelled event")
    assert page.locator("time.events-when").count()
    assert page.locator(".events-when__present").count() == 0


def test_a_calendar_marks_the_readers_today(reader: Reader) -> None:
    reader.context.clock.set_fixed_time(START)
    page = reader.open("/en/events/?view=month&from=2027-01-01")
    today = page.locator("td[aria-current=date]")
    assert today.locator("time.events-day__date").get_attribute("datetime") == "2027-01-19"
