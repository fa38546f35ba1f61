"""Absolute links: feeds, calendars, data for search engines and the API all get theirs here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import import_string
from wagtail.models import Site

from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.links.page_formats import are_included, format_view


def page_address(page: Any, request: HttpRequest | None = None) -> str:
    """Return where readers find a page, with scheme and host; "" if it is at no address.

    A site whose readers are on another host names a function of its own in the setting
    ``PAGE_ADDRESS``, which is called with the same arguments.

    :param request: saves reading the Wagtail Sites once more.
    """
    if own := setting("PAGE_ADDRESS"):
        return str(import_string(own)(page, request))
    return page.get_full_url(request) or ""


def format_address(page: Any, name: str, request: HttpRequest | None = None) -> str:
    """Return where Wagtail serves another form of a page, with scheme and host.

    :param name: as it was registered, such as ``event.ics``.
    :return: "" where the site has not included these addresses.
    """
    url = page.get_full_url(request) or ""
    is_there = url.endswith("/") and are_included() and format_view(page, [name]) is not None
    return f"{url}{name}" if is_there else ""


def file_address(url: str, request: HttpRequest | None = None) -> str:
    """Return the address of an image or a document with scheme and host.

    :param url: as the storage of the site gives it, often a path only.
    """
    if not url.startswith("/") or url.startswith("//"):
        return url
    site = Site.find_for_request(request) if request else None
    site = site or Site.objects.filter(is_default_site=True).first()
    return f"{site.root_url if site else ''}{url}"
