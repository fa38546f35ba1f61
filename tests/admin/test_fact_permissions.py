"""Who may change the facts of an event."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from wagtail.models import GroupPagePermission

from tests.factories import make_event, translated
from wagtail_migration_events.admin.fact_permissions import FACTS_PERMISSION, may_change_facts
from wagtail_migration_events.events.group import EventGroup

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
