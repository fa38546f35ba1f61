"""Which texts of a sibling are stale, whatever way it came to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

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


@pytest.mark.parametrize("live", [True, False])
def test_a_restored_translation_is_as_old_as_the_text_it_was_made_from(
    site: Any, editor_client: Any, live: bool
):
    event = make_event(site.events["en"], title="Forum", summary="Come")
    french = translated(event, "fr", live=live)
    Editor.of(editor_client, french).fill(title="Le forum", summary="Venez").save_draft()
    old = again(french).latest_revision
    Editor.of(editor_client, event).fill(summary="Come along").publish()
    Editor.of(editor_client, french).fill(title="Le forum", summary="Venez donc").publish()
    assert stale(french) == []
    if not live:
        editor_client.post(reverse("wagtailadmin_pages:unpublish", args=[french.pk]))
    url = reverse("wagtailadmin_pages:revisions_revert", args=[french.pk, old.pk])
    editor = Editor(editor_client, url)
    assert editor.data["summary"] == "Venez"
    editor.save_draft() if not live else editor.publish()
    assert again(french).summary == "Venez"
    assert stale(french) == ["summary"]


def test_saving_one_column_tells_nothing_about_text_that_is_not_saved(site: Any):
    event = make_event(site.events["en"], title="Forum", summary="Come")
    french = translated(event, "fr", title="Le forum", summary="Venez")
    event = again(event)
    event.title = "Forum of cities"
    event.save_revision().publish()
    page = again(french)
    page.title, page.summary = "Never saved", "Venez tous"
    page.save(update_fields=["summary"])
    assert again(french).title == "Le forum"
    assert stale(french) == ["title"]
