from __future__ import annotations

import datetime as dt

import pytest

from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db
JUNE_4 = dt.datetime(2027, 6, 4, 9, 0, tzinfo=dt.UTC)


def again(page):
    return type(page).objects.get(pk=page.pk)


def test_a_changed_date_reaches_the_published_page_of_every_language(site):
    event = make_event(site.events["en"], starts_at=MAY_3, timezone="UTC", organizers=[make_organizer(site.organizers["en"])])
    french, arabic = translated(event, "fr", title="Réunion"), translated(event, "ar", live=False)
    event = again(event)
    event.starts_at = JUNE_4
    event.title = "Changed"
    event.organizer_links = []
    event.save_revision().publish()
    assert again(french).starts_at == again(arabic).starts_at == JUNE_4
    assert again(french).title == "Réunion"
    assert list(again(french).organizer_links.all()) == []
    assert not again(arabic).live
    assert again(french).get_latest_revision_as_object().starts_at == JUNE_4
    print(EventGroup.objects.values())
    print(stale_texts(again(french)))
    assert [each.name for each in stale_texts(again(french))] == ["title"]
