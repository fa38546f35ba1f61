"""How the editor of a sibling names the page that its facts come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.page_model import base_page_model


@dataclass(frozen=True)
class SourceLink:
    """The source of facts: its language in words, its title, and "" or where to edit it."""

    language: str
    title: str
    url: str


def source_link(group: EventGroup, user: Any) -> SourceLink | None:
    """Return how to name the source of a group to a user; None if it is gone."""
    pages = base_page_model().objects.select_related("locale")
    page = pages.filter(pk=group.origin_id).first()
    if page is None:
        return None
    may_edit = user is not None and page.permissions_for_user(user).can_edit()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""
    return SourceLink(_language(page), page.get_admin_display_title(), url)


def language_of_source(group: EventGroup) -> str:
    pages = base_page_model().objects.select_related("locale")
    page = pages.filter(pk=group.origin_id).first()
    return _language(page) if page is not None else ""


def _language(page: Any) -> str:
    return language_name(page.locale.language_code, get_language() or "en")
