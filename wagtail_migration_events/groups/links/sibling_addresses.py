"""The addresses of many pages at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from wagtail.models import Site


def addresses_of(pages: Iterable[Any], request: HttpRequest | None) -> dict[int, str]:
    """Return the address of each page by primary key, "" where there is none.

    Wagtail takes long for an address, and is asked for that of one child of each parent: those of
    the others differ from it in the slug alone, but for the root of a Site.

    :param pages: base pages; a specific one may have an address of its own making.
    """
    roots = {root.root_path for root in Site.get_site_root_paths()}
    found: dict[int, str] = {}
    around: dict[str, tuple[str, str]] = {}
    for page in pages:
        parent, _, slug = page.url_path.rstrip("/").rpartition("/")
        slug, is_root = quote(slug), page.url_path in roots
        if parent in around and not is_root:
            found[page.pk] = slug.join(around[parent])
            continue
        found[page.pk] = url = page.get_url(request) or ""
        before, is_there, after = url.rpartition(f"/{slug}")
        if is_there and not is_root:
            around[parent] = f"{before}/", after
    return found
