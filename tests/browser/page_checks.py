"""What must hold of every public page: what it says it is, and that it fits on a phone."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize

LAPTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}


def wait_until(page: Page, script: str) -> None:
    """Wait until an expression holds; Playwright's own way to wait for one is refused by the policy
    of a page that allows no ``eval``."""
    for _turn in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def wider_than_the_window(page: Page) -> list[str]:
    """Return the elements that reach out of the window sideways, the outermost first."""
    found: list[str] = page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter(element => {
            const box = element.getBoundingClientRect();
            return box.width > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5);
        }).map(element => element.outerHTML.slice(0, 120))"""
    )
    return found


def words_cut_off(page: Page, within: str) -> list[str]:
    """Return words that reach out of the window sideways, where no region scrolls to them.

    Wagtail hides what is too wide for its ``main``, so that no scroll bar tells of it.
    """
    found: list[str] = page.evaluate(
        """within => [...document.querySelectorAll(`${within} *`)].filter(element => {
            const box = element.getBoundingClientRect();
            const scrolls = part => part && part.tagName !== "MAIN" && (
                ["auto", "scroll"].includes(getComputedStyle(part).overflowX)
                || scrolls(part.parentElement)
            );
            return element.checkVisibility() && box.width > 1 && !element.closest("select")
                && [...element.childNodes].some(each => each.nodeType === 3 && each.data.trim())
                && (box.right > innerWidth + 0.5 || box.left < -0.5) && !scrolls(element);
        }).map(element => element.innerText)""",
        within,
    )
    return found


def check_page(page: Page, language: str) -> None:
    """Check a page in the language of this code, in a window of the size of ``PHONE``."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert wider_than_the_window(page) == []
    root = page.locator("html")
    assert (root.get_attribute("lang") or "").lower() == language
    assert root.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    assert page.title().strip()
