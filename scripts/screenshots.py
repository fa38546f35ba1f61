"""Takes the pictures of the documentation: ``python -m scripts.screenshots [DIRECTORY]``.

The demo is built for it in a temporary directory, as for the browser tests. The directory is
``docs/images`` unless another is named. Chromium is found as for the tests.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin_steps import logged_in, open_tab, publish
from tests.browser.chromium import chromium_path, running_chromium
from tests.browser.example_site_server import served
from tests.browser.reader import new_reader
from tests.browser.translation_steps import (
    approve,
    choose_action,
    hand_in,
    to_review,
    translate,
    waiting,
)

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDTH = 1280
#: How many colors a picture may have: fewer where it is too large with more.
COLORS = (200, 96, 48)
LARGEST = 120_000
PUBLIC = {
    "event-page-en": ("en", "three mornings"),
    "event-list-en": ("en", "event list"),
    "event-page-ar": ("ar", "three mornings"),
}
#: The languages of the guides; the way to the next picture is found in the last of them.
LANGUAGES = ("fr", "en")
EVENT = "Alternatives to detention"
#: An event of the demo that waits for a translation into French, and what is written there.
WANTED = "Registers that talk to each other: migration statistics in the ECE region"
FRENCH = {
    "title": "Des registres qui se parlent : les statistiques migratoires dans la région de la CEE",
    "summary": (
        "Des offices statistiques comparent leurs manières de relier titres de séjour, données "
        "fiscales et recensement sans révéler l’identité de personne."
    ),
}
FRENCH_BODY = (
    "Chaque office présente son schéma sur une page. Les responsables de la protection des données "
    "sont à la même table et peuvent interrompre la discussion à tout moment."
)
#: What the summary says once the French page is live.
CHANGED = (
    "Statistical offices compare how they link residence permits, tax records and school registers "
    "without revealing who is who."
)


def keep(page: Page, path: Path) -> None:
    """Write what the window shows as a PNG; raise ValueError if it is too large in few colors."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    for colors in COLORS:
        few = picture.quantize(colors, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if (size := path.stat().st_size) <= LARGEST:
            sys.stdout.write(f"{path} {size // 1000} kB\n")
            return
    raise ValueError(f"{path.name} has {size} bytes, more than {LARGEST}.")


@dataclass
class Desk:
    """The browser of a user of the demo, and the directory for its pictures."""

    page: Page
    directory: Path

    def _prefer(self, tag: str) -> None:
        account = self.page.context.new_page()
        account.goto("/admin/account/")
        account.locator("#id_locale-preferred_language").select_option(tag)
        account.locator("main form footer [type=submit]").click()
        expect(account.locator("html")).to_have_attribute("lang", tag)
        account.close()

    def keep(self, name: str, height: int, *, at: str = "", tab: str = "", menu: str = "") -> None:
        """Keep what is shown in each language of the guides.

        ``tab`` is shown and ``menu`` opened before; ``at`` selects what is to be at the top.
        """
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        for tag in LANGUAGES:
            self._prefer(tag)
            self.page.reload()
            if tab:
                open_tab(self.page, tab)
            self.page.mouse.move(1, 1)  # else a row shows what it offers to a mouse
            if menu:
                self.page.locator(menu).click()
            if at:
                self._bring_up(at)
            keep(self.page, self.directory / f"{name}-{tag}.png")
        if menu:
            self.page.locator(menu).click()

    def _bring_up(self, at: str) -> None:
        # What sticks to the top of the admin's window must not cover it.
        self.page.locator(at).last.evaluate(
            "each => { each.style.scrollMarginTop = '20px'; each.scrollIntoView(); }"
        )


def take_public_pictures(browser: Browser, site: str, directory: Path) -> None:
    """Take pictures of what readers see."""
    reader = new_reader(browser, site, viewport={"width": WIDTH, "height": 1500})
    for name, (language, page) in PUBLIC.items():
        keep(reader.read(language, page), directory / f"{name}.png")
    reader.context.close()


def take_editors_pictures(desk: Desk) -> None:
    """Take pictures of what an editor sees."""
    page = desk.page
    page.goto("/admin/migration-events/")
    desk.keep("admin-events", 800)
    _open_event(page, EVENT)
    desk.keep("admin-editor", 900, at="section:has([name=starts_at_date])", tab="facts")
    choose_action(page, "Reschedule event")
    page.wait_for_url("**/event-status/**")
    desk.keep("admin-reschedule", 760)
    _open_event(page, WANTED)
    choose_action(page, "Request translations")
    page.wait_for_load_state()
    desk.keep("admin-request", 800)
    page.goto("/admin/migration-events/translations/?state=requested")
    desk.keep("admin-translations", 950)


def _open_event(page: Page, title: str) -> None:
    page.goto(f"/admin/migration-events/?q={title.split()[0]}")
    page.locator("#listing-results td.title a", has_text=title).first.click()
    page.wait_for_url("**/edit/**")


def take_translators_pictures(desk: Desk, editor: Page, reviewer: Desk) -> None:
    """Take pictures of what a translator and a reviewer see of one event."""
    page = desk.page
    waiting(page, WANTED)
    desk.keep("admin-my-translations", 560)
    waiting(page, WANTED).get_by_role("button", name="Begin").click()
    expect(page.locator("form.translator-desk")).to_be_visible()
    translate(page, {"title": FRENCH["title"]})
    desk.keep("translator-desk", 900)
    translate(page, FRENCH)
    rich = page.locator("[data-desk-piece]", has=page.locator("[data-desk-rich]")).first
    rich.locator("[contenteditable=true]").click()
    page.keyboard.type(FRENCH_BODY)
    expect(rich.locator("[data-state]")).to_have_attribute("data-state", "done")
    hand_in(page, FRENCH["title"])
    to_review(reviewer.page, FRENCH["title"])
    reviewer.keep("translator-review", 800, menu="footer .w-dropdown__toggle")
    approve(reviewer.page)
    _open_event(editor, WANTED)
    editor.locator("[name=summary]").fill(CHANGED)
    publish(editor)
    waiting(page, WANTED).get_by_role("link", name="Open").click()
    desk.keep("translator-change", 620, at="section[aria-labelledby=section-summary]")


def take_pictures(browser: Browser, site: str, directory: Path) -> None:
    """Take every picture of the documentation from the demo at ``site``."""
    desks = {}
    for user in ("editor", "translator-fr", "reviewer-fr"):
        reader = new_reader(browser, site, base_url=site)
        desks[user] = Desk(logged_in(reader, user), directory)
    take_public_pictures(browser, site, directory)
    take_editors_pictures(desks["editor"])
    take_translators_pictures(desks["translator-fr"], desks["editor"].page, desks["reviewer-fr"])


def main() -> None:
    """Build the demo, take the pictures, say what was written."""
    path = chromium_path()
    if path is None:
        raise SystemExit("No Chromium in PATH, and CHROMIUM names none.")
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running_chromium(path) as browser:
        sys.stdout.write("Building the demo (a minute)\n")
        with served(Path(place), Path(place) / "served") as site:
            take_pictures(browser, site, directory)


if __name__ == "__main__":
    main()
