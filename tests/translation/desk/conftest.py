"""An event to translate, with text of every kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_event
from tests.translation import translating
from tests.translation.translating import body_of

BODY = [
    {"type": "heading", "value": "Why come", "id": "a"},
    {
        "type": "paragraph",
        "value": '<p>Look <a href="https://a.org/">here</a> or <b>there</b>.</p><p>Second.</p>',
        "id": "b",
    },
    {"type": "quote", "value": {"text": "One line\nand another", "author": "Amal"}, "id": "c"},
]


@pytest.fixture
def event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    """An event in English, submitted for translation into French and Arabic."""
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
