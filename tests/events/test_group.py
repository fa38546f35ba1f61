"""The row of a group: which page is the source of facts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_event, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def group_of(page: Any) -> EventGroup:
    return EventGroup.objects.get(pk=page.translation_key)


def test_the_first_page_of_an_event_is_its_source_in_whatever_language(site: Any):
    event = make_event(site.events["fr"])
    translated(event, "en")
    group = group_of(event)
    assert (group.origin_id, group.adopted, group.sequence) == (event.pk, True, 0)
    assert str(group) == str(event.translation_key)


def test_a_copy_is_an_event_of_its_own(site: Any):
    event = make_event(site.events["en"])
    copy = event.copy(update_attrs={"slug": "copy"})
    assert copy.translation_key != event.translation_key
    assert group_of(copy).origin_id == copy.pk
    assert group_of(event).origin_id == event.pk


def test_an_alias_never_becomes_the_source(site: Any, languages: Any):
    event = make_event(site.events["en"])
    elsewhere = event.create_alias(parent=site.events["en"], update_slug="again")
    event.copy_for_translation(languages["fr"], alias=True)
    assert group_of(event).origin_id == event.pk
    assert not EventGroup.objects.filter(pk=elsewhere.translation_key).exists()


def test_an_alias_that_becomes_a_page_of_its_own_is_one(site: Any):
    alias = make_event(site.events["en"]).create_alias(
        parent=site.events["en"], update_slug="again"
    )
    page = EventPage.objects.get(pk=alias.pk)
    page.alias_of = None
    page.save()
    assert group_of(page).origin_id == page.pk


def test_pages_older_than_the_package_are_not_adopted_and_the_default_language_leads(site: Any):
    event = make_event(site.events["fr"])
    english = translated(event, "en")
    EventGroup.objects.all().delete()
    french = EventPage.objects.get(pk=event.pk)
    french.save()
    group = group_of(event)
    assert (group.origin_id, group.adopted) == (english.pk, False)


def test_without_a_page_in_the_default_language_the_oldest_leads(site: Any):
    event = make_event(site.events["ru"])
    french = translated(event, "fr")
    EventGroup.objects.all().delete()
    EventPage.objects.get(pk=french.pk).save()
    assert group_of(event).origin_id == event.pk


def test_a_translation_added_to_pages_older_than_the_package_does_not_adopt_them(site: Any):
    event = make_event(site.events["en"])
    EventGroup.objects.all().delete()
    translated(event, "fr")
    group = group_of(event)
    assert (group.origin_id, group.adopted) == (event.pk, False)


def test_when_the_source_is_deleted_another_takes_its_place_at_once(site: Any):
    event = make_event(site.events["en"])
    french = translated(event, "fr")
    event.delete()
    assert group_of(french).origin_id == french.pk


def test_saving_columns_that_nobody_shares_leaves_the_row_alone(site: Any):
    event = make_event(site.events["en"])
    EventGroup.objects.all().delete()
    event.save(update_fields=["draft_title"])
    assert not EventGroup.objects.exists()
    event.save()
    assert group_of(event).origin_id == event.pk
