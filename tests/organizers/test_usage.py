"""An organizer that events name does not vanish under them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page, ReferenceIndex

from tests.adopter.models import TownHallPage
from tests.factories import make_event, make_organizer, make_page, translated
from wagtail_migration_events.organizers.usage import events_naming, in_use_message
from wagtail_migration_events.pages.models import EventOrganizerLink, EventPage, OrganizerPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizer(site: Any) -> Any:
    return make_organizer(site.organizers["en"], "Cities Forum")


def exists(page: Any) -> bool:
    return Page.objects.filter(pk=page.pk).exists()


def test_events_of_every_class_and_drafts_count(site: Any, organizer: Any):
    events = [
        make_event(site.events["en"], organizers=[organizer]),
        make_event(site.events["en"], TownHallPage, organizers=[organizer]),
        make_event(site.events["fr"], organizers=[organizer], live=False),
    ]
    event = make_event(site.events["en"])
    event.organizer_links.add(EventOrganizerLink(organizer=organizer.translation_key))
    event.save_revision()
    events.append(event)
    found = events_naming(organizer.translation_key)
    assert {page.pk for page in found} == {page.pk for page in events}


def test_an_organizer_that_no_event_names_goes(organizer: Any):
    organizer.delete()
    assert not exists(organizer)


@pytest.mark.parametrize(
    "delete",
    [
        lambda page: page.delete(),
        lambda page: Page.objects.get(pk=page.pk).delete(),
        lambda page: OrganizerPage.objects.filter(pk=page.pk).delete(),
        lambda page: page.get_parent().delete(),
    ],
    ids=["page", "base row", "queryset", "parent"],
)
def test_one_that_an_event_names_stays_however_it_is_deleted(delete, site: Any, organizer: Any):
    make_event(site.events["en"], title="Briefing", organizers=[organizer])
    refused = pytest.raises(ProtectedError, match=r"“Cities Forum” cannot be deleted.* 1 event\.")
    with refused as caught, transaction.atomic():
        delete(organizer)
    assert [event.title for event in caught.value.protected_objects] == ["Briefing"]
    assert exists(organizer)


def test_one_language_may_go_while_another_remains(site: Any, organizer: Any):
    french = translated(organizer, "fr")
    make_event(site.events["en"], organizers=[organizer])
    organizer.delete()
    assert not exists(organizer)
    with pytest.raises(ProtectedError):
        french.delete()


@pytest.mark.parametrize("which", ["page", "base row"])
def test_it_goes_together_with_all_events_that_name_it(which: str, site: Any):
    section = make_page(Page, site.home["en"], title="Section")
    forum = make_organizer(section, "Forum")
    translated(forum, "fr").move(section)
    event = make_event(section, organizers=[forum])
    page = section if which == "page" else Page.objects.get(pk=section.pk)
    page.delete()
    assert not Page.objects.filter(pk__in=[section.pk, forum.pk, event.pk]).exists()


def test_the_usage_of_an_organizer_names_its_events(site: Any, organizer: Any):
    event = make_event(site.events["en"], organizers=[organizer])
    [(source, _references)] = ReferenceIndex.get_grouped_references_to(organizer)
    assert source.pk == event.pk


def test_one_more_organizer_costs_as_much_among_many_as_among_few(
    site: Any, organizer: Any, django_assert_max_num_queries: Any
):
    keys = [make_organizer(site.organizers["en"], f"Body {n}").translation_key for n in range(25)]

    def published_with(number: int) -> tuple[Any, int]:
        event = make_event(site.events["en"], live=False)
        event.organizer_links = [EventOrganizerLink(organizer=key) for key in keys[:number]]
        with django_assert_max_num_queries(1000) as made:
            event.save_revision().publish()
        return event, len(made)

    (_few, least), (_more, more), (event, most) = map(published_with, (5, 15, 25))
    assert most - more == more - least
    assert ReferenceIndex.get_references_for_object(event).count() == 25
    EventOrganizerLink.objects.create(page=event, organizer=organizer.translation_key)
    assert ReferenceIndex.get_references_to(organizer).exists()


def test_of_many_events_five_are_named(organizer: Any):
    events = [EventPage(title=f"Talk {number}") for number in range(7)]
    message = in_use_message(organizer, events)
    assert "“Talk 4” …" in message
    assert "Talk 5" not in message
    assert "may not see" not in message


def test_events_that_the_reader_may_not_see_are_counted(organizer: Any):
    assert "an organizer of 1 event that you may not see." in in_use_message(organizer, [], 1)
    message = in_use_message(organizer, [EventPage(title="Talk")], 2)
    assert "an organizer of “Talk” and 2 events that you may not see." in message


def test_the_admin_says_why_and_deletes_nothing(site: Any, organizer: Any, editor_client: Any):
    from django.urls import reverse

    make_event(site.events["en"], title="Briefing", organizers=[organizer])
    url = reverse("wagtailadmin_pages:delete", args=[organizer.pk])
    response = editor_client.post(url, follow=True)
    assert "cannot be deleted" in response.content.decode()
    assert exists(organizer)
