"""Who may change the facts of an event, in whatever language they meet it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import source_of

#: Codename of the permission, which a group of users holds on a page and all below it.
FACTS_PERMISSION = "change_event_facts"


def may_change_facts(user: Any, page: Any) -> bool:
    """Tell whether a user may change what is true of an event in all its languages.

    So may who holds the permission "change facts of events" on any page of the event's group or
    above it, and who may publish the page that is its source of facts.

    :param page: any page of the group, also an alias of one.
    """
    if not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    return _holds_it_on(user, page) or _may_publish_source(user, page)


def _holds_it_on(user: Any, page: Any) -> bool:
    permissions = page_permission_policy.get_cached_permissions_for_user(user)
    kind = ContentType.objects.get_for_model(EventGroup).pk
    held = [
        each.page.path
        for each in permissions
        if each.permission.codename == FACTS_PERMISSION and each.permission.content_type_id == kind
    ]
    if not held:
        return False
    key = source_of(page).translation_key
    paths = base_page_model().objects.filter(translation_key=key).values_list("path", flat=True)
    return any(path.startswith(above) for path in paths for above in held)


def _may_publish_source(user: Any, page: Any) -> bool:
    if not page_permission_policy.user_has_permission(user, "publish"):
        return False
    groups = EventGroup.objects.filter(pk=source_of(page).translation_key)
    origin = base_page_model().objects.filter(pk__in=groups.values("origin")).first()
    return origin is not None and bool(origin.permissions_for_user(user).can_publish())
