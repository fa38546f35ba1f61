"""An event with text of every kind, in draft in French and Arabic, and people with rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation import people
from tests.translation.translating import body_of, submit

PARAGRAPH = (
    '<p data-block-key="x1">Read <b>the <i>whole</i> programme</b> at '
    '<a href="https://example.org/programme?a=1&amp;b=2">our site</a><br/>'
    "or write &lt;here&gt;.</p>"
    '<p data-block-key="x2">=SUM(A1) of {number} cities</p>'
)
#: The languages whose pages each may edit, and what else each may.
ROLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "coordinator": (("en",), ("submit_translation",)),
    "editor": (("en",), ()),
    "translator-fr": (("fr",), ()),
    "translator-ar": (("ar",), ()),
    "nobody": ((), ("submit_translation",)),
}


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(
        site.events["en"],
        title="Forum of cities",
        summary="Two lines:\r\nthe second & last, \u00a0with 🌍.",
        body=body_of(
            [
                {"type": "heading", "value": "Programme", "id": "b1"},
                {"type": "paragraph", "value": PARAGRAPH, "id": "b2"},
            ]
        ),
    )
    submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    return again(_event)


@pytest.fixture
def person(site: Any) -> Callable[[str], Client]:
    """Make a person of the role, logged in."""

    def make(role: str) -> Client:
        languages, also = ROLES[role]
        pages = [site.home[language] for language in languages]
        group = people.team(role, pages, ["change_page"], also)
        return people.logged_in(people.member(role, group))

    return make
