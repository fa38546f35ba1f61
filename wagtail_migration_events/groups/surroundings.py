"""The pages that every page is shown with: those above it, and itself in other languages."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import with_text_language
from wagtail_migration_events.groups.visibility import visible

_KNOWN = "_events_surroundings"


def learn_surroundings(page: Any, request: HttpRequest | None) -> None:
    """Read the pages around one that is going to be shown, and its own language with them."""
    _around(page, request)


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
    key = (page.pk, page.translation_key)
    if key not in known:
        known = known | {key: _read(page, request)}
        if request is not None:
            setattr(request, _KNOWN, known)
    return known[key]


def _read(page: Any, request: HttpRequest | None) -> list[Any]:
    wanted = Q(path__in=_paths_above(page)) | Q(translation_key=page.translation_key)
    pages = visible(base_page_model().objects.filter(wanted), request)
    found = list(with_text_language(pages.order_by()))
    for each in found:
        if each.pk == page.pk and each.locale_id == page.locale_id:
            page.locale = each.locale  # which everything else asks the page for
    return found
