"""A translator at the desk: opens the view, types into its fields, and presses its buttons."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page

from tests.translation.translating import in_language, text_in, translation_of


class Desk:
    """The view of one translation as it was opened; ``data`` is what its form would send.

    :param page: the source.
    """

    def __init__(self, client: Any, page: Any, language: str) -> None:
        self.client, self.page, self.language = client, page, language
        self.url = reverse("wagtailadmin_pages:edit", args=[in_language(page, language).pk])
        self.read(client.get(self.url))

    def read(self, response: Any) -> None:
        assert response.status_code == 200
        self.soup = BeautifulSoup(response.content, "html.parser")
        form = self.soup.select_one("form.translator-desk")
        assert form
        fields = form.select("input[name], textarea[name], select[name]")
        ticked = [
            each for each in fields if each.get("type") != "checkbox" or each.has_attr("checked")
        ]
        self.data = {field["name"]: text_in(field) for field in ticked}
        self.messages = [
            each.get_text(" ", strip=True) for each in self.soup.select(".messages li")
        ]

    def pk(self, path: str, number: int = 0) -> int:
        """Return the key of a piece: the ``number``-th of those with the same path."""
        segments = translation_of(self.page, self.language).source.stringsegment_set
        found = segments.filter(context__path=path).order_by("order")
        return int(found[number].pk)

    def spot_key(self, number: int = 0) -> str:
        """Return the key of what can be asked about: the ``number``-th from above."""
        spot = self.soup.select(".translator-desk__spot")[number]
        return str(spot["id"]).removeprefix("place-")

    def own_pk(self, path: str) -> int:
        source = translation_of(self.page, self.language).source
        return int(source.overridablesegment_set.get(context__path=path).pk)

    def type(self, path: str, text: str, number: int = 0) -> Desk:
        name = f"text-{self.pk(path, number)}"
        assert name in self.data
        self.data[name] = text
        return self

    def tick(self, path: str, number: int = 0) -> Desk:
        name = f"read-{self.pk(path, number)}"
        assert self.soup.select_one(f"[name={name}]")
        self.data[name] = "1"
        return self

    def press(self, button: str = "", value: str = "1", **headers: Any) -> Any:
        """Send the form with one of its buttons; without one, as "Save" does."""
        data = {**self.data, button: value} if button else self.data
        self.response = self.client.post(self.url, data, **headers)
        if self.response.status_code == 200 and not headers:
            self.read(self.response)
        return self.response

    def autosave(self) -> Any:
        return self.press(headers={"accept": "application/json"})

    def has_button(self, name: str) -> bool:
        return self.soup.select_one(f"form.translator-desk [name='{name}']") is not None

    def state(self, path: str, number: int = 0) -> str:
        found = self.soup.select_one(f"#state-{self.pk(path, number)} [data-state]")
        return str(found["data-state"])

    def words_at(self, path: str, number: int = 0) -> str:
        found = self.soup.select_one(f"#state-{self.pk(path, number)}")
        return str(found.get_text(" ", strip=True))


def told(response: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def stored_texts(page: Any, language: str) -> dict[str, list[Any]]:
    """Return localize's translations by path: text, kind, and whether it counts as done."""
    from wagtail_localize.models import StringTranslation

    target: Page = in_language(page, language)
    source = translation_of(page, language).source
    found: dict[str, list[Any]] = {}
    for row in StringTranslation.objects.filter(
        locale=target.locale,
        context__object=page.translation_key,
        translation_of__in=source.stringsegment_set.values("string"),
    ).select_related("context"):
        found.setdefault(row.context.path, []).append(
            (row.data, row.translation_type, not row.has_error)
        )
    return found
