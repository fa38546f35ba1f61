"""Which fields wagtail-localize offers to translators, copies, or leaves alone."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from tests.adopter.models import GcmTalkPage, LegacyMeetingPage, TownHallPage
from wagtail_migration_events.pages.models import (
    EventIndexPage,
    EventPage,
    OrganizerIndexPage,
    OrganizerPage,
)

pytestmark = pytest.mark.localize

PAGE_TEXT = {"title", "seo_title", "search_description"}
EVENT_TEXT = PAGE_TEXT | {
    "summary",
    "location_note",
    "status_reason",
    "registration_note",
    "accessibility_note",
    "image_alt",
}
LISTING_CHOICES = {"listed_filters", "fixed_filters", "only_below"}
UNLESS_SET = {"registration_url", "livestream_url", "image"}
EVENT_FACTS = {
    "starts_at",
    "ends_at",
    "timezone",
    "date_precision",
    "dates",
    "event_status",
    "previous_starts_at",
    "attendance_mode",
    "venue",
    "country",
    "latitude",
    "longitude",
    "event_type",
    "audiences",
    "languages",
    "gcm_objectives",
    "guiding_principles",
    "sdgs",
    "scope_levels",
    "areas",
    "workstream",
    "is_workstream_output",
    "is_regional_review",
    "registration_opens_at",
    "registration_closes_at",
    "contact_email",
    "resources",
    "organizer_links",
    "part_of",
    "external_id",
    "external_source",
}
ORGANIZER_FACTS = {"code", "kind", "parent_organization", "country", "logo", "website"}
DROPPED_BY_TOWN_HALL = {"guiding_principles", "sdgs"}
# What Wagtail itself has and localize copies.
OF_WAGTAIL = {"show_in_menus"}


def lists(model: Any) -> dict[str, set[str]]:
    """What localize does with each field of the class."""
    from wagtail_localize.fields import get_translatable_fields

    found: dict[str, set[str]] = {"translated": set(), "copied": set(), "own": set()}
    for field in get_translatable_fields(model):
        if field.is_translated(None):
            kind = "translated"
        elif field.is_synchronized(None):
            kind = "copied"
        else:
            kind = "own"
        found[kind].add(field.field_name)
    return found


def overridable(model: Any) -> set[str]:
    from wagtail_localize.fields import get_translatable_fields

    fields = [field for field in get_translatable_fields(model) if not field.is_translated(None)]
    return {field.field_name for field in fields if field.is_overridable(None)} - OF_WAGTAIL


@pytest.mark.parametrize(
    ("model", "text", "facts"),
    [
        (EventPage, EVENT_TEXT | {"body"}, EVENT_FACTS | UNLESS_SET),
        (
            GcmTalkPage,
            EVENT_TEXT | {"body", "moderator_note"},
            EVENT_FACTS | UNLESS_SET | {"interpretation_booth"},
        ),
        (
            TownHallPage,
            (EVENT_TEXT | {"agenda"}) - {"registration_note"},
            (EVENT_FACTS | UNLESS_SET | {"pictures", "speakers", "tags", "tagged_items"})
            - DROPPED_BY_TOWN_HALL,
        ),
        (
            LegacyMeetingPage,
            (EVENT_TEXT | {"teaser"}) - {"summary"},
            (EVENT_FACTS | UNLESS_SET | {"location"}) - {"venue"},
        ),
        (OrganizerPage, PAGE_TEXT | {"acronym", "body"}, ORGANIZER_FACTS),
        (EventIndexPage, PAGE_TEXT | {"introduction"}, LISTING_CHOICES),
        (OrganizerIndexPage, PAGE_TEXT | {"introduction"}, set()),
    ],
)
def test_only_text_is_offered_and_every_fact_is_copied(model: Any, text: set, facts: set):
    found = lists(model)
    assert found["translated"] == text
    assert found["copied"] == facts | OF_WAGTAIL
    assert found["own"] == {"slug"} | ({"translated_only"} if model is EventIndexPage else set())


@pytest.mark.parametrize("model", [EventPage, GcmTalkPage, TownHallPage, LegacyMeetingPage])
def test_only_what_may_differ_in_one_language_can_be_overridden(model: Any):
    assert overridable(model) == UNLESS_SET


def test_no_fact_of_an_organizer_can_be_overridden():
    assert overridable(OrganizerPage) == set()


@pytest.mark.parametrize("model", [EventPage, GcmTalkPage, TownHallPage, LegacyMeetingPage])
def test_no_field_is_left_to_what_localize_guesses(model: Any):
    declared = {field.field_name for field in model.override_translatable_fields}
    found = set().union(*lists(model).values())
    assert found - declared == OF_WAGTAIL | PAGE_TEXT - {"title"}


@pytest.fixture
def declared_anew(monkeypatch: Any) -> Any:
    """Forget the lists of all classes, as if Django were about to start; bring them back later."""
    from wagtail_migration_events.groups.page_model import page_models_with
    from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
    from wagtail_migration_events.translation.guards.field_lists import LISTS, declare_fields

    for model in page_models_with(PublicPageMixin):
        monkeypatch.delattr(model, LISTS)
    return declare_fields


def test_what_a_site_declares_itself_wins_for_its_subclasses_too(declared_anew, monkeypatch):
    from wagtail_localize.fields import SynchronizedField, TranslatableField

    of_site = [
        TranslatableField("venue"),
        TranslatableField("slug"),
        SynchronizedField("image_alt"),
    ]
    monkeypatch.setattr(EventPage, "override_translatable_fields", of_site, raising=False)
    declared_anew()
    for model in (EventPage, GcmTalkPage):
        found = lists(model)
        assert {"venue", "slug"} <= found["translated"]
        assert {"image_alt", "country"} <= found["copied"]
        assert found["own"] == set()
    assert "moderator_note" in lists(GcmTalkPage)["translated"]
    assert "venue" in lists(TownHallPage)["copied"]


def test_a_list_that_replaces_all_of_localizes_is_left_to_the_site(declared_anew, monkeypatch):
    from wagtail_localize.fields import TranslatableField

    everything = [TranslatableField("title")]
    monkeypatch.setattr(TownHallPage, "translatable_fields", everything, raising=False)
    declared_anew()
    assert lists(TownHallPage)["translated"] == {"title"}


def test_classes_that_have_nothing_to_do_with_us_stay_as_they_are():
    assert not hasattr(Page, "override_translatable_fields")


def test_without_localize_the_app_says_what_is_missing(monkeypatch: Any):
    import sys

    from django.apps import apps
    from django.core.exceptions import ImproperlyConfigured

    monkeypatch.setitem(
        sys.modules, "wagtail_migration_events.translation.guards.field_lists", None
    )
    with pytest.raises(ImproperlyConfigured, match=r"wagtail-migration-events\[localize\]"):
        apps.get_app_config("wagtail_migration_events_translation").ready()
