"""An editor plans a season: an umbrella with its side events, the next edition, a storm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.admin_steps import choose_page, logged_in, open_menu
from tests.browser.demo_addresses import slugs
from tests.browser.reader import Reader, new_reader

pytestmark = pytest.mark.browser

UMBRELLA = "Weeks of the river"
SIDE_EVENTS = ("Ferries at dawn", "Bridges by night", "Islands at noon")
#: Events of the demo in six languages: how their titles begin, and their English slugs.
STRUCK = {
    "Agreements that hold": "launch-of-labour-migration-agreement-toolkit",
    "Annual meeting of the Network": "annual-meeting-of-the-network-2026",
}
SHOWN = """() => {
    window.shown = new Promise(done => {
        document.addEventListener("w-dropdown:shown", () => done(true), { once: true });
    });
}"""
POSTPONED = {"fr": "Reporté", "ar": "مؤجلة"}


@dataclass
class Hands:
    """Does what a person does, and counts it: each click, and each field that is filled in."""

    page: Page
    actions: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.actions += 1

    def open(self, toggle: Locator) -> None:
        open_menu(toggle)
        self.actions += 1

    def fill(self, what: Locator, words: str) -> None:
        what.fill(words)
        self.actions += 1

    def choose(self, action: str) -> None:
        """Choose among what the header of a page offers."""
        self.open(self.page.locator("#w-slim-header-buttons [aria-label='Actions']"))
        self.click(self.page.get_by_role("link", name=action, exact=True))

    def publish(self) -> None:
        self.open(self.page.locator("footer .w-dropdown__toggle"))
        self.click(self.page.locator("footer [name=action-publish]"))
        message = self.page.locator(".messages li").first
        expect(message).to_have_class("success")


@pytest.fixture
def editor(browser: Browser, example_site: str) -> Iterator[tuple[Reader, Hands]]:
    reader = new_reader(browser, example_site)
    yield reader, Hands(logged_in(reader, "editor"))
    reader.context.close()


def make_umbrella(hands: Hands) -> None:
    """Make it from the first page of the admin, on the first of June; end in its editor."""
    page = hands.page
    hands.click(page.locator("main").get_by_role("link", name="Add event page"))
    choose_page(page, page.locator("#id_parent_page-chooser"), "Events")
    hands.actions += 3  # the window, what is looked for, what is found
    hands.click(page.locator("main form footer [type=submit]"))
    hands.fill(page.locator("#id_title"), UMBRELLA)
    hands.click(page.get_by_role("tab", name="Facts"))
    hands.fill(page.locator("[name=starts_at_date]"), "1 June 2032")
    page.locator("[name=date_precision]").select_option("day")
    hands.actions += 1
    hands.publish()
    hands.click(page.locator(".messages").get_by_role("link", name="Edit"))
    page.wait_for_url("**/edit/**")


def add_side_event(hands: Hands, title: str, hour: str) -> None:
    """Add it from a page about the umbrella, whose day it takes over; end in its explorer."""
    page = hands.page
    hands.choose("Add a side event")
    hands.fill(page.locator("#id_title"), title)
    hands.click(page.get_by_role("tab", name="Facts"))
    expect(page.locator("[name=starts_at_date]")).to_have_value("2032-06-01")
    hands.fill(page.locator("[name=starts_at_time]"), hour)
    hands.publish()


def test_an_umbrella_with_three_side_events_takes_fewer_than_forty_actions(
    editor: tuple[Reader, Hands],
) -> None:
    _desk, hands = editor
    page = hands.page
    make_umbrella(hands)
    address = page.url
    for place, title in enumerate(SIDE_EVENTS):
        add_side_event(hands, title, f"{9 + place}:00")
    assert hands.actions < 40, hands.actions

    page.goto(address)
    hands.choose("Duplicate as next edition")
    expect(page.locator("[name=parts]:checked")).to_have_count(len(SIDE_EVENTS))
    page.get_by_role("button", name="Duplicate as next edition").click()
    page.wait_for_url("**/edit/**")
    assert page.url != address
    page.get_by_role("tab", name="Facts").click()
    # A Tuesday again.
    expect(page.locator("[name=starts_at_date]")).to_have_value("2033-05-31")


def test_events_are_postponed_together_once_what_would_change_was_seen(
    editor: tuple[Reader, Hands], reader: Reader
) -> None:
    desk, hands = editor
    page = hands.page
    page.goto(f"{desk.site}/admin/migration-events/?locale=en")
    for title in STRUCK:
        row = page.locator("#listing-results tbody tr", has_text=title)
        row.hover()
        row.get_by_role("checkbox").check()
    # Wagtail gives its links the pages that were ticked once the menu is there.
    page.evaluate(SHOWN)
    page.locator(".footer").get_by_role("button", name="More").click()
    page.evaluate("shown")
    page.locator("a[href*='/event_status/']").click()
    page.get_by_role("radio", name="Postpone event").check()
    page.locator("[name=reason]").fill("The river has risen.")
    page.get_by_role("button", name="Show what would change").click()
    foreseen = page.locator("main table tbody tr", has_text="Will change")
    expect(foreseen).to_have_count(len(STRUCK))
    page.locator("button[name=confirmed]").click()
    message = page.locator(".messages li", has_text="2 events are now: Postponed")
    expect(message).to_be_visible()
    for language, word in POSTPONED.items():
        for slug in STRUCK.values():
            public = reader.open(quote(f"/{language}/events/{slugs()[slug][language]}/"))
            expect(public.locator("section.events-status--postponed h2")).to_contain_text(word)
    message.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Yes, undo").click()
    expect(page.locator(".messages li")).to_contain_text("as before")
