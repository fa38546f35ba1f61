"""The pages that every page is shown with: those above it, itself in other languages, the roots."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest
from wagtail.models import Site

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import with_text_language
from wagtail_migration_events.groups.visibility import may_be_shown

_KNOWN = "_events_surroundings"
_ROOTS = "_events_roots"
#: The path of the node that holds all pages of an installation.
FIRST_NODE = "0001"
_PLACE = ("path", "depth", "numchild")


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


def roots_of_site(request: HttpRequest | None) -> list[Any]:
    """Return the first node of all, and the root of the Site that was asked, in each language.

    A request that shows a page has read them with what stands around it.

    :return: the ``path``, ``depth`` and ``numchild`` of each, be it shown or not; none where
        there is no Site.
    """
    known: list[Any] | None = getattr(request, _ROOTS, None)
    if known is None:
        is_root = _is_root(request)
        pages = base_page_model().objects.order_by().filter(is_root)
        known = list(pages.values_list(*_PLACE, named=True)) if is_root else []
        if request is not None:
            setattr(request, _ROOTS, known)
    return known


def _is_root(request: HttpRequest | None) -> Q:
    """Return the condition on the roots; an empty one where there is no Site."""
    site = Site.find_for_request(request) if request else None
    if site is None:
        return Q()
    return Q(translation_key=site.root_page.translation_key) | Q(path=FIRST_NODE)


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
    shown, is_root = wanted & may_be_shown(request), _is_root(request)
    pages = base_page_model().objects.annotate(is_shown=_whether(shown), is_root=_whether(is_root))
    read = list(with_text_language(pages.filter(shown | is_root).order_by()))
    if is_root:
        setattr(request, _ROOTS, [each for each in read if each.is_root])
    found = [each for each in read if each.is_shown]
    for each in found:
        if each.pk == page.pk and each.locale_id == page.locale_id:
            page.locale = each.locale  # which everything else asks the page for
    return found


def _whether(condition: Q) -> Any:
    return ExpressionWrapper(condition or Q(pk__in=[]), output_field=BooleanField())
