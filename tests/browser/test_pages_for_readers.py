"""The public pages of the example site in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.accessibility import violations
from tests.browser.demo_addresses import EACH_KIND, IN_CHINESE
from tests.browser.page_checks import LAPTOP, PHONE, check_page
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

#: In one go: the script writes the present moment anew at every full minute.
WITHOUT_WHAT_IS_ADDED = """() => {
  const added = document.querySelectorAll(".events-when__reader, .events-when__present");
  added.forEach((line) => line.remove());
  return document.body.innerText;
}"""


def audited(page: Page, colors: Literal["light", "dark"], window: ViewportSize) -> list[str]:
    page.emulate_media(color_scheme=colors)
    page.set_viewport_size(window)
    return violations(page)


# The pages in English and Arabic are checked where they are audited, in test_accessibility.py.
@pytest.mark.parametrize(("language", "name"), IN_CHINESE)
def test_a_page_says_what_it_is_fits_on_a_phone_and_meets_wcag_2_2_aa(
    readers: Callable[..., Reader], language: str, name: str
) -> None:
    page = readers(viewport=PHONE).read(language, name)
    check_page(page, language)
    assert audited(page, "dark", PHONE) == []
    assert audited(page, "light", LAPTOP) == []


@pytest.mark.parametrize(("language", "name"), EACH_KIND)
def test_the_other_colors_meet_wcag_2_2_aa_in_a_window_of_the_other_size(
    reader: Reader, language: str, name: str
) -> None:
    page = reader.read(language, name)
    assert audited(page, "dark", LAPTOP) == []
    assert audited(page, "light", PHONE) == []


@pytest.mark.parametrize("name", ["home", "event list", "cancelled event", "organizer"])
def test_an_arabic_page_runs_from_right_to_left(reader: Reader, name: str) -> None:
    page = reader.read("ar", name)
    switcher = page.locator(".events-languages li")
    first, last = switcher.first.bounding_box(), switcher.last.bounding_box()
    assert first is not None
    assert last is not None
    assert first["x"] > last["x"]
    assert page.locator("h1").evaluate("heading => getComputedStyle(heading).direction") == "rtl"


@pytest.mark.parametrize(("language", "name"), EACH_KIND)
def test_a_page_says_the_same_without_javascript(
    readers: Callable[..., Reader], language: str, name: str
) -> None:
    plain = readers(java_script_enabled=False).read(language, name)
    assert len(plain.locator("main").inner_text()) > 100
    page = readers().read(language, name)
    assert plain.locator("body").inner_text() == page.evaluate(WITHOUT_WHAT_IS_ADDED)


@pytest.mark.parametrize(("language", "name"), [("en", "cancelled event"), ("ar", "event list")])
def test_a_page_shows_its_words_and_its_status_when_the_reader_forces_colors(
    readers: Callable[..., Reader], language: str, name: str
) -> None:
    page = readers(forced_colors="active").read(language, name)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.locator("h1").is_visible()
    marks = page.locator(".events-status, strong.events-badge")
    assert marks.count() > 0
    assert all(mark.is_visible() and mark.inner_text().strip() for mark in marks.all())
    current = page.locator(".events-languages__current")
    assert current.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"


@pytest.mark.parametrize(("language", "name"), EACH_KIND)
def test_a_printed_page_leaves_out_the_ways_through_the_site(
    reader: Reader, language: str, name: str
) -> None:
    page = reader.read(language, name)
    assert page.locator("nav:visible").count() > 0
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").is_visible()
    assert page.locator("nav:visible, .events-skip:visible").count() == 0
    paper = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_the_audit_finds_a_fault_that_was_put_in(reader: Reader) -> None:
    page = reader.read("en", "home")
    page.locator("h1").evaluate("heading => heading.style.color = '#eeeeee'")
    assert [line.split(":")[0] for line in violations(page)] == ["color-contrast"]
