"""The pages that every page is shown with: those above it, and itself in other languages."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import SOURCE_LOCALES
from wagtail_migration_events.groups.visibility import visible

_KNOWN = "_events_surroundings"


def pages_above(page: Any, request: HttpRequest | None = None) -> list[Any]:
    """Return the pages above ``page`` that this visitor may see, from the topmost down."""
    above = [each for each in _around(page, request) if each.path in _paths_above(page)]
    return sorted(above, key=lambda each: str(each.path))


def visible_translations(page: Any, request: HttpRequest | None = None) -> list[Any]:
    """Return the other pages of the group of ``page`` that this visitor may see."""
    key = page.translation_key
    others = [each for each in _around(page, request) if each.translation_key == key]
    return sorted((each for each in others if each.pk != page.pk), key=lambda each: int(each.pk))


def _paths_above(page: Any) -> list[str]:
    return [page.path[:end] for end in range(page.steplen, len(page.path or ""), page.steplen)]


def _around(page: Any, request: HttpRequest | None) -> list[Any]:
    """Read both at once; a request that shows the page reads them once."""
    known: dict[Any, list[Any]] = getattr(request, _KNOWN, {})
    if page.pk not in known:
        wanted = Q(path__in=_paths_above(page)) | Q(translation_key=page.translation_key)
        pages = visible(base_page_model().objects.filter(wanted), request)
        known = known | {page.pk: list(pages.select_related("locale", *SOURCE_LOCALES))}
        if request is not None:
            setattr(request, _KNOWN, known)
    return known[page.pk]
