"""The organizers of events, in a reader's language, for whole lists at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.adopter.models import TownHallPage
from tests.factories import make_event, make_organizer, translated
from wagtail_migration_events.organizers.links import check_distinct
from wagtail_migration_events.organizers.resolution import organizers_of
from wagtail_migration_events.pages.models import EventIndexPage

pytestmark = pytest.mark.django_db


def names(event: Any, language: str) -> list[tuple[str, str]]:
    return [(each.name, each.role) for each in organizers_of([event], language)[event.pk]]


def test_organizers_stand_in_the_editors_order_with_their_roles(site: Any):
    host = make_organizer(site.organizers["en"], "Host city")
    lead = make_organizer(site.organizers["en"], "A lead")
    event = make_event(site.events["en"], organizers=[(host, "host"), lead])
    found = organizers_of([event], "en")[event.pk]
    assert [(each.name, each.role_label) for each in found] == [
        ("Host city", "Host"),
        ("A lead", "Lead organizer"),
    ]


def test_an_event_shows_the_organizer_in_its_own_language_or_in_another(site: Any):
    forum = make_organizer(site.organizers["en"], "Cities Forum")
    translated(forum, "fr", title="Forum des villes")
    event = make_event(site.events["en"], organizers=[forum])
    assert names(event, "fr") == [("Forum des villes", "lead")]
    assert names(event, "ar") == [("Cities Forum", "lead")]
    [found] = organizers_of([event], "ar")[event.pk]
    assert found.organizer.is_fallback
    # The translation of the event names the same groups, not English pages.
    assert names(translated(event, "fr"), "fr") == [("Forum des villes", "lead")]


def test_an_organizer_that_nobody_may_see_is_left_out(site: Any):
    draft = make_organizer(site.organizers["en"], "Draft", live=False)
    closed = make_organizer(site.organizers["en"], "Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    event = make_event(site.events["en"], organizers=[draft, closed])
    assert names(event, "en") == []


def test_pages_without_organizer_links_have_none(site: Any):
    page = EventIndexPage.objects.first()
    assert organizers_of([page], "en") == {page.pk: []}
    assert organizers_of([], "en") == {}


def test_an_organizer_twice_is_noticed(site: Any):
    forum = make_organizer(site.organizers["en"])
    event = make_event(site.events["en"], organizers=[forum, (forum, "host")])
    assert not check_distinct(event.organizer_links.all())
    assert check_distinct(event.organizer_links.all()[:1])
    assert str(event.organizer_links.first()) == f"{forum.translation_key} (Lead organizer)"


def test_many_events_take_as_many_queries_as_one(site: Any):
    organizers = [make_organizer(site.organizers["en"]) for _ in range(3)]
    translated(organizers[0], "fr")
    events = [
        make_event(site.events["en"], model, organizers=organizers)
        for model in (None, TownHallPage, None, TownHallPage)
    ]

    def queries(some: list[Any]) -> int:
        some = [type(event).objects.get(pk=event.pk) for event in some]
        with CaptureQueriesContext(connection) as captured:
            found = organizers_of(some, "fr")
            assert all(len(each) == 3 for each in found.values())
        return len(captured)

    queries(events)
    assert queries(events[:2]) == queries(events)  # two classes in both
