"""What the example site has of its own, by the seams that every site has."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

pytestmark = pytest.mark.browser


def test_the_host_city_stands_on_the_page_in_the_calendar_and_in_feeds(reader: Reader) -> None:
    events = reader.context.request.get(f"{reader.site}/api/events/?locale=en&when=all&limit=100")
    event = next(each for each in events.json()["items"] if each["host_city"])
    said = f"Host city: {event['host_city']}"
    page = reader.open(urlsplit(event["url"]).path)
    expect(page.locator("main")).to_contain_text(said)
    query = f"when=all&city={event['host_city'].lower()}"
    for feed in ("feed.ics", "feed.rss"):
        text = reader.context.request.get(f"{reader.site}/en/events/{feed}?{query}").text()
        assert said in text.replace("\r\n ", ""), feed


def test_events_are_found_by_the_sites_own_vocabulary_organizer_and_import(reader: Reader) -> None:
    page = reader.open("/fr/events/?when=all&theme=housing")
    expect(page.locator("main")).to_contain_text("Logement")
    page.locator(".events-card__title a").first.click()
    expect(page.locator("main")).to_contain_text("Logement; Services publics")
    page.get_by_role("link", name="Ville de Quito").first.click()
    expect(page.locator("main")).to_contain_text("UN/LOCODE: ECUIO")
    page = reader.open("/en/events/?when=all&q=municipal+welcome+desks")
    expect(page.locator("main")).to_contain_text("Open day of the municipal welcome desks")
