"""Who may change the facts of an event."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories import make_event, translated
from wagtail_migration_events.admin.rights.fact_permissions import (
    FACTS_PERMISSION,
    may_change_facts,
    with_fact_rights,
)
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.page_model import base_page_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(django_user_model: Any) -> Any:
    """Make somebody who holds one permission on one page."""

    def made(name: str, page: Any = None, codename: str = FACTS_PERMISSION) -> Any:
        user = django_user_model.objects.create_user(name, password=name)
        group = Group.objects.create(name=name)
        user.groups.add(group)
        if page is not None:
            right = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=page, permission=right)
        return user

    return made


def test_the_permission_on_one_page_covers_its_siblings(site: Any, person: Any):
    event = make_event(site.events["en"])
    french, arabic = translated(event, "fr"), translated(event, "ar")
    user = person("claire", site.home["fr"])
    assert [may_change_facts(user, page) for page in (event, french, arabic)] == [True] * 3
    assert may_change_facts(person("dana", arabic), event)


def test_it_does_not_cover_events_elsewhere(site: Any, person: Any):
    event = make_event(site.events["en"])
    translated(make_event(site.events["en"]), "fr")
    assert not may_change_facts(person("claire", site.home["fr"]), event)


def test_whoever_may_publish_the_source_may_change_its_facts(site: Any, person: Any):
    event = make_event(site.events["en"])
    french = translated(event, "fr")
    assert may_change_facts(person("eve", site.events["en"], "publish_page"), french)
    assert not may_change_facts(person("fay", site.events["fr"], "publish_page"), french)
    assert not may_change_facts(person("gus", site.events["en"], "change_page"), event)


def test_nobody_else_may_and_superusers_always_may(site: Any, person: Any, django_user_model: Any):
    event = make_event(site.events["en"])
    retired = person("retired", event)
    retired.is_active = False
    for user in (AnonymousUser(), person("nobody"), retired):
        assert not may_change_facts(user, event)
    assert may_change_facts(django_user_model.objects.create_superuser("root"), event)


def test_an_alias_elsewhere_shows_the_same_event(site: Any, person: Any):
    event = make_event(site.events["en"])
    translated(event, "fr")
    alias = event.create_alias(parent=site.home["en"], update_slug="mirror")
    assert may_change_facts(person("claire", site.events["fr"]), alias)
    assert not may_change_facts(person("dana", alias), event)


def test_without_a_row_of_the_group_only_the_permission_counts(site: Any, person: Any):
    event = make_event(site.events["en"])
    EventGroup.objects.all().delete()
    assert may_change_facts(person("claire", event), event)
    assert not may_change_facts(person("eve", event, "publish_page"), event)


def test_wagtail_does_not_take_it_for_the_permission_to_edit_pages(site: Any, person: Any):
    event = make_event(site.events["en"])
    rights = event.permissions_for_user(person("claire", site.home["en"]))
    assert not rights.can_edit()
    assert not rights.can_delete()
    assert not rights.can_publish()


def test_in_a_list_the_answers_are_the_same_and_cost_no_query(site: Any, person: Any):
    event = make_event(site.events["en"])
    french = translated(event, "fr")
    mirror = french.create_alias(parent=site.home["en"], update_slug="mirror")
    mirror.create_alias(parent=site.home["en"], update_slug="mirror-of-mirror")
    make_event(site.events["ru"])
    people = [
        person("nobody"),
        person("claire", site.home["fr"]),
        person("dana", mirror),
        person("eve", site.events["en"], "publish_page"),
        person("fay", site.events["fr"], "publish_page"),
        person("gus", site.home["en"], "change_page"),
    ]
    for user in people:
        listed = list(with_fact_rights(base_page_model().objects.order_by("pk"), user).specific())
        with CaptureQueriesContext(connection) as queries:
            known = [may_change_facts(user, page) for page in listed]
        assert len(queries) == 0
        alone = [may_change_facts(user, type(page).objects.get(pk=page.pk)) for page in listed]
        assert known == alone


def test_what_is_known_of_one_user_counts_for_nobody_else(site: Any, person: Any):
    event = make_event(site.events["en"])
    pages = base_page_model().objects.filter(pk=event.pk)
    page = with_fact_rights(pages, person("claire", site.home["en"])).get()
    assert not may_change_facts(person("nobody"), page)


def test_a_listing_costs_as_much_for_two_events_as_for_eight(site: Any, person: Any):
    clients = {}
    for codename in (FACTS_PERMISSION, "publish_page"):
        user = person(f"has {codename}", site.home["fr"], codename)
        group = user.groups.get()
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        # May see the pages. Of who may change and not publish them, Wagtail asks more for each row.
        right = Permission.objects.get(codename="lock_page")
        GroupPagePermission.objects.create(group=group, page=site.home["en"], permission=right)
        clients[codename] = Client()
        clients[codename].force_login(user)
    listings = [
        reverse("wagtail_migration_events:index"),
        reverse("wagtailadmin_explore", args=[site.events["en"].pk]),
    ]

    def costs() -> dict[tuple[str, str], int]:
        found = {}
        for codename, url in itertools.product(clients, listings):
            with CaptureQueriesContext(connection) as queries:
                html = clients[codename].get(url).content.decode()
            assert ("event-status" in html) == (codename == FACTS_PERMISSION)
            found[codename, url] = len(queries)
        return found

    for number in range(2):
        translated(make_event(site.events["en"], title=f"Event {number}"), "fr")
    costs()
    of_two = costs()
    for number in range(6):
        translated(make_event(site.events["en"], title=f"More {number}"), "fr")
    of_eight = costs()
    assert {each: of_eight[each] for each in of_two if of_eight[each] > of_two[each]} == {}
