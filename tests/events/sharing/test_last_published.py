"""While a source is not published its drafts reach nobody, also not a page that is new."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.adopter.models import TownHallPage, TownHallSpeaker
from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.events.sharing.unless_set import shared_value

pytestmark = pytest.mark.django_db

JUNE_4 = dt.datetime(2027, 6, 4, 13, 0, tzinfo=dt.UTC)


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def organizer(site: Any) -> Any:
    return make_organizer(site.organizers["en"])


@pytest.fixture
def event(site: Any, organizer: Any) -> Any:
    return make_event(
        site.events["en"],
        starts_at=MAY_3,
        timezone="UTC",
        venue="Palais",
        gcm_objectives=["1"],
        organizers=[(organizer, "host")],
        registration_url="https://example.org/published",
    )


def draft_other_facts(page: Any) -> None:
    """Save a draft as the editor does: of a page that is not live, into its row too."""
    draft = again(page)
    draft.starts_at, draft.venue, draft.gcm_objectives = JUNE_4, "Secret", ["2", "3"]
    draft.organizer_links = []
    draft.registration_url = "https://example.org/secret"
    if not draft.live:
        draft.save()
    draft.save_revision()


def assert_as_published(page: Any, organizer: Any) -> None:
    page = again(page)
    assert (page.starts_at, page.venue, page.gcm_objectives) == (MAY_3, "Palais", ["1"])
    rows = [(row.organizer, row.role) for row in page.organizer_links.all()]
    assert rows == [(organizer.translation_key, "host")]
    assert shared_value(page, "registration_url") == "https://example.org/published"
    assert page.registration_url == ""


def unpublish(event: Any) -> None:
    again(event).unpublish()


def expire(event: Any) -> None:
    """Code may do both at once."""
    page = again(event)
    page.live, page.expired, page.venue = False, True, "Secret"
    page.save()


@pytest.mark.parametrize("leave", [unpublish, expire])
def test_the_first_translation_of_an_unpublished_source_has_what_was_published_last(
    event: Any, organizer: Any, leave: Any
) -> None:
    leave(event)
    draft_other_facts(event)
    french = translated(event, "fr", live=False)
    assert_as_published(french, organizer)
    french.get_latest_revision().publish()
    assert_as_published(french, organizer)


def test_it_follows_again_when_the_source_is_published_again(event: Any) -> None:
    unpublish(event)
    draft_other_facts(event)
    french = translated(event, "fr")
    again(event).get_latest_revision().publish()
    assert (again(french).starts_at, again(french).venue) == (JUNE_4, "Secret")
    assert shared_value(again(french), "registration_url") == "https://example.org/secret"
    assert EventGroup.objects.get(pk=event.translation_key).published_facts == {}


def test_a_source_that_took_over_unpublished_keeps_its_drafts_to_itself(
    event: Any, organizer: Any
) -> None:
    french = translated(event, "fr", live=False)
    make_source(french)
    again(event).delete()
    draft_other_facts(french)
    arabic = translated(again(french), "ar")
    assert again(arabic).venue == "Palais"
    assert again(arabic).starts_at == MAY_3


def test_a_source_that_was_left_alone_as_a_draft_keeps_its_drafts_to_itself(event: Any) -> None:
    french = translated(event, "fr", live=False)
    again(event).delete()
    draft_other_facts(french)
    arabic = translated(again(french), "ar")
    assert (again(arabic).starts_at, again(arabic).venue) == (MAY_3, "Palais")


def test_rows_and_related_objects_of_a_class_of_the_site_are_kept_too(site: Any) -> None:
    event = make_event(site.events["en"], TownHallPage, starts_at=MAY_3, timezone="UTC")
    event.speakers = [TownHallSpeaker(name="Ada"), TownHallSpeaker(name="Grace")]
    event.save_revision().publish()
    unpublish(event)
    draft = again(event)
    draft.speakers = [TownHallSpeaker(name="Nobody")]
    draft.save()
    french = translated(again(event), "fr")
    assert [each.name for each in again(french).speakers.all()] == ["Ada", "Grace"]


def test_of_a_source_that_was_never_published_the_first_translation_has_the_facts_of_its_day(
    site: Any,
) -> None:
    event = make_event(site.events["en"], starts_at=MAY_3, timezone="UTC", live=False)
    french = translated(event, "fr", live=False)
    draft_other_facts(event)
    french.get_latest_revision().publish()
    arabic = translated(again(event), "ar")
    for page in (french, arabic):
        assert (again(page).starts_at, again(page).venue) == (MAY_3, "")


def test_an_editor_sees_in_the_first_translation_what_was_published(
    event: Any, editor_client: Any
) -> None:
    unpublish(event)
    draft_other_facts(event)
    french = translated(event, "fr", live=False)
    editor = Editor.of(editor_client, french)
    assert "Palais" in editor.html
    assert "Secret" not in editor.html
    editor.fill(title="Forum").publish()
    assert again(french).venue == "Palais"
    assert again(french).first_published_at <= timezone.now()
