"""Who may change the facts of an event, in whatever language they meet it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import source_of

#: Codename of the permission, which a group of users holds on a page and all below it.
FACTS_PERMISSION = "change_event_facts"
#: The key of a page's event; of an alias, and of an alias of one, that of its source.
KEYS = ("alias_of__alias_of__translation_key", "alias_of__translation_key", "translation_key")


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
    known = page.__dict__.get(_right_of(user))
    if known is not None:
        return bool(known)
    return _holds_it_on(user, page) or _may_publish_source(user, page)


def with_fact_rights(pages: Any, user: Any) -> Any:
    """Annotate base page rows with what :func:`may_change_facts` says of them to this user, so
    that a list of them needs no query for each."""
    if not user.is_active or user.is_superuser:
        return pages
    sources = EventGroup.objects.exclude(origin=None).values("origin")
    page = base_page_model()
    publish = get_permission_codename("publish", page._meta)
    held = _below_any(paths_held(user, FACTS_PERMISSION, EventGroup))
    rights = held | (_below_any(paths_held(user, publish, page)) & Q(pk__in=sources))
    same_event = page.objects.filter(translation_key=OuterRef("facts_key"))
    pages = pages.annotate(facts_key=Coalesce(*KEYS))
    # Not ``Exists``: PostgreSQL would look through all pages once, whatever is asked for.
    right = Subquery(same_event.filter(rights).order_by().values("pk")[:1])
    return pages.annotate(**{_right_of(user): Coalesce(right, 0)})


def know_rights_in_explorer(parent_page: Any, pages: Any, request: HttpRequest) -> Any:
    """For Wagtail's hook ``construct_explorer_page_queryset``."""
    return with_fact_rights(pages, request.user)


def _right_of(user: Any) -> str:
    return f"facts_right_of_{user.pk}"


def _below_any(paths: list[str]) -> Q:
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=()))


def paths_held(user: Any, codename: str, model: Any) -> list[str]:
    """Return the paths of the pages on which, and below which, a user holds a permission."""
    kind = ContentType.objects.get_for_model(model).pk
    return [
        each.page.path
        for each in page_permission_policy.get_cached_permissions_for_user(user)
        if each.permission.codename == codename and each.permission.content_type_id == kind
    ]


def _holds_it_on(user: Any, page: Any) -> bool:
    held = paths_held(user, FACTS_PERMISSION, EventGroup)
    if not held:
        return False
    key = source_of(page).translation_key
    paths = base_page_model().objects.filter(translation_key=key).values_list("path", flat=True)
    return any(path.startswith(above) for path in paths for above in held)


def _may_publish_source(user: Any, page: Any) -> bool:
    if not page_permission_policy.user_has_permission(user, "publish"):
        return False
    group = group_of(page)
    origin = None if group is None else group.origin
    return origin is not None and bool(origin.permissions_for_user(user).can_publish())
