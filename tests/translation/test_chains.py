"""An event that was translated from a translation, or from two pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from tests.factories import MAY_3, make_event, translated
from tests.translation import translating
from tests.translation.translating import publish_source, stale
from wagtail_migration_events.events.group import EventGroup, first_origin
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.pages.models import EventPage

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)
REGISTRATION = "https://register.example.org/"
LIVESTREAM = "https://watch.example.org/"


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum of cities",
        summary="How cities take part",
        starts_at=MAY_3,
        timezone="UTC",
        registration_url=REGISTRATION,
    )


@pytest.fixture
def french(event: Any, editor_client: Any, on_commit: Any) -> Any:
    return translating.translate_all(editor_client, event, "fr", on_commit=on_commit)


@pytest.fixture
def arabic(french: Any, editor_client: Any, on_commit: Any) -> Any:
    return translating.translate_all(editor_client, french, "ar", on_commit=on_commit)


def stored(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def test_facts_reach_the_end_of_a_chain_and_text_goes_step_by_step(
    event: Any, french: Any, arabic: Any, editor_client: Any, on_commit: Any
):
    publish_source(event, starts_at=JUNE_4, summary="New words", on_commit=on_commit)
    assert stored(arabic).starts_at == JUNE_4
    assert stale(stored(french)) == stale(stored(arabic)) == ["summary"]
    # Publishing the Arabic page again changes nothing: the French one is as old as it is.
    translating.publish(editor_client, french, "ar", on_commit=on_commit)
    assert stale(stored(arabic)) == ["summary"]
    translating.translate(editor_client, event, "fr", summary="Nouveaux mots")
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert stale(stored(french)) == []
    assert stale(stored(arabic)) == ["summary"]
    assert stored(arabic).summary == "How cities take part"  # backwards twice
    translating.translate(editor_client, french, "ar", summary="كلمات جديدة")
    translating.publish(editor_client, french, "ar", on_commit=on_commit)
    assert (stored(arabic).summary, stale(stored(arabic))) == ("كلمات جديدة", [])
    assert stored(arabic).starts_at == JUNE_4


def test_a_translation_of_a_stale_translation_is_stale_too(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    publish_source(event, summary="New words", on_commit=on_commit)
    arabic = translating.translate_all(editor_client, stored(french), "ar", on_commit=on_commit)
    assert stale(arabic) == ["summary"]


def test_a_new_translation_starts_with_the_facts_of_today(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    translating.submit(editor_client, french, "ar", on_commit=on_commit)
    from wagtail_localize.models import TranslationSource

    old = TranslationSource.objects.get_for_instance(french).content_json
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    TranslationSource.objects.filter(locale=french.locale).update(content_json=old)
    translating.submit(editor_client, stored(french), "es", on_commit=on_commit)
    spanish = translating.in_language(event, "es")
    assert spanish.starts_at == spanish.get_latest_revision_as_object().starts_at == JUNE_4


def test_a_new_translation_of_an_unpublished_draft_starts_with_the_facts_of_today(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    french.unpublish()
    draft = stored(french)
    draft.summary = "Pas encore"
    draft.save_revision()
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    translating.submit(editor_client, stored(french), "ar", on_commit=on_commit)
    assert translating.in_language(event, "ar").starts_at == JUNE_4


def test_drafts_of_an_unpublished_source_reach_nobody(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    event = stored(event)
    event.unpublish()
    event = stored(event)
    event.starts_at = JUNE_4
    event.save_revision()
    event.save()
    translating.submit(editor_client, french, "ar", on_commit=on_commit)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    for language in ("fr", "ar"):
        assert translating.in_language(event, language).starts_at == MAY_3


def test_a_second_source_for_a_language_is_not_made(
    event: Any, french: Any, arabic: Any, editor_client: Any, on_commit: Any
):
    from wagtail.models import Locale
    from wagtail_localize.models import Translation
    from wagtail_localize.operations import translate_object

    with on_commit(execute=True):
        translate_object(event, [Locale.objects.get(language_code="ar")], user=None)
    targets = Translation.objects.filter(target_locale=arabic.locale)
    assert [each.source.locale for each in targets] == [french.locale]
    assert stored(arabic).summary == "How cities take part"
    assert translating.editor_of(editor_client, french, "ar")


def test_include_subtree_leaves_translations_alone(
    event: Any, french: Any, arabic: Any, site: Any, editor_client: Any, on_commit: Any
):
    """From English into French and Arabic, and from French back into English."""
    publish_source(event, summary="New words", on_commit=on_commit)
    for index, languages in ((site.events["en"], ("fr", "ar")), (site.events["fr"], ("en", "ar"))):
        index.get_translations().filter(locale__language_code__in=languages).first()
        subtree(editor_client, index, languages, on_commit)
    assert stored(event).summary == "New words"
    assert stored(event).registration_url == REGISTRATION
    assert stored(french).summary == "part take cities How"
    assert stored(arabic).summary == "How cities take part"
    assert EventGroup.objects.get(pk=event.translation_key).origin_id == event.pk
    assert translating.editor_of(editor_client, french, "ar")
    assert editor_client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).status_code == 200


def subtree(client: Any, index: Any, languages: tuple[str, ...], on_commit: Any) -> None:
    """What the form does that is shown for a page whose own translations are missing."""
    from wagtail.models import Locale
    from wagtail_localize.operations import translate_page_subtree

    locales = list(Locale.objects.filter(language_code__in=languages))
    with on_commit(execute=True):
        translate_page_subtree(index.pk, locales, None, client.user)


def test_two_translations_from_two_pages_do_no_harm(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    """English to Arabic, and French to Arabic made by code, past the guard."""
    from wagtail_localize.models import Translation, TranslationSource

    arabic = translating.translate_all(editor_client, event, "ar", on_commit=on_commit)
    source, _made = TranslationSource.get_or_create_from_instance(french)
    second = Translation.objects.create(source=source, target_locale=arabic.locale)
    publish_source(event, starts_at=JUNE_4, summary="New words", on_commit=on_commit)
    for translation in (second, translating.translation_of(event, "ar")):
        with on_commit(execute=True):
            translation.save_target(publish=True)
        assert stored(arabic).starts_at == JUNE_4
        assert stored(arabic).summary == "part take cities How"
        assert stored(arabic).title == "cities of Forum"
        assert stale(stored(arabic)) == ["summary"]


def test_the_source_of_facts_is_the_end_of_the_chain(site: Any, editor_client: Any, on_commit: Any):
    page = make_event(site.events["ru"], title="Форум городов")
    english = translating.translate_all(editor_client, page, "en", on_commit=on_commit)
    translating.translate_all(editor_client, english, "fr", on_commit=on_commit)
    assert first_origin(page.translation_key) == page.pk
    EventGroup.objects.filter(pk=page.translation_key).delete()
    publish_source(english)
    assert EventGroup.objects.get(pk=page.translation_key).origin_id == page.pk


def test_without_a_chain_the_rule_says_nothing(site: Any):
    from wagtail_migration_events.translation.source.origins import end_of_source_chain

    assert end_of_source_chain(make_event(site.events["ru"]).translation_key) is None


def test_a_source_of_facts_that_becomes_an_alias_is_the_source_no_more(
    event: Any, french: Any, arabic: Any, editor_client: Any, on_commit: Any
):
    make_source(french, editor_client.user)
    publish_source(french, livestream_url=LIVESTREAM, on_commit=on_commit)
    assert links_of(event) == links_of(arabic) == (REGISTRATION, LIVESTREAM)
    url = reverse("wagtail_localize:convert_to_alias", args=[french.pk])
    with on_commit(execute=True):
        assert editor_client.post(url).status_code == 302
    assert EventGroup.objects.get(pk=event.translation_key).origin_id == event.pk
    assert (stored(french).alias_of_id, stored(french).title) == (event.pk, "Forum of cities")
    for page in (event, french, arabic):
        assert links_of(page) == (REGISTRATION, LIVESTREAM)
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    for page in (event, french, arabic):
        assert (stored(page).starts_at, links_of(page)) == (JUNE_4, (REGISTRATION, LIVESTREAM))


def test_a_page_copied_from_a_translation_without_localize_follows_the_source(
    event: Any, french: Any, on_commit: Any
):
    publish_source(french, registration_url="https://inscription.example.org/")
    arabic = translated(stored(french), "ar")
    assert links_of(arabic) == (REGISTRATION, "")
    assert arabic.get_latest_revision_as_object().registration_url == ""


def links_of(page: Any) -> tuple[str, str]:
    page = stored(page)
    return shared_value(page, "registration_url"), shared_value(page, "livestream_url")
