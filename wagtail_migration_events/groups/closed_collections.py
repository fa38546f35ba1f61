"""Which collections of documents a visitor may not open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Collection, CollectionViewRestriction

from wagtail_migration_events.groups.visibility import below

_READ_BEFORE = "_event_pages_closed_collections"


def closed_collections(request: HttpRequest | None = None) -> set[int]:
    """Return the primary keys of collections whose documents Wagtail would not serve to a visitor.

    It agrees with ``Collection.get_view_restrictions()``, for all collections at once, and is read
    once for each request.

    :param request: of the visitor; None for what everybody may open.
    """
    known = getattr(request, _READ_BEFORE, None)
    if known is None:
        known = _read(request)
        if request is not None:
            setattr(request, _READ_BEFORE, known)
    return set(known)


def has_opened_collections(request: HttpRequest) -> bool:
    """Whether this visitor is offered more than the public, so that an answer must not be cached.

    Who has no session has passed nothing, and is not looked up.
    """
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if not has_session and not getattr(getattr(request, "user", None), "is_authenticated", False):
        return False
    return any(each.accept_request(request) for each in _restrictions())


def _restrictions() -> Any:
    restrictions: Any = CollectionViewRestriction.objects.select_related("collection")
    return restrictions.prefetch_related("groups")


def _read(request: HttpRequest | None) -> set[int]:
    paths = [
        each.collection.path
        for each in _restrictions()
        if request is None or not each.accept_request(request)
    ]
    closed = Collection.objects.filter(below(paths)) if paths else Collection.objects.none()
    return set(closed.values_list("pk", flat=True))
