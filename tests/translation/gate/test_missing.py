"""What keeps a language of an event from going live under each of the four gates."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_event
from tests.translation.gates import set_gate
from tests.translation.translating import (
    in_language,
    submit,
    translate,
)
from wagtail_migration_events.translation.gate.missing import may_go_live, what_is_missing
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@pytest.fixture
def event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    """An event in English with drafts in French and Arabic, of which nothing is translated."""
    page = make_event(site.events["en"], title="Forum", summary="How cities take part")
    submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    return page


def missing(event: Any, language: str = "fr") -> list[str]:
    return [each.sentence for each in what_is_missing(in_language(event, language))]


def test_by_default_every_piece_of_text_must_be_translated(event: Any, editor_client: Any):
    assert missing(event) == ["French: 2 of 2 pieces of text are not translated."]
    translate(editor_client, event, "fr", title="Forum des villes")
    assert missing(event) == ["French: 1 of 2 pieces of text is not translated."]
    assert not may_go_live(in_language(event, "fr"))
    set_gate(event, Gate.READY)
    assert missing(event) == []


def test_the_source_and_other_pages_wait_for_nothing(site: Any, event: Any):
    assert missing(event, "en") == []
    assert what_is_missing(site.events["fr"]) == []


def test_words_that_are_not_in_the_page_yet_are_missing_unless_they_are_written_first(
    event: Any, editor_client: Any
):
    translate(editor_client, event, "fr", title="Forum des villes", summary="Comment participer")
    assert missing(event) == [
        "French: the translators' newest words are not in its newest version."
    ]
    assert what_is_missing(in_language(event, "fr"), writes_words=True) == []
