"""An event is published, translated, reviewed, goes live in six languages, changes, is renewed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin_steps import choose_page, logged_in, open_tab, publish
from tests.browser.reader import Reader, new_reader
from tests.browser.translation_steps import (
    approve,
    ask_for_change,
    cell,
    choose_action,
    hand_in,
    let_the_machine_translate,
    to_review,
    told,
    translate,
    waiting,
)

pytestmark = pytest.mark.browser

TITLE = "Nurses across borders: a hearing"
MENDED = "Nurses across borders: a public hearing"
CHANGED = "Nurses across borders: a hearing on fair contracts"
SUMMARY = "Nurses who have moved say what their contracts promised, and what they found."
FRENCH = "Des infirmières par-delà les frontières : une audition"
CORRECTED = "Personnel infirmier par-delà les frontières : une audition"
RENEWED = "Personnel infirmier par-delà les frontières : des contrats équitables"
FRENCH_SUMMARY = "Des infirmières racontent ce que leur contrat promettait, et ce qu’il en fut."
COMMENT = "Les hommes aussi : « personnel infirmier », s’il vous plaît."
BY_MACHINE = ("Arabic", "Chinese (Simplified)", "Russian", "Spanish")
LIVE = re.compile("event-translation--live")
STALE = re.compile("event-translation--stale")
LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")


@pytest.fixture
def desk(browser: Browser, example_site: str) -> Iterator[Callable[[str], Page]]:
    """A function that logs a user of the demo in, each in a browser of their own."""
    with ExitStack() as stack:

        def log_in(user: str) -> Page:
            reader = new_reader(browser, example_site, base_url=example_site)
            stack.callback(reader.context.close)
            return logged_in(reader, user)

        yield log_in


def new_event(page: Page) -> str:
    """Publish the event of the story; return where its source is edited."""
    page.goto("/admin/migration-events/")
    page.locator("a[href*='type=wagtail_migration_events_pages.eventpage']").first.click()
    choose_page(page, page.locator("#id_parent_page-chooser"), "Events")
    page.locator("main form footer [type=submit]").click()
    page.wait_for_url("**/pages/add/**")
    page.locator("#id_title").press_sequentially(TITLE)
    page.locator("[name=summary]").fill(SUMMARY)
    facts = open_tab(page, "facts")
    facts.locator("[name=starts_at_date]").fill("2031-06-10")
    facts.locator("[name=starts_at_time]").fill("15:00")
    publish(page)
    edit = page.locator(".messages a[href*='/edit/']").first.get_attribute("href")
    return urlsplit(str(edit)).path


def ask_for_all_languages(page: Page, source: str) -> None:
    page.goto(source)
    choose_action(page, "Request translations")
    rows = page.locator("main tbody tr", has=page.locator("[name^=ask_]"))
    expect(rows).to_have_count(5)
    for row in rows.all():
        row.locator("[name^=ask_]").check()
        if "French" not in row.locator("th").inner_text():
            one = row.locator("option", has_text="Admin").first.get_attribute("value")
            row.locator("select").select_option(str(one))
    page.locator("main [name=note]").fill("The hearing is open to the press.")
    page.locator("main form [type=submit]").first.click()
    told(page, "French")


def change_title(page: Page, source: str, title: str, minor: str = "") -> None:
    """Publish another title of the source; ``minor`` is why that needs no translation."""
    page.goto(source)
    page.locator("#id_title").fill(title)
    if minor:
        page.locator("[name=minor_edit]").check()
        page.locator("[name=minor_reason]").fill(minor)
    publish(page)


def public_pages(reader: Reader) -> dict[str, str]:
    """Return the paths of the event's public pages by language, as the English one names them."""
    page = reader.open("/en/events/nurses-across-borders-a-hearing/")
    links = page.locator("link[rel=alternate][hreflang]:not([hreflang=x-default])").all()
    return {
        str(link.get_attribute("hreflang")): urlsplit(str(link.get_attribute("href"))).path
        for link in links
        if "/events/" in str(link.get_attribute("href"))
    }


def test_an_event_is_translated_reviewed_published_in_six_languages_and_renewed(
    desk: Callable[[str], Page], reader: Reader
) -> None:
    editor, translator, reviewer = desk("editor"), desk("translator-fr"), desk("reviewer-fr")
    source = new_event(editor)
    ask_for_all_languages(editor, source)

    waiting(translator, TITLE).get_by_role("button", name="Begin").click()
    translate(translator, {"title": FRENCH, "summary": FRENCH_SUMMARY})
    hand_in(translator, FRENCH)
    to_review(reviewer, FRENCH)
    ask_for_change(reviewer, COMMENT)
    assert set(public_pages(reader)) <= {"en"}

    waiting(translator, TITLE).get_by_role("link", name="Open").click()
    expect(translator.locator("main")).to_contain_text(COMMENT)
    translate(translator, {"title": CORRECTED})
    hand_in(translator, CORRECTED)
    to_review(reviewer, CORRECTED)
    approve(reviewer)

    admin = desk("admin")
    for language in BY_MACHINE:
        cell(admin, TITLE, language).click()
        let_the_machine_translate(admin)
    editor.goto(source)
    choose_action(editor, "Publish all languages")
    expect(editor.locator("[name=pages]:checked")).to_have_count(len(BY_MACHINE))
    editor.get_by_role("button", name="Publish these languages").click()
    told(editor, "Published:")
    pages = public_pages(reader)
    assert sorted(pages) == sorted(LANGUAGES)
    for language, path in pages.items():
        public = reader.open(path)
        expect(public.locator("html")).to_have_attribute("lang", language, ignore_case=True)
        if language == "fr":
            expect(public.locator("h1")).to_have_text(CORRECTED)

    change_title(editor, source, MENDED, minor="A word was missing.")
    expect(cell(editor, MENDED, "French")).to_have_class(LIVE)
    change_title(editor, source, CHANGED)
    expect(cell(editor, CHANGED, "French")).to_have_class(STALE)
    expect(reader.open(pages["fr"]).locator("h1")).to_have_text(CORRECTED)

    row = waiting(translator, CHANGED)
    expect(row).to_contain_text("Changed in the source")
    row.get_by_role("link", name="Open").click()
    expect(translator.locator("main")).to_contain_text("fair contracts")
    translate(translator, {"title": RENEWED})
    hand_in(translator, RENEWED)
    to_review(reviewer, RENEWED)
    approve(reviewer)
    expect(reader.open(pages["fr"]).locator("h1")).to_have_text(RENEWED)
    expect(cell(editor, CHANGED, "French")).to_have_class(LIVE)
