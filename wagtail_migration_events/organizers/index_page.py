"""``OrganizerIndexPageMixin``: a page that lists the organizers of its Wagtail Site."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest

from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.page_model import base_pages_with, own_app_first
from wagtail_migration_events.groups.resolution import (
    SOURCE_LOCALES,
    GroupPage,
    choose_by_language,
    source_of,
    specific_pages,
)
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.groups.visibility import below, visible
from wagtail_migration_events.occurrences.scope import paths_of_site
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


class OrganizerIndexPageMixin(PublicPageMixin):
    package_template = "wagtail_migration_events/organizer_index_page.html"
    alias_repeats_source = False

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[Any]:
        """Allow every organizer class of the site, unless ``subpage_types`` says otherwise."""
        if "subpage_types" in vars(cls):
            return list(super().clean_subpage_models())  # type: ignore[misc]
        return own_app_first(cls, OrganizerPageMixin)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code  # type: ignore[attr-defined]
        context["organizers"] = list_organizers(language, request, request.GET.get("page", 1))
        return context


def list_organizers(
    language: str, request: HttpRequest, page_number: Any = 1
) -> PaginatedPage[GroupPage]:
    """Return one page of the site's organizers by name, each in its best page for the reader."""
    entries = organizers_by_name(language, request)
    page = Paginator(entries, setting("PAGE_SIZE")).get_page(page_number)
    page.object_list = with_specific_pages(page.object_list, language)
    return page


def organizers_by_name(language: str, request: HttpRequest) -> list[GroupPage]:
    """Return all organizers of the site in the order of their names, with base pages."""
    paths = paths_of_site(request)
    rows = visible(base_pages_with(OrganizerPageMixin), request)
    if paths is not None:
        rows = rows.filter(below(list(paths)))
    found = choose_by_language(rows.select_related("locale", *SOURCE_LOCALES), language)
    shown = [each for key, each in found.items() if not _mirrors_another(key, each, found)]
    return sorted(shown, key=_by_name)


def with_specific_pages(entries: Iterable[GroupPage], language: str) -> list[GroupPage]:
    """Return these organizers, in order, with specific pages."""
    entries = list(entries)
    pks = [each.page.pk for each in entries]
    wanted = specific_pages(OrganizerPageMixin, Q(pk__in=pks)) if pks else []
    specific = choose_by_language(wanted, language)
    keys = [str(each.page.translation_key) for each in entries]
    return [specific[key] for key in keys if key in specific]


def _mirrors_another(key: str, entry: GroupPage, found: dict[str, GroupPage]) -> bool:
    """Whether the page is an alias, made elsewhere in the tree, of an organizer listed anyway."""
    source_key = str(source_of(entry.page).translation_key)
    return source_key != key and source_key in found


def _by_name(entry: GroupPage) -> tuple[str, int]:
    """Sort as readers do: capitals and accents make no difference."""
    letters = unicodedata.normalize("NFKD", str(entry.page.title).casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)), entry.page.pk
