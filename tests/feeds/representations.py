"""The forms in which a list of events is found, each with what reads the keys of events from it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from icalendar import Calendar
from openpyxl import load_workbook

ATOM = "{http://www.w3.org/2005/Atom}"
KEY_LENGTH = 36


def get(client: Any, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, url
    return response


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(response: Any) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    text = body(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def sheet(response: Any) -> list[tuple[Any, ...]]:
    """Return the cells of the one sheet of a workbook, without its header."""
    book = load_workbook(BytesIO(body(response)))
    return list(book["events"].iter_rows(min_row=2))


def rss_items(response: Any) -> list[Any]:
    return ElementTree.fromstring(response.content).findall("channel/item")


def atom_entries(response: Any) -> list[Any]:
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def _in_html(client: Any, page: Any, query: str, keys: Mapping[str, str]) -> list[str]:
    soup = BeautifulSoup(get(client, f"{page.url}?{query}").content, "html.parser")
    return [keys[str(link["href"])] for link in soup.select(".events-card__title a")]


def _in_calendar(client: Any, page: Any, query: str, keys: Any) -> list[str]:
    events = Calendar.from_ical(get(client, f"{page.url}feed.ics?{query}").content).walk("VEVENT")
    return [str(event["UID"])[:KEY_LENGTH] for event in events]


def _in_rss(client: Any, page: Any, query: str, keys: Any) -> list[str]:
    items = rss_items(get(client, f"{page.url}feed.rss?{query}"))
    return [str(item.findtext("guid")).removeprefix("urn:uuid:") for item in items]


def _in_atom(client: Any, page: Any, query: str, keys: Any) -> list[str]:
    entries = atom_entries(get(client, f"{page.url}feed.atom?{query}"))
    return [str(entry.findtext(f"{ATOM}id")).removeprefix("urn:uuid:") for entry in entries]


def _in_csv(client: Any, page: Any, query: str, keys: Any) -> list[str]:
    return [row["key"] for row in table(get(client, f"{page.url}export.csv?{query}"))]


def _in_xlsx(client: Any, page: Any, query: str, keys: Any) -> list[str]:
    return [row[0].value for row in sheet(get(client, f"{page.url}export.xlsx?{query}"))]


def _in_api(client: Any, page: Any, query: str, keys: Any) -> list[str] | None:
    if not hasattr(page, "get_listing") or "utm_source" in query:
        return None
    asked = {"locale": page.locale.language_code, "limit": 100, "fallback": "true"}
    response = client.get(f"/api/events/?{urlencode(asked)}&{query}")
    if response.status_code == 422:
        return None
    return [event["key"] for event in response.json()["items"]]


#: Each takes a client, the page of a list, a query string and the keys of events by the address of
#: their pages, and returns the keys of the events found. A calendar lacks those without a day. The
#: API has the lists of a whole site only, and refuses what it does not understand: then it is None.
REPRESENTATIONS: dict[str, Callable[[Any, Any, str, Mapping[str, str]], list[str] | None]] = {
    "html": _in_html,
    "feed.ics": _in_calendar,
    "feed.rss": _in_rss,
    "feed.atom": _in_atom,
    "export.csv": _in_csv,
    "export.xlsx": _in_xlsx,
    "api": _in_api,
}
