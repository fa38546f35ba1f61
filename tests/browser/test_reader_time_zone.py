"""The reader's own clock beside the event's."""

from __future__ import annotations

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
