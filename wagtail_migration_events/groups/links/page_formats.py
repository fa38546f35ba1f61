"""Other forms of a public page, at addresses below it: ``<event page>event.ics``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse

#: Takes the page and the request. Whoever may not see the page does not get here.
FormatView = Callable[[Any, HttpRequest], HttpResponseBase]

#: Takes the page; whether it has something to say in this form now.
Condition = Callable[[Any], bool]

_formats: dict[str, list[tuple[type, FormatView, Condition]]] = {}


def register_page_format(
    name: str, mixin: type, view: FormatView, condition: Condition = lambda page: True
) -> None:
    """Give every page whose class uses ``mixin`` an address below it.

    :param name: the last part of the address, such as ``event.ics``, with a dot in it, so that no
        page can have it as its slug.
    :param view: answers it; of several for one name the last that fits the page.
    :param condition: which pages of the class have this form; the others offer no link to it.
    """
    known = [entry for entry in _formats.get(name, []) if entry[0] is not mixin]
    _formats[name] = [*known, (mixin, view, condition)]


def format_url(page: Any, name: str, request: HttpRequest | None = None) -> str:
    """Return the address of a page in another form.

    :return: "" where the site has not included these addresses, or the page has no such form.
    """
    url = page.get_url(request) or ""
    if format_view(page, [name]) is None:
        return ""
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
    for mixin, view, condition in reversed(_formats.get(path_components[0], [])):
        if isinstance(page, mixin):
            return view if condition(page) else None
    return None
