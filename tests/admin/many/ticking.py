"""Ticking pages in the Events listing, choosing an action, looking at what it would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.urls import reverse

from wagtail_migration_events.groups.page_model import base_page_model

LISTING = reverse("wagtail_migration_events:index")


def address(action: str, pages: Iterable[Any], **query: Any) -> str:
    meta = base_page_model()._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
    ticked = [("id", getattr(page, "pk", page)) for page in pages]
    return f"{url}?{urlencode([*ticked, *query.items(), ('next', LISTING)])}"


def rows_of(response: Any) -> dict[str, str]:
    """What the screen says would become of each event, by its title."""
    assert response.status_code == 200, response
    soup = BeautifulSoup(response.content, "html.parser")
    return {
        row.th.get_text(strip=True): " ".join(
            " ".join(cell.get_text(" ", strip=True) for cell in row.find_all("td")).split()
        )
        for row in soup.select("table.listing tbody tr")
    }


def has_answer(response: Any) -> bool:
    """Whether one can say yes to what is shown."""
    soup = BeautifulSoup(response.content, "html.parser")
    return soup.find("button", attrs={"name": "confirmed"}) is not None


def sent_again(response: Any) -> dict[str, list[str]]:
    """What the screen sends when somebody says yes."""
    soup = BeautifulSoup(response.content, "html.parser")
    sent: dict[str, list[str]] = {"confirmed": ["1"]}
    form = next(each for each in soup.find_all("form") if each.find(attrs={"name": "confirmed"}))
    for field in form.find_all("input", type="hidden"):
        if field["name"] != "csrfmiddlewaretoken":
            sent.setdefault(field["name"], []).append(field["value"])
    return sent
