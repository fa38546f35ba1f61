"""The locales of the site, read once for all that a request shows of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale

_READ_BEFORE = "_event_pages_locales"


def locales_in(request: HttpRequest | None) -> dict[int, Locale]:
    """Return every locale by its primary key, read once for each request."""
    known = getattr(request, _READ_BEFORE, None)
    if known is None:
        known = {locale.pk: locale for locale in Locale.objects.all()}
        if request is not None:
            setattr(request, _READ_BEFORE, known)
    return dict(known)


def attach_locales(pages: Iterable[Any], request: HttpRequest) -> None:
    """Give pages their locales without a query for them."""
    known = locales_in(request)
    for page in pages:
        if page.locale_id in known:
            page.locale = known[page.locale_id]
