"""A month of the example site without a mouse, and for those who do not see it."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import violations
from tests.browser.demo_addresses import address
from tests.browser.page_checks import LAPTOP, PHONE, wider_than_the_window
from tests.browser.reader import Reader
from tests.browser.test_keyboard import steps_through

pytestmark = pytest.mark.browser

MONTH = "?view=month&from=2027-05-01"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_month_meets_wcag_2_2_aa_and_is_crossed_with_the_keyboard(
    reader: Reader, language: str
) -> None:
    page = reader.open(address(language, "event list") + MONTH)
    entries = page.locator(".events-entry a").evaluate_all("links => links.map(link => link.href)")
    assert entries
    steps = steps_through(page)
    assert all(step["outline"] != "none" and step["width"] for step in steps)
    passed = [step["href"] for step in steps if step["href"] in entries]
    assert passed == entries  # day by day, as they are read
    for window in (LAPTOP, PHONE):
        page.set_viewport_size(window)
        assert violations(page, within="main") == [], window
    assert wider_than_the_window(page) == []
    page.locator(".events-calendar__next").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**from=2027-06-01*")
    assert page.locator("#events-calendar").inner_text() != ""
