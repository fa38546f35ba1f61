"""The reference client of the API, a static page, as a partner's reader uses it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import violations
from tests.browser.page_checks import LAPTOP, PHONE, wider_than_the_window
from tests.browser.reader import Reader
from tests.browser.test_languages import UN_ORDER
from tests.browser.test_pages_for_readers import audited

pytestmark = pytest.mark.browser

CLIENT = "/static/client/index.html"
FOLDER = Path(__file__).resolve().parents[2] / "example_site" / "client"
IMAGES = re.compile(r"^http://localhost(:\d+)?/media/")
DETENTION = "Alternatives to detention"
DETENTION_IN_ARABIC = "بدائل الاحتجاز"
#: Given by its source in English only.
ENGLISH_ONLY = "Second Regional Review of the GCM"


def new_tab(reader: Reader) -> Page:
    """Return a tab that finds images, whose addresses have the port the site was loaded with."""

    def from_the_site(route: Route) -> None:
        route.continue_(url=IMAGES.sub(f"{reader.site}/media/", route.request.url))

    page = reader.context.new_page()
    page.route(IMAGES, from_the_site)
    return page


def opened(reader: Reader, query: str) -> Page:
    page = new_tab(reader)
    page.goto(f"{reader.site}{CLIENT}{query}")
    page.locator("h1").wait_for()
    return page


def titles(page: Page) -> list[str]:
    return page.locator(".card h2").all_inner_texts()


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).evaluate("element => element === document.activeElement"))


def test_a_reader_finds_an_event_by_its_objective_opens_it_and_goes_back(reader: Reader) -> None:
    page = opened(reader, "?locale=en")
    message = page.get_by_role("status")
    all_of_them = message.inner_text()
    page.get_by_text("GCM objectives", exact=True).first.click()
    choice = page.get_by_role("group", name="GCM objectives").get_by_label(DETENTION)
    count = re.search(r"\((\d+)\)$", choice.locator("..").inner_text().strip())
    assert count
    choice.check()
    page.get_by_role("button", name="Show events").click()
    expect(message).to_have_text(f"Events: {count[1]}")
    assert message.inner_text() != all_of_them
    assert "objective=13" in page.url
    found = titles(page)
    assert len(found) == int(count[1])

    page.get_by_role("link", name=f"{DETENTION}: three mornings").click()
    expect(page.locator("h1")).to_contain_text("three mornings")
    assert has_focus(page, "h1")
    facts = page.locator(".facts")
    for words in ("16–18 February 2027", "In person", "Lead organizer", "13. Alternatives"):
        expect(facts).to_contain_text(words)
    calendar = page.get_by_role("link", name="Add to your calendar")
    assert (calendar.get_attribute("href") or "").endswith("/event.ics")
    expect(page.locator("article")).to_contain_text("resolution 1244")

    page.go_back()
    expect(page.locator(".card h2")).to_have_text(found)
    expect(page.get_by_label(DETENTION)).to_be_checked()
    opener = page.get_by_role("link", name=f"{DETENTION}: three mornings")
    assert opener.evaluate("link => link === document.activeElement")
    page.go_back()
    expect(message).to_have_text(all_of_them)


def test_a_reader_of_arabic_is_told_what_is_in_another_language(reader: Reader) -> None:
    page = opened(reader, "?locale=ar")
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    first, last = (page.locator(".languages li").nth(place).bounding_box() for place in (0, 5))
    assert first is not None
    assert last is not None
    assert first["x"] > last["x"]
    assert all(re.search("[\u0600-\u06ff]", title) for title in titles(page))

    page.locator("input[type=search]").fill(DETENTION_IN_ARABIC)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=f"{DETENTION_IN_ARABIC}: ثلاث").click()
    expect(page.locator("h1")).to_contain_text("ثلاث")
    expect(page.locator(".facts")).to_contain_text("فبراير 2027")
    assert violations(page) == []

    page = opened(reader, "?locale=ar&when=past&q=Second+Regional+Review")
    card = page.locator(".card", has_text=ENGLISH_ONLY).first
    assert card.locator("h2 a").get_attribute("lang") == "en"
    assert card.locator("h2 a").get_attribute("dir") == "ltr"
    expect(card.locator(".mark")).to_have_text("النص باللغة الإنجليزية")
    page.locator("#language-en").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator(".card", has_text=ENGLISH_ONLY).first.locator(".mark")).to_have_count(0)
    assert has_focus(page, "#language-en")


def test_a_reader_needs_no_mouse(reader: Reader) -> None:
    page = opened(reader, "?locale=en")
    page.locator("#filter-q").focus()
    for _step in ("period", "way of attending"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "attendance"
    chosen = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**attendance={chosen}")
    expect(page.locator(f"[name=attendance][value={chosen}]")).to_be_checked()
    expect(page.locator(f"[name=attendance][value={chosen}]")).to_be_focused()


@pytest.mark.parametrize("query", ["?locale=en&objective=13", "?locale=ar&when=past"])
def test_the_list_fits_on_a_phone_and_meets_wcag_2_2_aa(
    readers: Callable[..., Reader], query: str
) -> None:
    page = opened(readers(viewport=PHONE), query)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert wider_than_the_window(page) == []
    assert audited(page, "dark", PHONE) == []
    assert audited(page, "light", LAPTOP) == []


def test_a_reader_is_told_when_nothing_is_found_and_when_the_api_does_not_answer(
    reader: Reader,
) -> None:
    page = opened(reader, "?locale=fr&q=xyzzy")
    expect(page.get_by_role("status")).to_have_text("Aucun événement ne réunit tout cela.")
    page.route("**/api/events/**", lambda route: route.abort())
    page.get_by_role("link", name="Retirer tous les filtres").click()
    expect(page.get_by_role("status")).to_contain_text("ne peuvent pas être affichés")
    page.unroute("**/api/events/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.get_by_role("status")).to_contain_text("Événements :")
    assert [fault for fault in reader.faults if "ERR_FAILED" not in fault] == []
    reader.faults.clear()


def test_who_has_kept_the_address_of_a_page_that_is_no_more_finds_the_last_one(
    reader: Reader,
) -> None:
    page = opened(reader, "?locale=fr&offset=9990")
    expect(page.locator(".card")).to_have_count(0)
    page.get_by_role("link", name="Précédent").click()
    expect(page.locator(".card").first).to_be_visible()
    expect(page.get_by_role("link", name="Suivant")).to_have_count(0)
    page = opened(reader, "?locale=fr&offset=-5")
    expect(page.locator(".card")).to_have_count(10)


def test_nothing_of_the_site_s_own_text_can_run(reader: Reader) -> None:
    page = opened(reader, "?locale=en")
    kept = page.evaluate(
        """async () => {
            const { safeNodes } = await import("/static/client/content.js");
            const holder = document.createElement("div");
            holder.append(...safeNodes(`<h2 id="x" onclick="run()">Programme</h2>
                <section><p style="color:red">See <a href="https://example.org/a">a</a>,
                <a href=" javascript:run()">b</a></p></section><script>run()</script>
                <svg><script>run()</script></svg><img src="x" onerror="run()" alt="c">`));
            return holder.innerHTML.replace(/\\s+/g, " ").trim();
        }"""
    )
    assert kept == (
        '<h2>Programme</h2> <p>See <a href="https://example.org/a">a</a>, <a>b</a></p> '
        '<img alt="c">'
    )
    # The policy of the page has stopped even the attributes that were only read, not made anew.
    assert all("Content Security Policy" in fault for fault in reader.faults)
    reader.faults.clear()


def test_the_client_has_all_its_words_in_each_of_the_six_languages(reader: Reader) -> None:
    page = opened(reader, "?locale=en")
    words = page.evaluate("""async () => (await import("/static/client/words.js")).WORDS""")
    code = "".join(module.read_text(encoding="utf-8") for module in FOLDER.glob("*.js"))
    assert set(re.findall(r"\bwords\.(?!js\b)(\w+)", code)) <= set(words["en"])
    assert list(words) == UN_ORDER
    for of_a_language in words.values():
        assert of_a_language.keys() == words["en"].keys()
        assert all(of_a_language.values())


@contextmanager
def copy_on_another_host(directory: Path, api: str) -> Iterator[str]:
    """Serve the folder as a partner does who has followed its README; yield its address."""
    copy = shutil.copytree(FOLDER, directory / "client")
    start = (copy / "index.html").read_text(encoding="utf-8")
    changes = {
        'data-api="/api/events/"': f'data-api="{api}"',
        "connect-src 'self' https:": f"connect-src {api}",
    }
    for old, new in changes.items():
        assert start.count(old) == 1
        start = start.replace(old, new)
    (copy / "index.html").write_text(start, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=copy)) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietFiles(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def test_a_partner_has_the_folder_on_a_host_of_their_own(reader: Reader, tmp_path: Path) -> None:
    page, api = new_tab(reader), f"{reader.site}/api/events/"
    with copy_on_another_host(tmp_path, api) as partner:
        page.route(f"{partner}/**", lambda route: route.continue_())
        page.goto(f"{partner}/?locale=es")
        expect(page.get_by_role("status")).to_contain_text("Eventos:")
        page.locator(".card h2 a").first.click()
        expect(page.locator(".facts")).to_contain_text("Cuándo")
    # Playwright answers what a browser asks first itself, so it is asked here as a browser does.
    asked = {"Origin": partner, "Access-Control-Request-Headers": "if-none-match"}
    preflight = reader.context.request.fetch(api, method="OPTIONS", headers=asked)
    assert preflight.ok
    assert preflight.headers["access-control-allow-headers"] == "If-None-Match"
