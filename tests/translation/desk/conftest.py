"""An event to translate, with text of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation import people, translating
from tests.translation.translating import body_of

EDIT = ("add_page", "change_page")
BODY = [
    {"type": "heading", "value": "Why come", "id": "a"},
    {
        "type": "paragraph",
        "value": '<p>Look <a href="https://a.org/">here</a> or <b>there</b>.</p><p>Second.</p>',
        "id": "b",
    },
    {"type": "quote", "value": {"text": "One line\nand another", "author": "Amal"}, "id": "c"},
]


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(
        site.events["en"],
        title="Forum of cities",
        summary="How cities take part",
        body=body_of(BODY),
        registration_url="https://register.example.org/",
        gcm_objectives=["12"],
    )
    translating.submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    """An event in English, submitted for translation into French and Arabic."""
    return again(_event)


@pytest.fixture
def person(site: Any) -> Any:
    def make(name: str, *rights: str, language: str = "fr") -> Client:
        group = people.team(name, [site.home[language]], rights)
        return people.logged_in(people.member(name, group))

    return make


@pytest.fixture
def translator(person: Any) -> Client:
    return person("translator-fr", *EDIT)
