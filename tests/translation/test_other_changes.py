"""What else of an event localize copies, keeps or drops, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories import MAY_3, make_event, make_organizer, make_page
from tests.translation import translating
from tests.translation.translating import publish_source, stale
from wagtail_migration_events.pages.models import EventPage

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("languages_live_at_will"),
]

JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum of cities",
        starts_at=MAY_3,
        timezone="UTC",
        gcm_objectives=["7", "13"],
        organizers=[make_organizer(site.organizers["en"])],
    )


@pytest.fixture
def french(event: Any, editor_client: Any, on_commit: Any) -> Any:
    return translating.translate_all(editor_client, event, "fr", on_commit=on_commit)


def stored(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def test_lists_that_were_emptied_stay_empty_whatever_is_pressed(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    publish_source(event, gcm_objectives=[], organizer_links=[], on_commit=on_commit)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    translating.update(editor_client, event, publish=True, on_commit=on_commit)
    assert (stored(french).gcm_objectives, stored(french).organizer_links.count()) == ([], 0)


def test_a_page_above_that_is_missing_is_made_as_an_alias(
    site: Any, editor_client: Any, on_commit: Any
):
    section = make_page(Page, site.home["en"], title="Archive")
    event = make_event(section, title="Forum")
    translating.submit(editor_client, event, "fr", on_commit=on_commit)
    french = translating.in_language(event, "fr")
    assert french.get_parent().alias_of_id == section.pk
    assert french.alias_of_id is None


def test_a_page_that_is_private_stays_so_in_other_languages(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert stored(french).view_restrictions.get().restriction_type == "login"


def test_the_schedule_of_a_page_is_its_own(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    publish_source(event, expire_at=timezone.now() + dt.timedelta(days=9), on_commit=on_commit)
    translating.publish(editor_client, event, "fr", on_commit=on_commit)
    assert stored(french).expire_at is None


def test_a_translation_whose_source_was_deleted_keeps_words_and_facts(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    with on_commit(execute=True):
        Page.objects.get(pk=event.pk).delete()
    french = stored(french)
    assert (french.live, french.title, french.starts_at) == (True, "cities of Forum", MAY_3)
    url = reverse("wagtailadmin_pages:edit", args=[french.pk])
    assert editor_client.get(url).status_code == 200
    publish_source(french, starts_at=JUNE_4, title="Forum des villes", on_commit=on_commit)
    assert (stored(french).title, stored(french).starts_at) == ("Forum des villes", JUNE_4)


def test_a_translation_awaiting_approval_goes_live_with_the_facts_of_the_day(
    event: Any, french: Any, editor_client: Any, on_commit: Any
):
    from wagtail.models import Workflow

    publish_source(event, title="Meeting of towns", on_commit=on_commit)
    translating.translate(editor_client, event, "fr", title="Réunion des villes")
    with on_commit(execute=True):
        translating.translation_of(event, "fr").save_target(publish=False)
    state = Workflow.objects.get().start(stored(french), editor_client.user)
    publish_source(event, starts_at=JUNE_4, on_commit=on_commit)
    assert (stored(french).title, stale(stored(french))) == ("cities of Forum", ["title"])
    state.current_task_state.approve(user=editor_client.user)
    french = stored(french)
    assert (french.title, french.starts_at) == ("Réunion des villes", JUNE_4)
    assert stale(french) == []


def test_a_new_event_in_a_subtree_is_translated_with_it(
    site: Any, editor_client: Any, on_commit: Any
):
    section = make_page(Page, site.home["en"], title="Archive")
    event = make_event(section, title="Forum", starts_at=MAY_3, timezone="UTC")
    url = reverse("wagtail_localize:submit_page_translation", args=[section.pk])
    data = {"locales": [site.home["fr"].locale.pk], "include_subtree": "on"}
    with on_commit(execute=True):
        assert editor_client.post(url, data).status_code == 302
    french = translating.in_language(event, "fr")
    assert (french.starts_at, french.live) == (MAY_3, False)
