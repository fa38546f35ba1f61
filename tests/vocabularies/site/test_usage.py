"""Where a term is used, in rows and in drafts, over all classes of pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.adopter.models import GcmTalkPage, TownHallPage
from tests.factories import make_event
from wagtail_migration_events.pages.models import EventPage
from wagtail_migration_events.vocabularies.site.usage import fields_of, users_of

pytestmark = pytest.mark.django_db


def test_fields_are_found_in_every_installed_class() -> None:
    models = {(model, field.name) for model, field in fields_of("audiences")}
    assert {(EventPage, "audiences"), (TownHallPage, "audiences")} <= models


def test_a_live_page_uses_its_terms(site: Any) -> None:
    page = make_event(site.events["en"], audiences=["youth"], event_type="webinar")
    assert users_of("audiences", "youth") == [page]
    assert users_of("event_types", "webinar") == [page]
    assert users_of("audiences", "stakeholders") == []


def test_a_page_of_a_class_of_the_sites_own_uses_its_terms(site: Any) -> None:
    page = make_event(site.events["en"], TownHallPage, audiences=["youth"])
    assert users_of("audiences", "youth") == [page]


def test_a_page_of_a_subclass_is_named_once(site: Any) -> None:
    page = make_event(site.events["en"], GcmTalkPage, audiences=["youth"], event_type="gcm-talk")
    assert [user.pk for user in users_of("audiences", "youth")] == [page.pk]


def test_a_draft_uses_the_terms_it_will_publish(site: Any) -> None:
    page = make_event(site.events["en"])
    page.audiences, page.event_type = ["youth", "un-system"], "webinar"
    page.save_revision()
    assert [user.pk for user in users_of("audiences", "youth")] == [page.pk]
    assert [user.pk for user in users_of("event_types", "webinar")] == [page.pk]


def test_an_older_draft_uses_nothing(site: Any) -> None:
    page = make_event(site.events["en"])
    page.audiences, page.event_type = ["youth"], "webinar"
    page.save_revision()
    page.audiences, page.event_type = [], ""
    page.save_revision()
    assert users_of("audiences", "youth") == []
    assert users_of("event_types", "webinar") == []


def test_a_scheduled_revision_uses_its_terms(site: Any) -> None:
    page = make_event(site.events["en"])
    page.audiences = ["youth"]
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()
    page.audiences, page.go_live_at = [], None
    page.save_revision()
    assert [user.pk for user in users_of("audiences", "youth")] == [page.pk]


def test_a_code_that_is_part_of_another_is_not_confused_with_it(site: Any) -> None:
    page = make_event(site.events["en"], audiences=["member-states-only"])
    page.audiences = ["member-states-only", "youth"]
    page.save_revision()
    assert users_of("audiences", "member-states") == []


def test_what_a_draft_holds_but_would_not_publish_is_no_use(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_event(site.events["en"])
    page.audiences = ["youth"]
    page.save_revision()
    as_in_the_revision = EventPage.with_content_json

    def with_facts_from_elsewhere(page: Any, content: dict[str, Any]) -> Any:
        draft = as_in_the_revision(page, content)
        draft.audiences = []
        return draft

    monkeypatch.setattr(EventPage, "with_content_json", with_facts_from_elsewhere)
    assert users_of("audiences", "youth") == []


def test_no_more_than_asked_for_are_named(site: Any) -> None:
    for _number in range(3):
        make_event(site.events["en"], event_type="webinar")
    assert len(users_of("event_types", "webinar", limit=2)) == 2
