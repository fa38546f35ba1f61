"""The two groups of users that work on a language of a Site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_noop
from wagtail.models import GroupPagePermission

#: Django's limit is 150; a number may follow.
LONGEST_NAME = 140


@dataclass(frozen=True)
class Team:
    """What a group of a language is called, where it is remembered, and what it may do.

    Attributes:
        field: of ``LanguageSettings``. By it, and not by its name, a group is known again.
        name: marked for translation.
        name_with_site: the same where there are several Sites.
        rights: codenames of permissions on the pages of the language.
    """

    field: str
    name: str
    name_with_site: str
    rights: tuple[str, ...]

    def words(self, several_sites: bool) -> str:
        return self.name_with_site if several_sites else self.name


#: Translators make no pages: they write text in pages that are there.
TEAMS = (
    Team(
        "translators",
        gettext_noop("Translators (%(language)s)"),
        gettext_noop("Translators (%(language)s, %(site)s)"),
        ("change_page",),
    ),
    # An approval publishes, as everywhere in Wagtail, if the gate of the Site lets it.
    Team(
        "reviewers",
        gettext_noop("Reviewers (%(language)s)"),
        gettext_noop("Reviewers (%(language)s, %(site)s)"),
        ("change_page", "publish_page"),
    ),
)


def make_group(name: str, page: Any, rights: tuple[str, ...]) -> Group:
    """Make a group whose members may log in to the admin, and have rights on a page and below.

    :param name: if another group has it, a number is added.
    """
    group = Group.objects.create(name=_free_name(name))
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=rights
    ):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return group


def _free_name(name: str) -> str:
    first = name[:LONGEST_NAME]
    free, number = first, 2
    while Group.objects.filter(name=free).exists():
        free, number = f"{first} {number}", number + 1
    return free
