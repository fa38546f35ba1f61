"""An editor at work in the admin of the example site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.admin_steps import (
    TABS,
    choose_organizer,
    choose_page,
    logged_in,
    open_tab,
    prefer_language,
    publish,
)
from tests.browser.reader import Reader, new_reader

pytestmark = pytest.mark.browser

TITLE = "Interpreters at the border: a morning of practice"
ORGANIZER = "International Labour Organization"
#: Wagtail gives the fields of a bare block, such as rich text, no name.
BLOCKS_OF_THE_BODY = "[data-contentpath='body']"
NEW_EVENT = "/admin/pages/add/wagtail_migration_events_pages/eventpage"


@pytest.fixture
def staff(browser: Browser, example_site: str) -> Iterator[Callable[[str], tuple[Reader, Page]]]:
    """A function that logs a user of the demo in.

    What the admin itself writes to the console is not held against it.
    """
    with ExitStack() as stack:

        def log_in(user: str) -> tuple[Reader, Page]:
            reader = new_reader(browser, example_site)
            stack.callback(reader.context.close)
            return reader, logged_in(reader, user)

        yield log_in


def fill_in_facts(page: Page) -> None:
    """Enter the day, the hours, the zone, an organizer and an objective of a new event."""
    facts = open_tab(page, "facts")
    facts.locator("[name=starts_at_date]").fill("2031-03-04")
    facts.locator("[name=starts_at_time]").fill("09:30")
    facts.locator("[name=ends_at_date]").fill("2031-03-04")
    facts.locator("[name=ends_at_time]").fill("12:00")
    facts.locator("[name=timezone]").select_option("Africa/Nairobi")
    facts.locator("#id_organizer_links-ADD").click()
    chooser = facts.locator("#id_organizer_links-0-organizer-chooser")
    choose_organizer(page, chooser, "ilo", f"{ORGANIZER} (ILO)")
    search = facts.locator("#id_areas-search")
    search.press_sequentially("ECA members")
    found = facts.locator("#id_areas-found [role=option]")
    found.filter(has_text="All members of ECA").first.click()
    search.press_sequentially("Kenya")
    found.filter(has_text="Kenya").first.wait_for()
    search.press("Enter")
    facts.get_by_role("button", name="Remove Ghana").click()
    expect(facts.locator("#id_areas option:checked")).to_have_count(53)
    facts.locator("#id_gcm_objectives-filter").fill("screening")
    expect(facts.locator("#id_gcm_objectives .event-terms__term:visible")).to_have_count(1)
    facts.locator("[name=gcm_objectives][value='12']").check()


def test_an_editor_makes_an_event_from_the_listing_and_readers_see_it(
    staff: Callable[[str], tuple[Reader, Page]], reader: Reader
) -> None:
    desk, page = staff("editor")
    page.goto(f"{desk.site}/admin/migration-events/")
    page.locator("a[href*='type=wagtail_migration_events_pages.eventpage']").first.click()
    choose_page(page, page.locator("#id_parent_page-chooser"), "Events")
    page.locator("main form footer [type=submit]").click()
    page.wait_for_url(f"**{NEW_EVENT}/**")
    page.locator("#id_title").press_sequentially(TITLE)
    fill_in_facts(page)
    publish(page)

    public = reader.open("/en/events/?from=2031-03-01")
    public.get_by_role("link", name=TITLE).click()
    expect(public.locator("h1")).to_have_text(TITLE)
    when = public.locator(".events-page__key").inner_text()
    assert "4 March 2031" in when
    assert "09:30–12:00" in when
    assert "UTC+3" in when
    facts = public.locator(".events-page__facts")
    assert ORGANIZER in facts.inner_text()
    expect(facts.locator("[data-fact=gcm_objectives] .events-facts__number")).to_have_text("12")


@pytest.mark.parametrize(("user", "language"), [("editor", "en"), ("translator-ar", "ar")])
def test_the_listing_and_the_editor_of_an_event_meet_wcag_2_2_aa(
    staff: Callable[[str], tuple[Reader, Page]], user: str, language: str
) -> None:
    desk, page = staff(user)
    prefer_language(desk, page, language)
    direction = "rtl" if language == "ar" else "ltr"
    expect(page.locator("html")).to_have_attribute("dir", direction)

    page.goto(f"{desk.site}/admin/migration-events/?locale={language}")
    titles = page.locator("#listing-results tbody td.title a[href*='/edit/']")
    assert titles.count() > 20
    assert violations(page, within="#listing-results") == []

    titles.first.click()
    for name in TABS:
        tab = open_tab(page, name)
        assert tab.locator("input, select, textarea, [role=textbox]").count() > 5
        place = f"[id='{tab.get_attribute('id')}']"
        assert violations(page, within=place, without=[BLOCKS_OF_THE_BODY]) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_titles_in_the_listing_are_read_whole_on_a_narrow_screen(
    staff: Callable[[str], tuple[Reader, Page]], language: str
) -> None:
    desk, page = staff("editor")
    prefer_language(desk, page, language)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{desk.site}/admin/migration-events/?locale={language}")
    titles = page.locator("#listing-results tbody td.title a[href*='/edit/']")
    expect(titles.first).to_be_visible()
    shown = titles.evaluate_all(
        """links => links.map(link => {
            const box = link.getBoundingClientRect();
            const whole = box.left >= 0 && box.right <= innerWidth;
            return {words: link.innerText, whole, lines: box.height / 16, width: box.width};
        })"""
    )
    assert len(shown) > 20
    assert [each for each in shown if not each["whole"]] == []
    # A column squeezed by the others breaks a title after every word or two.
    squeezed = [each for each in shown if each["width"] < 100 and len(each["words"]) > 30]
    assert squeezed == []
    prefer_language(desk, page, "en")


def test_material_stays_in_a_language_that_the_list_does_not_offer(
    staff: Callable[[str], tuple[Reader, Page]],
) -> None:
    desk, page = staff("editor")
    page.goto(f"{desk.site}/admin/migration-events/?locale=en")
    page.locator("#listing-results tbody td.title a[href*='/edit/']").first.click()
    expect(page.locator("#id_title")).to_be_visible()
    shown = page.evaluate(
        """stored => stored.map(tag => {
            const list = document.createElement("div");
            document.body.append(list);
            const options = ["", "fi", "te", "zh", "zh-hans"].map(each => new Option(each, each));
            const select = `<select name="__NAME__">${options.map(o => o.outerHTML).join("")}`;
            const LanguageSelect =
                telepath.constructors["wagtail_migration_events.LanguageSelect"];
            const drawn = new LanguageSelect(`${select}</select>`).render(list, "x", "x", tag);
            return drawn.getTextLabel() === "" && tag ? "no label" : drawn.getValue();
        })""",
        ["", "te", "tet", "fil", "zh-hans", ["tet"], "no tag"],
    )
    assert shown == ["", "te", "tet", "fil", "zh-hans", "tet", "no tag"]
