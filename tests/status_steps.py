"""Changing the status of an event as an editor does it: open the form, fill it in, send it."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from django.urls import reverse

from tests.editing import form_data


def address(page: Any, action: str) -> str:
    return reverse("wagtail_migration_events_status:change", args=[page.pk, action])


class StatusForm:
    """One of the four forms, open in a browser without JavaScript."""

    def __init__(self, client: Any, page: Any, action: str, query: str = "") -> None:
        self.client = client
        self.url = address(page, action) + query
        self.response = client.get(self.url)
        assert self.response.status_code == 200, self.response
        self.data = form_data(self.form)

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.content, "html.parser")

    @property
    def form(self) -> Any:
        return next(each for each in self.soup.find_all("form") if each.find(id="id_reason"))

    @property
    def text(self) -> str:
        return " ".join(self.soup.main.get_text(" ").split())

    def send(self, **values: Any) -> Any:
        self.response = self.client.post(self.url, {**self.data, **values})
        return self.response

    @property
    def errors(self) -> dict[str, list[str]]:
        assert self.response.status_code == 200, f"not refused: {self.response}"
        form = self.response.context_data["form"]
        return {name: [str(each) for each in errors] for name, errors in form.errors.items()}


def change(client: Any, page: Any, action: str, **values: Any) -> str:
    """Do it, and return the message that follows."""
    response = StatusForm(client, page, action).send(**values)
    assert response.status_code == 302, response.context_data["form"].errors
    return messages(client)[-1]


def messages(client: Any) -> list[str]:
    """Return the messages that the next screen of the admin shows, as HTML."""
    soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return [str(each) for each in soup.select(".messages > ul > li")]


def undo_address(message: str) -> str:
    """Return where the button "Undo" of a message leads."""
    link = BeautifulSoup(message, "html.parser").find("a", string=re.compile("Undo"))
    assert link is not None, message
    return str(link["href"])


def undo(client: Any, message: str) -> str:
    """Press "Undo", confirm, and return the message that follows."""
    url = undo_address(message)
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 302
    return messages(client)[-1]
