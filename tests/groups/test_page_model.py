"""Which page classes the package works with."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from tests.adopter.models import AssemblyPage, GcmTalkPage, LegacyMeetingPage, TownHallPage
from tests.factories import make_event, make_organizer
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import (
    BASE_PAGE_MODEL,
    base_page_model,
    base_pages_with,
    page_models_with,
)
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.pages.models import EventPage, OrganizerPage


def test_without_a_setting_the_base_page_is_wagtails():
    assert BASE_PAGE_MODEL == "wagtailcore.Page"
    assert base_page_model() is Page


def test_every_class_that_uses_a_mixin_is_found_a_sites_own_and_subclasses_too():
    found = set(page_models_with(EventPageMixin))
    assert found == {EventPage, GcmTalkPage, TownHallPage, LegacyMeetingPage, AssemblyPage}
    assert page_models_with(OrganizerPageMixin) == [OrganizerPage]


@pytest.mark.django_db
def test_base_rows_are_those_whose_specific_class_uses_the_mixin(site):
    events = {make_event(site.events["en"]).pk, make_event(site.events["en"], GcmTalkPage).pk}
    organizer = make_organizer(site.organizers["en"])
    assert set(base_pages_with(EventPageMixin).values_list("pk", flat=True)) == events
    assert list(base_pages_with(OrganizerPageMixin).values_list("pk", flat=True)) == [organizer.pk]
