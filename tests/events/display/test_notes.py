"""What readers of a translation see of text and links that only the source has."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.display.notes import current_note, stale_notice
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(site: Any) -> EventPage:
    return make_event(
        site.events["en"],
        title="Meeting",
        summary="Old summary.",
        starts_at=MAY_3,
        event_status="postponed",
        status_reason="The hall is closed.",
        registration_url="https://example.org/en",
        livestream_url="https://example.org/live",
    )


@pytest.fixture
def french(event: EventPage) -> EventPage:
    return translated(event, "fr", title="Réunion", status_reason="La salle est fermée.")


def publish(page: EventPage, **values: Any) -> None:
    page = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def read(client: Any, page: EventPage) -> BeautifulSoup:
    response = client.get(EventPage.objects.get(pk=page.pk).get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_a_translated_note_is_shown_in_the_language_of_the_page(client, french):
    banner = read(client, french).select_one(".events-status")
    assert "La salle est fermée." in banner.get_text()
    assert banner.find(lang=True) is None


def test_new_words_of_the_source_stand_in_marked_until_they_are_translated(client, event, french):
    publish(event, status_reason="The speakers are ill.")
    banner = read(client, french).select_one(".events-status")
    assert "The speakers are ill." in banner.find(lang="en", dir="ltr").get_text()
    assert "La salle" not in banner.get_text()
    assert "Texte en anglais" in " ".join(banner.get_text().split())

    publish(french, status_reason="Les orateurs sont malades.")
    banner = read(client, french).select_one(".events-status")
    assert "Les orateurs sont malades." in banner.get_text()
    assert banner.find(lang=True) is None


def test_a_reason_that_the_source_withdraws_is_shown_nowhere(client, event, french):
    publish(event, status_reason="")
    assert "La salle" not in read(client, french).select_one(".events-status").get_text()


def test_all_other_text_keeps_its_older_translation(client, event, french):
    publish(event, title="Another meeting", summary="New summary.")
    assert read(client, french).h1.get_text() == "Réunion"


def test_what_only_a_draft_of_the_source_says_is_not_shown(event, french):
    draft = event.get_latest_revision_as_object()
    draft.status_reason = "Not to be told yet."
    draft.save_revision()
    stored = EventPage.objects.get(pk=french.pk)
    assert current_note(stored, "status_reason").text == "La salle est fermée."


def test_a_page_without_a_link_of_its_own_shows_that_of_the_source(client, event, french):
    hrefs = {link["href"] for link in read(client, french).find_all("a", href=True)}
    assert {"https://example.org/en", "https://example.org/live"} <= hrefs

    publish(event, registration_url="https://example.org/new")
    assert read(client, french).find("a", href="https://example.org/new")


def test_a_link_of_its_own_stays_when_that_of_the_source_changes(client, event, french):
    publish(french, registration_url="https://example.org/fr")
    publish(event, registration_url="https://example.org/new")
    page = read(client, french)
    assert page.find("a", href="https://example.org/fr")
    assert not page.find("a", href="https://example.org/new")


def test_the_links_of_an_unpublished_source_hold_as_they_were_published(client, event, french):
    event.unpublish()
    draft = EventPage.objects.get(pk=event.pk)
    draft.registration_url = "https://example.org/secret"
    draft.save()
    assert read(client, french).find("a", href="https://example.org/en")


def test_the_age_of_a_translation_is_told_only_if_the_site_wants_it(
    client, settings, event, french
):
    publish(event, summary="New summary.")
    stored = EventPage.objects.get(pk=french.pk)
    assert stale_notice(stored) is None
    assert "version antérieure" not in read(client, french).get_text()

    settings.WAGTAIL_MIGRATION_EVENTS_STALE_NOTICE = True
    assert stale_notice(stored).language == "en"
    assert read(client, french).select_one(".events-page__header .events-note")
    assert stale_notice(EventPage.objects.get(pk=event.pk)) is None


def test_a_link_of_its_own_is_kept_also_when_the_source_has_had_the_same(event, french):
    publish(french, registration_url="https://example.org/both")
    publish(event, registration_url="https://example.org/both")
    publish(french, summary="Un résumé.")
    publish(event, registration_url="https://example.org/new")
    stored = EventPage.objects.get(pk=french.pk)
    assert stored.registration_url == "https://example.org/both"
