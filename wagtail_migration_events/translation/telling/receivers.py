"""Whom a fact about a translation concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.translation.site_settings import translation_settings
from wagtail_migration_events.translation.telling.notice import Delivery


def assignees(requests: Iterable[Any]) -> dict[int, set[Any]]:
    """Return who is to do what was asked for, by the primary keys of requests, in one query.

    That is the person, or else everybody in the group.

    :return: primary keys of users.
    """
    requests = list(requests)
    members = _members({row.team_id for row in requests if not row.person_id} - {None})
    return {
        row.pk: {row.person_id} if row.person_id else members.get(row.team_id, set())
        for row in requests
    }


def reviewers(page: Any) -> set[Any]:
    """Return who reviews a page: the group that is set for its language in its Site.

    Where there is none, or nobody is in it, those who may publish the page. Superusers may publish
    everything, and Wagtail tells them of every review itself.

    :return: primary keys of users.
    """
    team = translation_settings(page).of_language(page.locale).reviewers
    if team is not None and (found := _members({team.pk}).get(team.pk)):
        return found
    policy = page_permission_policy
    users = policy.users_with_permission_for_instance("publish", page)
    return set(users.filter(is_superuser=False).values_list("pk", flat=True))


def deliveries(users: Collection[Any]) -> dict[Any, str]:
    """Return when those of some users who get e-mail at all get it, by primary key."""
    found = get_user_model()._default_manager.filter(pk__in=users)
    return {
        user.pk: way
        for user in found.select_related("wagtail_migration_events_notices")
        if (way := delivery_of(user)) != Delivery.NEVER
    }


def delivery_of(user: Any) -> str:
    """Return when somebody gets e-mail; never without an address, or when they may not log in."""
    if not user.is_active or not user.email:
        return Delivery.NEVER
    preference = getattr(user, "wagtail_migration_events_notices", None)
    return preference.delivery if preference else Delivery.AT_ONCE


def _members(teams: Collection[int]) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    if teams:
        users = get_user_model()._default_manager.filter(groups__in=teams, is_active=True)
        for team, user in users.values_list("groups", "pk"):
            found[team].add(user)
    return found
