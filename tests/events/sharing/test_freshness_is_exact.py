"""Which texts of a sibling are stale, whatever way it came to them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing import Editor
from tests.factories import make_event, translated
from wagtail_migration_events.events.freshness.staleness import stale_texts

pytestmark = pytest.mark.django_db


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def stale(page: Any) -> list[str]:
    return [each.name for each in stale_texts(again(page))]


def test_a_translation_of_a_draft_is_fresh_when_the_draft_is_published_as_it_was(
    site: Any, editor_client: Any
):
    event = make_event(site.events["en"], title="Forum", summary="Come", live=False)
    french = translated(event, "fr", live=False)
    Editor.of(editor_client, french).fill(title="Le forum", summary="Venez").save_draft()
    Editor.of(editor_client, event).fill(summary="Come along").publish()
    assert stale(french) == ["summary"]
