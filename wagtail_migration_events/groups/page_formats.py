"""Other forms of a public page, at addresses below it: ``<event page>event.ics``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse

#: Takes the page and the request. Whoever may not see the page does not get here.
FormatView = Callable[[Any, HttpRequest], HttpResponseBase]

_formats: dict[str, list[tuple[type, FormatView]]] = {}


def register_page_format(name: str, mixin: type, view: FormatView) -> None:
    """Give every page whose class uses ``mixin`` an address below it.

    :param name: the last part of the address, such as ``event.ics``. A page below that has this
        slug comes first.
    :param view: answers it; of several for one name the last that fits the page.
    """
    known = [entry for entry in _formats.get(name, []) if entry[0] is not mixin]
    _formats[name] = [*known, (mixin, view)]


def format_url(page: Any, name: str, request: HttpRequest | None = None) -> str:
    """Return the address of a page in another form; "" where the site has not included them."""
    url = page.get_url(request) or ""
    return f"{url}{name}" if url.endswith("/") and are_included() else ""


def are_included() -> bool:
    """Whether the site has included these addresses."""
    try:
        reverse("wagtail_migration_events_formats:page_format", args=["event.ics"])
    except NoReverseMatch:
        return False
    return True


def format_view(page: Any, path_components: list[str]) -> FormatView | None:
    """Return what answers an address below a page; None if nothing does."""
    if len(path_components) != 1:
        return None
    for mixin, view in reversed(_formats.get(path_components[0], [])):
        if isinstance(page, mixin):
            return view
    return None
