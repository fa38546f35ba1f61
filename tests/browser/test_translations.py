"""An editor asks for translations and follows them, in the admin of the example site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.admin_steps import logged_in, prefer_language
from tests.browser.page_checks import wait_until, words_cut_off
from tests.browser.reader import Reader, new_reader

pytestmark = pytest.mark.browser

MATRIX = "/admin/migration-events/translations/"
TABLE = ".event-translations"
NARROW = {"width": 320, "height": 640}
#: Whether a region shows less than it holds, while the page itself does not.
SCROLLS = """region => [
    region.scrollWidth > region.clientWidth,
    document.documentElement.scrollWidth <= window.innerWidth,
]"""


@pytest.fixture
def staff(browser: Browser, example_site: str) -> Iterator[Callable[[str], tuple[Reader, Page]]]:
    """A function that logs the editor of the demo in, with the admin in a language."""
    with ExitStack() as stack:

        def log_in(language: str) -> tuple[Reader, Page]:
            reader = new_reader(browser, example_site)
            stack.callback(reader.context.close)
            page = logged_in(reader, "editor")
            prefer_language(reader, page, language)
            return reader, page

        yield log_in


@pytest.mark.parametrize(("language", "wanted"), [("en", "ru"), ("ar", "zh-hans")])
def test_translations_are_asked_for_in_the_matrix_which_meets_wcag_2_2_aa(
    staff: Callable[[str], tuple[Reader, Page]], language: str, wanted: str
) -> None:
    desk, page = staff(language)
    page.goto(f"{desk.site}{MATRIX}?when=all&state=not_wanted")
    rows = page.locator(f"{TABLE} tbody tr")
    assert rows.count() > 2
    for row in (rows.nth(0), rows.nth(1)):
        row.hover()
        row.locator("[data-bulk-action-checkbox]").check()
    page.locator(".footer [href*=request_translations]").click()
    page.locator(f"main [name=languages][value={wanted}]").check()
    assert violations(page, within="main") == []
    page.locator("main form [type=submit]").click()
    expect(page.locator(".messages li").first).to_be_visible()

    asked_for = page.locator(f"{TABLE} .event-translation--requested")
    assert asked_for.count() > 0
    assert violations(page, within="#listing-results") == []
    page.locator(f"{TABLE} .event-translation__agreed a[href*='/request/']").first.click()
    expect(page.locator("#asked-heading")).to_be_visible()
    assert violations(page, within="main") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_matrix_scrolls_in_its_own_region_and_its_events_stay_in_sight(
    staff: Callable[[str], tuple[Reader, Page]], language: str
) -> None:
    desk, page = staff(language)
    page.set_viewport_size(NARROW)
    page.goto(f"{desk.site}{MATRIX}")
    region = page.locator(TABLE)
    assert region.evaluate(SCROLLS) == [True, True]
    assert violations(page, within="#listing-results") == []
    region.focus()
    for _step in range(20):
        page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
    wait_until(page, f"Math.abs(document.querySelector('{TABLE}').scrollLeft) > 100")
    title = page.locator(f"{TABLE} tbody th[scope=row]").first.bounding_box()
    assert title is not None
    assert title["x"] >= -1
    assert title["x"] + title["width"] <= NARROW["width"] + 1


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_on_a_narrow_screen_every_word_of_what_is_asked_can_be_read(
    staff: Callable[[str], tuple[Reader, Page]], language: str
) -> None:
    desk, page = staff(language)
    page.set_viewport_size(NARROW)
    page.goto(f"{desk.site}{MATRIX}?state=not_wanted")
    page.locator(f"{TABLE} [data-bulk-action-checkbox]").first.check()
    expect(page.locator(".bulk-actions-buttons")).to_be_visible()
    assert words_cut_off(page, within=".bulk-actions-buttons") == []
    event = page.locator(f"{TABLE} tbody [href*='/edit/']").first.get_attribute("href")
    pk = str(event).split("/pages/")[1].split("/")[0]
    page.goto(f"{desk.site}{MATRIX}request/{pk}/")
    expect(page.locator("#id_due_on")).to_be_visible()
    assert words_cut_off(page, within="main form") == []
    page.goto(f"{desk.site}/admin/bulk/wagtailcore/page/request_translations/?id={pk}")
    expect(page.locator("#id_due_on")).to_be_visible()
    assert words_cut_off(page, within="main form") == []
