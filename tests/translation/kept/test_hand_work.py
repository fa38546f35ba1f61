"""Stopping and starting localize's translation, aliases, and links of one language."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from tests.translation import translating
from tests.translation.translating import body_of, publish_source, stale
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.pages.models import EventPage

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
SHARED = "https://register.example.org/"
OWN = "https://inscription.example.org/"
BODY = [{"type": "heading", "value": "Why come", "id": "a"}]


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum of cities",
        summary="How cities take part",
        body=body_of(BODY),
        starts_at=MAY_3,
        timezone="UTC",
        registration_url=SHARED,
    )


@pytest.fixture
def french(event: Any, editor_client: Any, on_commit: Any) -> Any:
    return translating.translate_all(editor_client, event, "fr", on_commit=on_commit)


def stored(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def write(client: Any, page: Any, **values: str) -> None:
    """Publish a page from the ordinary editor."""
    editor = Editor.of(client, page).fill(**values)
    editor.publish()
    editor.saved()


def test_words_of_a_regular_page_survive_the_restart_of_its_translation(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    translating.stop(editor_client, event, "fr")
    publish_source(french, summary="Écrit à la main", body=body_of([{**BODY[0], "value": "Venez"}]))
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    translating.restart(editor_client, event, "fr")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = stored(french)
    assert (french.summary, french.starts_at) == ("Écrit à la main", JUNE_4)
    assert french.body[0].value == "Venez"
    assert (french.title, stale(french)) == ("cities of Forum", [])


def test_an_unpublished_draft_of_a_regular_page_survives_it_too(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    translating.stop(editor_client, event, "fr")
    draft = stored(french)
    draft.summary = "Écrit à la main"
    draft.save_revision()
    translating.restart(editor_client, event, "fr")
    assert stored(french).summary == "part take cities How"
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert stored(french).summary == "Écrit à la main"


def test_a_body_in_another_structure_stays_as_it_was_written(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    translating.stop(editor_client, event, "fr")
    own = [{"type": "heading", "value": "Tout autre chose", "id": "z"}]
    publish_source(french, body=body_of(own))
    translating.restart(editor_client, event, "fr")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert [block.value for block in stored(french).body] == ["Tout autre chose"]


def test_an_older_hand_translation_is_only_a_suggestion_after_the_source_has_changed(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    translating.stop(editor_client, event, "fr")
    publish_source(french, summary="Écrit à la main")
    publish_source(event, summary="New words", on_commit=on_commit)
    translating.restart(editor_client, event, "fr")
    done, total = reversed(translating.translation_of(event, "fr").get_progress())
    assert total - done == 1
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = stored(french)
    assert (french.summary, stale(french)) == ("Écrit à la main", ["summary"])


def test_work_that_is_not_published_yet_survives_a_publication_by_somebody_else(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    """As by a bulk action, a schedule, or code that changes the slug."""
    publish_source(event, summary="New words", on_commit=on_commit)
    translating.translate(editor_client, event, "fr", summary="Nouveaux mots", title="Mieux dit")
    publish_source(french, slug="forum-des-villes")
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    assert stored(french).summary == "part take cities How"
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    french = stored(french)
    assert (french.summary, french.title, stale(french)) == ("Nouveaux mots", "Mieux dit", [])


def test_a_page_that_was_translated_without_localize_keeps_its_words(
    event: Any, editor_client: Any, on_commit: Any
):
    from wagtail_localize.operations import translate_object

    french = translated(event, "fr", title="Forum des villes", summary="Comment")
    with on_commit(execute=True):
        translate_object(event, [french.locale], user=editor_client.user)
    for publish in (True, False):
        translating.update(editor_client, event, publish=publish, on_commit=on_commit)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert (stored(french).title, stored(french).summary) == ("Forum des villes", "Comment")


def test_a_regular_page_still_follows_the_facts(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    translating.stop(editor_client, event, "fr")
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    assert stored(french).starts_at == JUNE_4
    write(editor_client, french, title="Forum des villes")
    assert (stored(french).title, stored(french).starts_at) == ("Forum des villes", JUNE_4)


def test_an_alias_becomes_a_translation_and_an_alias_again(
    event: Any, site: Any, editor_client: Any, on_commit: Any
):
    french_locale = Locale.objects.get(language_code="fr")
    alias = event.copy_for_translation(french_locale, copy_parents=True, alias=True)
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    assert stored(alias).starts_at == JUNE_4
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    page = stored(alias)
    assert (page.alias_of_id, page.starts_at) == (None, JUNE_4)
    translating.translate_by_machine(editor_client, event, "fr")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert (stored(alias).title, stale(stored(alias))) == ("cities of Forum", [])
    url = reverse("wagtail_localize:convert_to_alias", args=[alias.pk])
    with on_commit(execute=True):
        assert editor_client.post(url).status_code == 302
    page = stored(alias)
    assert (page.alias_of_id, page.title, page.starts_at) == (event.pk, event.title, JUNE_4)
    publish_source(event, starts_at=MAY_3, title="Forum", on_commit=on_commit)
    assert (stored(alias).title, stored(alias).starts_at) == ("Forum", MAY_3)


def test_a_tree_that_is_kept_in_step_by_aliases_follows(
    event: Any, site: Any, editor_client: Any, on_commit: Any
):
    from wagtail_localize.models import LocaleSynchronization

    locales = {each.language_code: each for each in Locale.objects.all()}
    LocaleSynchronization.objects.create(locale=locales["es"], sync_from=locales["en"])
    spanish = translating.in_language(event, "es")
    assert spanish.alias_of_id == event.pk
    publish_source(event, starts_at=JUNE_4, title="Forum", on_commit=on_commit)
    assert (stored(spanish).starts_at, stored(spanish).title) == (JUNE_4, "Forum")


def test_a_link_that_only_repeats_the_sources_is_not_stored_and_follows_it(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    arabic = translating.translate_all(editor_client, french, "ar", on_commit=on_commit)
    publish_source(event, registration_url="https://new.example.org/", on_commit=on_commit)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    translating.publish(editor_client, french, "ar", on_commit=on_commit)
    for page in (french, arabic):
        assert stored(page).registration_url == ""
        assert shared_value(stored(page), "registration_url") == "https://new.example.org/"


def override(client: Any, page: Any, value: str | None) -> None:
    """Give the link a value of its own in localize's editor, or take it back."""
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    record = translating.translation_of(page, "fr")
    segment = record.source.overridablesegment_set.get(context__path="registration_url")
    url = reverse("wagtail_localize:edit_override", args=[record.pk, segment.pk])
    if value is None:
        assert client.delete(url).status_code == 200
    else:
        data = encode_multipart(BOUNDARY, {"value": value})
        assert client.put(url, data, content_type=MULTIPART_CONTENT).status_code == 201


def test_a_link_of_the_translators_own_stays_when_the_sources_changes(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    override(editor_client, event, OWN)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert stored(french).registration_url == OWN
    publish_source(event, registration_url="https://new.example.org/", on_commit=on_commit)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    assert stored(french).registration_url == OWN
    publish_source(event, registration_url="", on_commit=on_commit)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    assert stored(french).registration_url == OWN


def test_a_link_of_the_translators_own_stays_when_the_source_had_the_same_for_a_while(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    override(editor_client, event, OWN)
    publish_source(event, registration_url=OWN, on_commit=on_commit)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    publish_source(event, registration_url="https://new.example.org/", on_commit=on_commit)
    for page in (stored(french), translating.draft_of(event, "fr")):
        assert shared_value(page, "registration_url") == OWN


def test_a_link_that_the_translator_has_taken_back_follows_the_source_again(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    override(editor_client, event, OWN)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    override(editor_client, event, None)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert stored(french).registration_url == ""
    assert shared_value(stored(french), "registration_url") == SHARED


def test_a_link_that_was_set_in_the_ordinary_editor_stays_when_localize_goes_on(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    translating.stop(editor_client, event, "fr")
    publish_source(french, registration_url=OWN, livestream_url="https://direct.example.org/")
    translating.restart(editor_client, event, "fr")
    for _again in range(2):
        translating.publish(editor_client, event, "fr", on_commit=on_commit)
        assert stored(french).registration_url == OWN
        assert stored(french).livestream_url == "https://direct.example.org/"


def test_a_link_of_one_translation_is_not_that_of_the_next(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    override(editor_client, event, OWN)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    translating.submit(editor_client, stored(french), "ar", on_commit=on_commit)
    arabic = translating.in_language(event, "ar")
    assert shared_value(arabic, "registration_url") == SHARED


def test_a_link_that_code_has_set_stays_its_own_when_the_source_publishes_the_same(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    page = stored(french)
    page.registration_url = OWN
    page.save()
    publish_source(event, registration_url=OWN, on_commit=on_commit)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    publish_source(event, registration_url="https://new.example.org/", on_commit=on_commit)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    assert stored(french).registration_url == OWN
