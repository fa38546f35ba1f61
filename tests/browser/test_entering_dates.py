"""An editor enters when an event is: three mornings, first Tuesdays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.accessibility import violations
from tests.browser.admin_steps import choose_page, logged_in, open_tab, prefer_language
from tests.browser.reader import Reader, new_reader

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 900}


@pytest.fixture
def desk(browser: Browser, example_site: str) -> Iterator[Callable[..., tuple[Reader, Page]]]:
    """A function that logs an editor in, in a window of some size."""
    readers = []

    def log_in(**options: object) -> tuple[Reader, Page]:
        reader = new_reader(browser, example_site, **options)
        readers.append(reader)
        return reader, logged_in(reader, "editor")

    yield log_in
    for reader in readers:
        reader.context.close()


def new_event(reader: Reader, page: Page) -> Locator:
    """Open the form for a new event in the first index, and show its facts."""
    page.goto(f"{reader.site}/admin/migration-events/")
    page.locator("a[href*='type=wagtail_migration_events_pages.eventpage']").first.click()
    choose_page(page, page.locator("#id_parent_page-chooser"), "Events")
    page.locator("main form footer [type=submit]").click()
    page.wait_for_url("**/pages/add/**")
    return open_tab(page, "facts")


def paste(facts: Locator, name: str, text: str) -> None:
    """Paste a date with its hour into one input, and leave it."""
    field = facts.locator(f"[name={name}_date]")
    field.fill(text)
    field.press("Tab")
    expect(facts.locator(f"[name={name}_time]")).not_to_have_value("")


def choose_zone(facts: Locator, text: str, label: str) -> None:
    """Look for a zone by keyboard, and take the first one."""
    search = facts.locator("#id_timezone-search")
    search.fill(text)
    expect(facts.locator("[role=option]").first).to_contain_text(label)
    search.press("Enter")


def fill_in(facts: Locator, every: str, count: int) -> None:
    rule = facts.locator("[data-event-repeat]")
    rule.locator("summary").click()
    rule.locator("[name=repeat-every]").select_option(every)
    rule.locator("[name=repeat-count]").fill(str(count))
    rule.locator("[data-fill]").click()
    expect(rule.locator("[data-repeat-message]")).to_contain_text(str(count))


def said(facts: Locator) -> Locator:
    return facts.locator("[data-understood]")


def test_three_mornings_are_entered_in_a_few_steps_and_one_is_taken_out_again(
    desk: Callable[..., tuple[Reader, Page]],
) -> None:
    facts = new_event(*desk())
    paste(facts, "starts_at", "28 février 2027 9h")
    paste(facts, "ends_at", "28 February 2027, 12:00")
    choose_zone(facts, "new york", "UTC−5")
    fill_in(facts, "day", 3)
    expect(said(facts)).to_contain_text("3 mornings")
    expect(said(facts)).to_contain_text("Nairobi")
    expect(facts.locator("[name=dates-2-starts_at_date]")).to_have_value("2027-03-02")
    facts.locator("[data-undo]").click()
    expect(facts.locator("[name=dates-2-starts_at_date]")).to_have_value("")
    expect(said(facts)).not_to_contain_text("3 mornings")


def test_first_tuesdays_are_entered_and_the_end_moves_with_the_start(
    desk: Callable[..., tuple[Reader, Page]],
) -> None:
    facts = new_event(*desk())
    paste(facts, "starts_at", "2027-01-05 15:00")
    paste(facts, "ends_at", "2027-01-05 16:30")
    facts.locator("[name=starts_at_time]").fill("16:00")
    facts.locator("[name=starts_at_time]").press("Tab")
    expect(facts.locator("[name=ends_at_time]")).to_have_value("17:30")
    choose_zone(facts, "genev", "UTC+1")
    expect(facts.locator("[name=timezone]")).to_have_value("Europe/Zurich")
    fill_in(facts, "month_weekday", 4)
    expect(said(facts)).to_contain_text("Tuesday: 5 Jan, 2 Feb, 2 Mar, 6 Apr")


def test_a_calendar_is_made_when_its_input_is_entered_and_closes_when_it_is_left(
    desk: Callable[..., tuple[Reader, Page]],
) -> None:
    reader, page = desk()
    facts = new_event(reader, page)
    calendars = page.locator(".xdsoft_datetimepicker")
    before = calendars.count()
    assert before < facts.locator("[name^=dates-][name$=_date]").count()
    facts.locator("[name=dates-2-starts_at_date]").click()
    day = page.locator(".xdsoft_datetimepicker:visible .xdsoft_date:not(.xdsoft_other_month)")
    day.get_by_text("15", exact=True).click()
    expect(facts.locator("[name=dates-2-starts_at_date]")).to_have_value(re.compile(r"-15$"))
    facts.locator("[name=dates-2-starts_at_time]").focus()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(calendars).to_have_count(before + 3)
    assert reader.faults == []


def test_a_start_is_proposed_and_taken_over_by_one_click(
    desk: Callable[..., tuple[Reader, Page]],
) -> None:
    facts = new_event(*desk())
    facts.locator("[data-proposal]").click()
    expect(facts.locator("[name=starts_at_time]")).to_have_value(re.compile(r"\d\d:00"))
    expect(said(facts)).to_contain_text("UTC")
    expect(facts.locator("[data-proposal]")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_panel_meets_wcag_2_2_aa_and_fits_a_narrow_window(
    desk: Callable[..., tuple[Reader, Page]], language: str
) -> None:
    reader, page = desk()
    prefer_language(reader, page, language)
    try:
        facts = new_event(reader, page)
        paste(facts, "starts_at", "2027-01-05 15:00")
        fill_in(facts, "month_weekday", 4)
        search = ".event-search:has(#id_timezone-search)"
        place = f"[id='{facts.get_attribute('id')}']"
        assert violations(page, within=place) == []
        facts.locator("#id_timezone-search").fill("a")
        expect(facts.locator("#id_timezone-found")).to_be_visible()
        assert violations(page, within=search) == []
        page.set_viewport_size(NARROW)
        wide = "e => [...e.querySelectorAll('*')].filter(c => c.offsetWidth > 320).length"
        for part in ("[data-event-when]", "[data-event-repeat]", search):
            assert facts.locator(part).evaluate(wide) == 0
    finally:
        prefer_language(reader, page, "en")


def test_a_row_that_is_moved_by_keyboard_can_be_moved_on(
    desk: Callable[..., tuple[Reader, Page]],
) -> None:
    facts = new_event(*desk())
    for _row in range(3):
        facts.locator("#id_organizer_links-ADD").click()
    first = facts.locator("#inline_child_organizer_links-0")
    first.locator("[data-inline-panel-child-move-down]").focus()
    for order, pressed in (("2", "down"), ("3", "up"), ("2", "up")):
        facts.page.keyboard.press("Enter")
        expect(first.locator("[name$=-ORDER]")).to_have_value(order)
        expect(first.locator(f"[data-inline-panel-child-move-{pressed}]")).to_be_focused()
