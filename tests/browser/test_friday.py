"""Friday, 17:55: an event is cancelled, and readers of every language know at once."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accessibility import violations
from tests.browser.admin_steps import logged_in, open_menu
from tests.browser.demo_addresses import slugs
from tests.browser.reader import Reader, new_reader

pytestmark = pytest.mark.browser

EVENT = "city-desks-that-open-doors"
REASON = "The hall is closed after last night's storm."
CANCELLED = {"fr": "Annulé", "ar": "ملغاة"}


def public_address(language: str) -> str:
    return quote(f"/{language}/events/{slugs()[EVENT][language]}/")


def test_an_editor_cancels_an_event_and_the_french_and_arabic_pages_show_it(
    browser: Browser, example_site: str, readers: Callable[..., Reader]
) -> None:
    desk = new_reader(browser, example_site)
    page = logged_in(desk, "editor")
    page.goto(f"{desk.site}/admin/migration-events/?q=City+desks")
    page.locator("#listing-results td.title .title-wrapper a").first.click()
    page.wait_for_url("**/edit/**")
    open_menu(page.locator("#w-slim-header-buttons [aria-label='Actions']"))
    page.get_by_role("link", name="Cancel event").click()
    page.wait_for_url("**/event-status/**/cancel/**")
    expect(page.locator("main")).to_contain_text("in all 6 languages at once")
    assert violations(page, within="main") == []
    page.locator("#id_reason").fill(REASON)
    page.get_by_role("button", name="Cancel event").click()
    message = page.locator(".messages li")
    expect(message).to_contain_text("Cancelled, in all 6 languages")

    for language, word in CANCELLED.items():
        public = readers().open(public_address(language))
        notice = public.locator("section.events-status--cancelled")
        expect(notice.locator("h2")).to_have_text(word)
        assert public.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")

    message.get_by_role("link", name="Undo").click()
    expect(page.get_by_role("button", name="Yes, undo")).to_be_visible()
    assert violations(page, within="main") == []
    page.get_by_role("button", name="Yes, undo").click()
    expect(page.locator(".messages li")).to_contain_text("is as before")
    public = readers().open(public_address("fr"))
    expect(public.locator("section.events-status")).to_have_count(0)
    desk.context.close()
