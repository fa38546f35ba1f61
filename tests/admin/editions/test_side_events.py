"""The way to a new part of an event from the lists in which the event stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories import make_event, translated
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def test_lists_offer_it_to_those_who_may_add_pages_there(
    site: Any, editor_client: Any, client: Any, django_user_model: Any
):
    parent = site.events["en"]
    event = make_event(parent, title="Week")
    french = translated(event, "fr")
    listing = reverse("wagtail_migration_events:index")

    def offered(who: Any, page: Any) -> bool:
        explore = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        return _address(page) in who.get(explore).content.decode()

    assert offered(editor_client, event)
    assert _address(event) in editor_client.get(listing).content.decode()
    assert not offered_at_organizers(site, editor_client)

    user = django_user_model.objects.create_user("somebody")
    group = Group.objects.create(name="somebody")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for code, name in (("en", "change_page"), ("fr", "change_page"), ("fr", "add_page")):
        right = Permission.objects.get(codename=name)
        GroupPagePermission.objects.create(group=group, page=site.home[code], permission=right)
    client.force_login(user)
    assert not offered(client, event)
    assert offered(client, french)


def _address(page: Any) -> str:
    meta = EventPage._meta
    return reverse("wagtailadmin_pages:add", args=(meta.app_label, meta.model_name, page.pk))


def offered_at_organizers(site: Any, client: Any) -> bool:
    explore = reverse("wagtailadmin_explore", args=[site.home["en"].pk])
    return "Add a side event" in client.get(explore).content.decode()
