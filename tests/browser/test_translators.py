"""Translators at work in the admin of the example site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.accessibility import violations
from tests.browser.admin_steps import logged_in, prefer_language
from tests.browser.page_checks import words_cut_off
from tests.browser.reader import Reader, new_reader

pytestmark = pytest.mark.browser

LANGUAGES = ("French", "Arabic")
#: It has a body, and is neither in French nor in Arabic.
EVENT = "Registers that talk to each other: migration statistics in the ECE region"
#: Of the links that are shown, in pixels.
HEIGHTS = """[...document.querySelectorAll("{}")]
    .filter(link => link.checkVisibility()).map(link => link.getBoundingClientRect().height)"""


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
    """Where an event is translated into French and Arabic: an administrator has asked for it."""
    reader, page = staff("admin")
    page.goto(f"{reader.site}/admin/migration-events/?locale=en&q={EVENT.split(':')[0]}")
    edit = page.locator("#listing-results tbody td.title a[href*='/edit/']", has_text=EVENT)
    pk = str(edit.first.get_attribute("href")).split("/pages/")[1].split("/")[0]
    page.goto(f"{reader.site}/admin/localize/submit/page/{pk}/")
    boxes = [page.get_by_label(name, exact=True) for name in LANGUAGES]
    for box in boxes:
        box.check()
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/admin/pages/**")
    page.goto(f"{reader.site}/admin/localize/reports/translations/")
    found = {"request": f"/admin/migration-events/translations/request/{pk}/"}
    for tag, name in zip(("fr", "ar"), LANGUAGES, strict=True):
        row = page.locator("main tbody tr", has_text=EVENT).filter(has_text=name).first
        link = row.locator("a[href*='/edit/']").nth(1).get_attribute("href")
        found[tag] = str(link).split("?")[0]
    return found


def at_desk(reader: Reader, page: Page, address: str) -> None:
    page.goto(f"{reader.site}{address}")
    expect(page.locator("form.translator-desk")).to_be_visible()


def test_what_is_typed_saves_itself_and_is_there_again(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("translator-fr")
    at_desk(reader, page, addresses["fr"])
    piece = page.locator("[data-desk-piece]").first
    piece.locator("input[type=text]").fill("Un forum pour les traducteurs")
    expect(piece.locator("[data-state]")).to_have_attribute("data-state", "done")
    told = page.locator("[data-desk-status]")
    expect(told).to_have_text(str(told.get_attribute("data-saved")))
    page.reload()
    expect(piece.locator("input[type=text]")).to_have_value("Un forum pour les traducteurs")


def test_words_outlast_the_session_in_which_they_were_typed(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("translator-fr")
    at_desk(reader, page, addresses["fr"])
    field = page.locator("[data-desk-piece] input[type=text]").first
    told, save = page.locator("[data-desk-status]"), page.locator("footer .action-save")
    logged_out = str(told.get_attribute("data-logged-out"))
    reader.context.clear_cookies(name="sessionid")
    field.fill("Des mots tapés trop tard")
    expect(told).to_have_text(logged_out)
    save.click()
    expect(told).to_have_attribute("aria-busy", "false")
    expect(save).to_be_enabled()
    expect(told).to_have_text(logged_out)
    expect(field).to_have_value("Des mots tapés trop tard")
    logged_in(reader, "translator-fr")  # in another window, which changes the token of forms
    save.click()
    expect(page.locator(".messages li").first).to_be_visible()
    page.reload()
    expect(field).to_have_value("Des mots tapés trop tard")


def test_rich_text_is_edited_as_rich_text(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("translator-fr")
    at_desk(reader, page, addresses["fr"])
    pieces = page.locator("[data-desk-piece]", has=page.locator("[data-desk-rich]"))
    piece = pieces.filter(has_not=page.locator(".translator-desk__link")).first
    editor = piece.locator("[contenteditable=true]")
    expect(editor).to_be_visible()
    editor.click()
    page.keyboard.type("Bonjour à tous.")
    expect(piece.locator("[data-state]")).to_have_attribute("data-state", "done")
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
    expect(page.locator(".messages .success, .messages .info").first).to_be_visible()
    expect(first.locator("input[type=text]")).to_have_value("منتدى المترجمين")


def test_words_typed_before_the_script_has_come_are_saved_as_well(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("translator-ar")
    held: list[Route] = []
    page.route("**/translator-desk.js*", lambda route: held.append(route))
    page.goto(f"{reader.site}{addresses['ar']}", wait_until="commit")
    title = page.locator("[data-desk-piece] input[type=text]").first
    title.fill("سجلات يفهم بعضها بعضا")
    page.wait_for_timeout(100)
    assert held
    held[0].continue_()
    told = page.locator("[data-desk-status]")
    expect(told).to_have_text(str(told.get_attribute("data-saved")))
    page.unroute_all()
    page.reload()
    expect(title).to_have_value("سجلات يفهم بعضها بعضا")


@pytest.mark.parametrize(
    ("user", "tag", "width", "scheme"),
    [
        ("translator-fr", "fr", 1280, "light"),
        ("translator-ar", "ar", 1280, "dark"),
        ("translator-ar", "ar", 320, "light"),
        ("translator-fr", "ru", 320, "light"),
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
    at_desk(reader, page, addresses.get(tag, addresses["fr"]))
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if tag == "ar" else "ltr")
    page.locator("details.translator-desk__at-hand summary").first.click()
    page.locator("details.translator-desk__ask summary").first.click()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert words_cut_off(page, within=".translator-desk") == []
    assert violations(page, within="main") == []


def test_links_are_as_tall_as_a_target_must_be(
    staff: Callable[..., tuple[Reader, Page]], addresses: dict[str, str]
) -> None:
    reader, page = staff("admin", viewport={"width": 320, "height": 800})
    at_desk(reader, page, addresses["fr"])
    assert min(page.evaluate(HEIGHTS.format("form.translator-desk a"))) >= 24
    page.goto(f"{reader.site}{addresses['request']}")
    assert min(page.evaluate(HEIGHTS.format("main table a"))) >= 24
