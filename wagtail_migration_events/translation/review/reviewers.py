"""Who reviews a language of a Site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.site_settings import (
    LanguageSettings,
    translation_settings,
)

#: Where the answers for one user are kept while a request lasts, as Wagtail keeps its own.
_KNOWN = "_wagtail_migration_events_reviews"


def needs_review(page: Any) -> bool:
    """Whether the language of a page is reviewed in its Site."""
    return translation_settings(page).of_language(page.locale).needs_review


def may_review(page: Any, user: Any) -> bool:
    """Whether a user may approve the words of a page, or ask for changes.

    So may superusers, and the members of the group of reviewers that is set for the page's
    language. Where none is set, or nobody is in it, so may whoever may publish the page: handing
    in must not be a dead end.
    """
    if not user.is_active or not isinstance(page, base_page_model()):
        return bool(user.is_active and user.is_superuser)
    known = user.__dict__.setdefault(_KNOWN, {})
    if page.pk not in known:
        know_reviews(user, [page.pk])
    return bool(known[page.pk])


def know_reviews(user: Any, pks: Iterable[int]) -> set[int]:
    """Return the primary keys of those of some pages that a user may review.

    In five queries; :func:`may_review` of any of them then needs none.
    """
    pks = set(pks)
    found = pks if user.is_superuser else _reviewed_by(user, pks)
    user.__dict__.setdefault(_KNOWN, {}).update((pk, pk in found) for pk in pks)
    return found


def team_in_words(page: Any) -> str:
    """Return who reviews a page, to be told to somebody who waits for them."""
    team = translation_settings(page).of_language(page.locale).reviewers
    return team.name if team and _manned([team.pk]) else _("those who may publish it")


def _reviewed_by(user: Any, pks: set[int]) -> set[int]:
    named = LanguageSettings.objects.exclude(reviewers=None)
    rows = named.values_list("site_settings__site", "locale", "reviewers")
    teams: dict[tuple[int | None, int], int] = {}
    teams.update(((site, locale), team) for site, locale, team in rows)
    manned = _manned(teams.values())
    own = set(user.groups.values_list("pk", flat=True))
    publishable = page_permission_policy.instances_user_has_permission_for(user, "publish")
    may_publish = set(publishable.filter(pk__in=pks).values_list("pk", flat=True))
    found = set()
    for page in base_page_model().objects.filter(pk__in=pks).select_related("locale"):
        team = teams.get((_site_of(page), page.locale_id))
        if (team in own) if team in manned else (page.pk in may_publish):
            found.add(page.pk)
    return found


def _manned(groups: Iterable[int]) -> set[int]:
    """Return the primary keys of those groups in which somebody is who can log in."""
    members = get_user_model().objects.filter(is_active=True, groups__in=list(groups))
    return set(members.values_list("groups", flat=True))


def _site_of(page: Any) -> int | None:
    """Return the primary key of the Site of a page, which Wagtail knows without a query."""
    parts = page.get_url_parts()
    return parts[0] if parts else None
