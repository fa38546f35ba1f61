"""Saving by itself and saving by a button meet in one event, also where the server is slow."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.admin_steps import choose_page, logged_in
from tests.browser.reader import new_reader

pytestmark = pytest.mark.browser

#: Longer than the pause after which Wagtail saves by itself, in seconds.
SLOW = 1.5
PUBLISH_AFTER = """milliseconds => {
    const click = (selector) => document.querySelector(`footer ${selector}`).click();
    const publish = () => {
        click(".w-dropdown__toggle");
        setTimeout(() => click("[name=action-publish]"), 50);
    };
    document.addEventListener(
        "w-autosave:save", () => setTimeout(publish, milliseconds), { once: true }
    );
}"""
#: What is there when Wagtail begins to look for changes, which it does twice, is no change.
WATCHED = """window.watched = new Promise(done => document.addEventListener(
    "w-unsaved:watch-edits", () => setTimeout(done, 500), { once: true }
))"""
FILL_IN = """title => {
    const values = { title, starts_at_date: "2032-07-01", date_precision: "day" };
    for (const [name, value] of Object.entries(values)) {
        document.querySelector(`[name=${name}]`).value = value;
    }
}"""


@pytest.fixture
def editor(browser: Browser, example_site: str) -> Iterator[Page]:
    reader = new_reader(browser, example_site)
    page = logged_in(reader, "editor")
    page.add_init_script(WATCHED)
    page.locator("main").get_by_role("link", name="Add event page").click()
    choose_page(page, page.locator("#id_parent_page-chooser"), "Events")
    page.locator("main form footer [type=submit]").click()
    page.wait_for_url("**/add/**")
    page.evaluate("watched")
    yield page
    reader.context.close()


def answer_slowly(page: Page, navigation: bool) -> list[str]:
    """Let a button, or what Wagtail saves by itself, wait; return where new pages are asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if is_new(request) else None)

    def wait(route: Route) -> None:
        if route.request.method == "POST" and route.request.is_navigation_request() == navigation:
            time.sleep(SLOW)
        route.continue_()

    page.route("**/admin/pages/**", wait)
    return asked


def is_new(request: Request) -> bool:
    return request.method == "POST" and "/pages/add/" in request.url


def fill_in_and_publish(page: Page, title: str, milliseconds: int) -> None:
    """Publish so long after Wagtail knows that there is something to save."""
    page.evaluate(PUBLISH_AFTER, milliseconds)
    page.evaluate(FILL_IN, title)
    expect(page.locator(".messages li")).to_have_class("success")


def expect_one_live_event(page: Page, title: str) -> None:
    site = page.url.split("/admin/")[0]
    page.goto(f"{site}/admin/migration-events/?q={title}&locale=en")
    rows = page.locator("#listing-results tbody tr", has_text=title)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Live")


def test_what_is_published_before_it_was_saved_by_itself_is_one_event(editor: Page) -> None:
    asked = answer_slowly(editor, navigation=True)
    fill_in_and_publish(editor, "Otters before noon", 100)
    # Which of two the server hears first, or at all, is chance: one only must be sent.
    assert len(asked) == 1
    expect_one_live_event(editor, "Otters before noon")


def test_what_is_published_while_it_is_saved_by_itself_is_one_event(editor: Page) -> None:
    asked = answer_slowly(editor, navigation=False)
    fill_in_and_publish(editor, "Herons before noon", 900)
    assert len(asked) == 1
    expect_one_live_event(editor, "Herons before noon")


def test_what_to_look_at_before_publishing_is_told_while_the_event_is_written(
    editor: Page,
) -> None:
    told = editor.locator("section.w-panel", has=editor.locator("[data-event-readiness]"))
    expect(told).to_be_hidden()
    editor.locator("#id_title").press_sequentially("A morning without a summary")
    expect(told).to_contain_text("There is no summary")
    expect(told).to_be_visible()
    editor.locator("[name=summary]").fill("What interpreters do at the border.")
    expect(told).not_to_contain_text("There is no summary")
    told.get_by_role("link", name="Go to “Objectives”").click()
    expect(editor.locator("[name=gcm_objectives]").first).to_be_visible()
    editor.locator("[name=gcm_objectives][value='12']").check()
    expect(told).to_be_hidden()
