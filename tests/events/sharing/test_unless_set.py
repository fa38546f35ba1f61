"""A value that a language has set for itself stays its own, also if it has it only in a draft."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from tests.factories import make_event, translated
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
OWN, OTHER = "https://example.org/fr", "https://example.org/en"


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def draft_of(page: Any) -> Any:
    return again(page).get_latest_revision_as_object()


def save_draft(page: Any, **values: Any) -> Any:
    draft = draft_of(page)
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision()


def publish(page: Any, **values: Any) -> None:
    save_draft(page, **values).publish()


def shown(page: Any) -> str:
    return str(shared_value(again(page), "registration_url"))


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum")


@pytest.fixture
def french(event: Any) -> Any:
    return translated(event, "fr", title="Le forum")


def test_a_draft_keeps_its_own_link_when_the_source_publishes_the_same(
    event: Any, french: Any
) -> None:
    save_draft(french, registration_url=OWN)
    publish(event, registration_url=OWN)
    assert draft_of(french).registration_url == OWN
    save_draft(french, summary="Encore un mot")
    publish(french)
    publish(event, registration_url=OTHER)
    assert shown(french) == OWN


def test_a_schedule_keeps_its_own_link_when_the_source_publishes_the_same(
    event: Any, french: Any
) -> None:
    later = timezone.now() + dt.timedelta(days=1)
    scheduled = save_draft(french, registration_url=OWN, go_live_at=later)
    scheduled.publish()
    save_draft(french, registration_url="", go_live_at=None)
    publish(event, registration_url=OWN)
    content = {**Revision.objects.get(pk=scheduled.pk).content, "go_live_at": None}
    past = timezone.now() - dt.timedelta(days=1)
    Revision.objects.filter(pk=scheduled.pk).update(content=content, approved_go_live_at=past)
    call_command("publish_scheduled")
    publish(event, registration_url=OTHER)
    assert shown(french) == OWN


def test_who_types_what_the_source_has_published_follows_it(event: Any, french: Any) -> None:
    publish(event, registration_url=OTHER)
    publish(french, registration_url=OTHER)
    publish(event, registration_url=OWN)
    assert shown(french) == OWN


def test_a_copy_in_the_draft_of_a_translation_follows_once_the_source_is_published(
    site: Any,
) -> None:
    event = make_event(site.events["en"], registration_url=OTHER, live=False)
    french = translated(event, "fr", live=False)
    publish(event)
    assert draft_of(french).registration_url == ""
    publish(french)
    publish(event, registration_url=OWN)
    assert shown(french) == OWN


def test_the_drafts_of_a_former_source_follow_the_new_one(event: Any, french: Any) -> None:
    publish(event, registration_url=OTHER)
    save_draft(event, summary="Not yet")
    make_source(french)
    assert draft_of(event).registration_url == ""
    publish(event)
    publish(french, registration_url=OWN)
    assert shown(event) == OWN
