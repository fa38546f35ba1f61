"""A reader changes the language of a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.demo_addresses import address
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

UN_ORDER = ["ar", "zh-hans", "en", "fr", "ru", "es"]


@pytest.mark.parametrize("name", ["home", "event list", "three mornings", "organizer"])
def test_the_switcher_leads_to_the_arabic_page_and_back(reader: Reader, name: str) -> None:
    page = reader.read("en", name)
    switcher = page.locator(".events-languages")
    switcher.locator("a[lang=ar]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert page.url == reader.site + address("ar", name)
    switcher.locator("a[lang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == reader.site + address("en", name)


def test_the_switcher_names_six_languages_in_the_order_of_the_united_nations(
    reader: Reader,
) -> None:
    page = reader.read("fr", "event list")
    names = page.locator(".events-languages [lang]")
    tags = [(name.get_attribute("lang") or "").lower() for name in names.all()]
    assert tags == UN_ORDER
    right_to_left = page.locator(".events-languages [dir=rtl]")
    assert [name.get_attribute("lang") for name in right_to_left.all()] == ["ar"]
    current = page.locator(".events-languages [aria-current]")
    assert current.all_inner_texts() == ["français"]


@pytest.mark.parametrize("name", ["home", "event list", "three mornings"])
def test_the_title_of_the_window_names_the_site_in_the_language_of_the_page(
    reader: Reader, name: str
) -> None:
    titles = [" ".join(reader.read(tag, name).title().split()) for tag in ("en", "fr", "ar")]
    suffixes = [title.rpartition(" – ")[2] for title in titles]
    page = reader.read("fr", name)
    assert suffixes[1] == page.locator(".site-name").inner_text().strip()
    assert len(set(suffixes)) == 3


def test_an_imported_event_says_in_which_languages_it_is_missing(reader: Reader) -> None:
    page = reader.read("en", "imported event")
    missing = page.locator(".events-languages__missing")
    tags = [(name.get_attribute("lang") or "").lower() for name in missing.all()]
    assert tags == [tag for tag in UN_ORDER if tag != "en"]
    assert page.locator(".events-languages a").count() == 1
    for item in page.locator(".events-languages li", has=missing).all():
        note = item.locator("small")
        assert note.is_visible()
        assert note.inner_text().strip()


def test_a_list_in_arabic_marks_text_in_another_language(reader: Reader) -> None:
    page = reader.read("ar", "organizer")
    latin = page.locator("main [lang]:not([lang=ar])").first
    assert latin.get_attribute("dir") == "ltr"
