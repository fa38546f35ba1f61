"""Translators at work in the admin of the example site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.admin_steps import PATIENCE, logged_in, prefer_language
from tests.browser.reader import Reader, new_reader

pytestmark = pytest.mark.browser

#: An event of the demo that stands in English only when the tests begin.
LANGUAGES = ("French", "Arabic")
BODY = (
    "<p>Look <a href='https://www.un.org/'>at the programme</a> or write <b>to us</b>.</p>"
    "<p>Second paragraph.</p>"
)


@pytest.fixture(scope="module")
def staff(browser: Browser, example_site: str) -> Iterator[Callable[..., tuple[Reader, Page]]]:
    """A function that logs a user of the demo in."""
    with ExitStack() as stack:

        def log_in(user: str, **options: object) -> tuple[Reader, Page]:
            reader = new_reader(browser, example_site, **options)
            stack.callback(reader.context.close)
            return reader, logged_in(reader, user)

        yield log_in


@pytest.fixture(scope="module")
def addresses(staff: Callable[..., tuple[Reader, Page]]) -> dict[str, str]:
    """Where an event is translated into French and into Arabic: an administrator has asked for it.

    An English event of the demo is copied, so that it has no translations yet.
    """
    reader, page = staff("admin")
    page.goto(f"{reader.site}/admin/events/?locale=en&q=objective")
    rows = page.locator("#listing-results tbody td.title a[href*='/edit/']")
    if rows.count() == 0:
        page.goto(f"{reader.site}/admin/events/?locale=en")
    href = rows.first.get_attribute("href") or ""
    pk = re.search(r"/pages/(\d+)/", href)[1]  # type: ignore[index]
    page.goto(f"{reader.site}/admin/pages/{pk}/copy/")
    page.locator("#id_new_title").fill("A forum for translators")
    page.locator("#id_new_slug").fill("a-forum-for-translators")
    page.locator("#id_publish_copies").check()
    page.locator("main form [type=submit]").click()
    page.goto(f"{reader.site}/admin/events/?locale=en&q=forum+for+translators")
    link = page.locator("#listing-results tbody td.title a", has_text="A forum for translators")
    copied = re.search(r"/pages/(\d+)/", link.first.get_attribute("href") or "")[1]  # type: ignore[index]
    page.goto(f"{reader.site}/admin/localize/submit/page/{copied}/")
    for name in LANGUAGES:
        page.get_by_label(name, exact=True).check()
    page.locator("main form [type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible(timeout=PATIENCE)
    found = {}
    for tag in ("fr", "ar"):
        page.goto(f"{reader.site}/admin/events/?locale={tag}&q=forum+for+translators")
        link = page.locator("#listing-results tbody td.title a[href*='/edit/']").first
        found[tag] = (link.get_attribute("href") or "").split("?")[0]
    return found


def at_desk(reader: Reader, page: Page, address: str) -> None:
    page.goto(f"{reader.site}{address}")
    expect(page.locator("form.translator-desk")).to_be_visible(timeout=PATIENCE)


def test_what_is_typed_saves_itself_and_is_there_again(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("translator-fr")
    at_desk(reader, page, addresses["fr"])
    piece = page.locator("[data-desk-piece]").first
    piece.locator("input[type=text]").fill("Un forum pour les traducteurs")
    expect(piece.locator("[data-state]")).to_have_attribute("data-state", "done", timeout=PATIENCE)
    expect(page.locator("[data-desk-status]")).to_have_text("Saved")
    page.reload()
    expect(piece.locator("input[type=text]")).to_have_value("Un forum pour les traducteurs")


def test_rich_text_is_edited_as_rich_text_with_the_links_of_the_source(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("translator-fr")
    at_desk(reader, page, addresses["fr"])
    piece = page.locator("[data-desk-piece]", has=page.locator("[data-desk-rich]")).first
    editor = piece.locator("[contenteditable=true]")
    expect(editor).to_be_visible(timeout=PATIENCE)
    editor.click()
    page.keyboard.type("Bonjour à tous.")
    expect(piece.locator("[data-state]")).to_have_attribute("data-state", "done", timeout=PATIENCE)
    page.reload()
    expect(piece.locator("[contenteditable=true]")).to_contain_text("Bonjour à tous.")


def test_next_to_do_and_save_by_keyboard(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("translator-ar")
    at_desk(reader, page, addresses["ar"])
    page.locator("[data-desk-next]").focus()
    page.keyboard.press("Enter")
    first = page.locator("[data-desk-piece]").first
    expect(first.locator("input[type=text]")).to_be_focused()
    page.keyboard.type("منتدى المترجمين")
    page.keyboard.press("Control+s")
    expect(page.locator(".messages .success, .messages .info").first).to_be_visible(
        timeout=PATIENCE
    )
    expect(first.locator("input[type=text]")).to_have_value("منتدى المترجمين")


@pytest.mark.parametrize(
    ("user", "tag", "width", "scheme"),
    [
        ("translator-fr", "fr", 1280, "light"),
        ("translator-ar", "ar", 1280, "dark"),
        ("translator-ar", "ar", 320, "light"),
    ],
)
def test_the_translators_view_meets_wcag_2_2_aa_and_fits_the_screen(
    staff: Callable[..., tuple[Reader, Page]],
    addresses: dict[str, str],
    user: str,
    tag: str,
    width: int,
    scheme: str,
) -> None:
    reader, page = staff(user, viewport={"width": width, "height": 800}, color_scheme=scheme)
    prefer_language(reader, page, tag)
    at_desk(reader, page, addresses[tag])
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if tag == "ar" else "ltr")
    page.locator("details.translator-desk__at-hand summary").first.click()
    page.locator("details.translator-desk__ask summary").first.click()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert violations(page, within="main") == []
