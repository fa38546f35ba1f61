"""Aliases that wagtail-localize makes and turns into translations, and sources it knows about."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.editing import Editor, at
from tests.factories import MAY_3, make_event
from tests.translation.translating import (
    draft_of,
    in_language,
    publish,
    submit,
    translate,
    translation_of,
)
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.groups.resolution import text_language

pytestmark = [pytest.mark.django_db, pytest.mark.localize]
LINK = "https://example.org/en"


@pytest.fixture
def event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    """An event added in the editor while the French tree mirrors the English one."""
    from wagtail_localize.models import LocaleSynchronization

    LocaleSynchronization.objects.create(
        locale=site.events["fr"].locale, sync_from=site.events["en"].locale
    )
    editor = Editor.blank(editor_client, site.events["en"]).fill(title="Forum")
    with on_commit(execute=True):
        assert at(editor, registration_url=LINK).publish().status_code == 302
    return in_language(editor.saved(), "en")


def test_a_mirror_made_by_tree_synchronization_shows_the_facts_of_the_source(event, editor_client):
    mirror = in_language(event, "fr")
    assert mirror.alias_of_id == event.pk
    assert EventGroup.objects.get(pk=event.translation_key).origin_id == event.pk
    Editor.of(editor_client, event).fill(venue="Palais").publish()
    assert in_language(event, "fr").venue == "Palais"
    assert shared_value(in_language(event, "fr"), "registration_url") == LINK


def test_a_mirror_that_is_translated_is_a_sibling(event, editor_client, on_commit):
    submit(editor_client, event, "fr", on_commit=on_commit)
    publish(editor_client, event, "fr", on_commit=on_commit)
    french = in_language(event, "fr")
    assert french.alias_of is None
    assert french.live
    Editor.of(editor_client, event).fill(venue="Palais").publish()
    assert in_language(event, "fr").venue == "Palais"
    assert shared_value(in_language(event, "fr"), "registration_url") == LINK


@pytest.mark.usefixtures("languages_live_at_will")
def test_a_mirror_says_the_language_of_its_words_until_its_translation_is_live(
    event, editor_client, on_commit, client
):
    def languages() -> set[str]:
        page = in_language(event, "fr")
        return {text_language(page), text_language(page.page_ptr)}

    submit(editor_client, event, "fr", on_commit=on_commit)
    assert in_language(event, "fr").alias_of_id is None
    assert languages() == {"en"}
    article = BeautifulSoup(client.get(in_language(event, "fr").url).content, "html.parser")
    assert article.h1["lang"] == "en"
    translate(editor_client, event, "fr", title="Le forum")
    translation_of(event, "fr").save_target(publish=False)
    assert languages() == {"en"}
    assert text_language(draft_of(event, "fr")) == "fr"
    publish(editor_client, event, "fr", on_commit=on_commit)
    assert languages() == {"fr"}


def test_a_translation_takes_over_from_its_deleted_source(site, editor_client, on_commit):
    event = make_event(site.events["en"], title="Forum", starts_at=MAY_3, registration_url=LINK)
    submit(editor_client, event, "fr", "ar", on_commit=on_commit)
    french = in_language(event, "fr")
    data = {"wagtail_site_name": "Tests", f"other-languages-of-{event.pk}": str(french.pk)}
    editor_client.post(reverse("wagtailadmin_pages:delete", args=[event.pk]), data)
    assert EventGroup.objects.get(pk=french.translation_key).origin_id == french.pk
    french = in_language(french, "fr")
    assert (french.starts_at, french.registration_url) == (MAY_3, LINK)
    with on_commit(execute=True):
        Editor.of(editor_client, french).fill(venue="Palais").publish()
    assert in_language(french, "ar").venue == "Palais"
