"""Wagtail's own copying takes the parts of an umbrella along, as parts of the copy."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.factories import make_event
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def copied(client: Any, page: Any, **data: Any) -> Any:
    form = {
        "new_title": "Forum 2031",
        "new_slug": "forum-2031",
        "new_parent_page": page.get_parent().pk,
        "copy_subpages": "on",
        **data,
    }
    response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert response.status_code == 302
    return EventPage.objects.get(slug="forum-2031")


@pytest.mark.parametrize("data", [{}, {"publish_copies": "on"}], ids=["drafts", "published"])
def test_parts_that_are_copied_with_their_umbrella_belong_to_the_copy(
    site: Any, admin_client: Any, data: dict[str, str]
):
    forum = make_event(site.events["en"], title="Forum", slug="forum")
    days = make_event(site.events["en"], title="Days", slug="days")
    keys = [str(forum.translation_key), str(days.translation_key)]
    make_event(forum, title="Plenary", slug="plenary", part_of=keys)
    make_event(forum, title="Reception", slug="reception", part_of=keys[1:])
    changed = EventPage.objects.get(slug="plenary")
    changed.title = "Plenary, as it will be"
    changed.save_revision()

    copy = copied(admin_client, forum, **data)
    plenary, reception = EventPage.objects.child_of(copy).order_by("slug")
    draft = plenary.get_latest_revision_as_object()
    expected = [str(copy.translation_key), keys[1]]
    assert (plenary.part_of, draft.part_of) == (expected, expected)
    assert draft.title == "Plenary, as it will be"
    assert (plenary.live, reception.live) == (bool(data), bool(data))
    assert reception.part_of == keys[1:]
    assert EventPage.objects.child_of(forum).get(slug="plenary").part_of == keys


def test_a_part_that_is_copied_alone_stays_part_of_its_umbrella(site: Any, admin_client: Any):
    forum = make_event(site.events["en"], title="Forum", slug="forum")
    key = str(forum.translation_key)
    plenary = make_event(forum, title="Plenary", slug="plenary", part_of=[key])
    assert copied(admin_client, plenary).part_of == [key]


def test_aliases_of_parts_stay_what_the_parts_are(site: Any, admin_client: Any):
    forum = make_event(site.events["en"], title="Forum", slug="forum")
    key = str(forum.translation_key)
    make_event(forum, title="Plenary", slug="plenary", part_of=[key])
    copy = copied(admin_client, forum, alias="on")
    assert EventPage.objects.child_of(copy).get().part_of == [key]
