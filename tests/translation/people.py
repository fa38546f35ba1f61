"""Who works at the translation of events in the tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Locale, Site
from wagtail.users.models import UserProfile

from wagtail_migration_events.translation.models import LanguageSettings, TranslationSettings

EDIT = ("add_page", "change_page")
PUBLISH = (*EDIT, "publish_page")


def team(
    name: str, pages: Iterable[Any] = (), rights: Iterable[str] = EDIT, also: Iterable[str] = ()
) -> Group:
    """Return a group that may log in to the admin, with rights to pages and what is below them.

    :param also: permissions that are not about pages.
    """
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", *also]))
    for page in pages:
        for right in rights:
            permission = Permission.objects.get(
                codename=right, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    return group


def member(name: str, *groups: Group, speaks: str = "", **values: Any) -> Any:
    """Return a user of these groups.

    :param speaks: the language of the admin that they have chosen.
    """
    values.setdefault("email", f"{name}@example.org")
    user = get_user_model().objects.create_user(name, password=name, **values)
    user.groups.set(groups)
    if speaks:
        UserProfile.objects.create(user=user, preferred_language=speaks)
    return user


def logged_in(user: Any) -> Client:
    """Open a browser for a user, who is its ``user``."""
    client = Client()
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client


def language_settings(code: str, **values: Any) -> LanguageSettings:
    """Say who translates and reviews a language of the only Site."""
    ours, _ = TranslationSettings.objects.get_or_create(site=Site.objects.get())
    locale = Locale.objects.get(language_code=code)
    row, _ = LanguageSettings.objects.update_or_create(
        site_settings=ours, locale=locale, defaults=values
    )
    return row
