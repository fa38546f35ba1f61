"""The public pages without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.demo_addresses import EACH_KIND
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        tag: element.tagName, href: element.href, html: element.outerHTML.slice(0, 120),
        outline: style.outlineStyle, thickness: parseFloat(style.outlineWidth),
        width: box.width, height: box.height,
    };
}"""


def steps_through(page: Page) -> list[dict[str, object]]:
    """Press Tab until the focus leaves the page; return what had it, in order."""
    steps: list[dict[str, object]] = []
    for _step in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            break
        steps.append(focused)
    return steps


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["event list", "hybrid event"])
def test_the_first_step_is_a_visible_link_to_the_content(
    reader: Reader, language: str, name: str
) -> None:
    page = reader.read(language, name)
    page.keyboard.press("Tab")
    link = page.locator(".events-skip")
    assert link.evaluate("link => link === document.activeElement")
    box = link.bounding_box()
    assert box is not None
    assert box["width"] > 40
    assert box["height"] > 24
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("language", "name"), EACH_KIND)
def test_every_step_shows_where_the_reader_is(reader: Reader, language: str, name: str) -> None:
    page = reader.read(language, name)
    steps = steps_through(page)
    assert len(steps) >= page.locator("main a[href]:visible").count() > 0
    unseen = [
        step["html"]
        for step in steps
        if step["outline"] == "none" or not step["thickness"] or not step["width"]
    ]
    assert unseen == []
