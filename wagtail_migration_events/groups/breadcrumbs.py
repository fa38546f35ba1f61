"""The way from the home page of a Wagtail Site to a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import text_language
from wagtail_migration_events.groups.visibility import visible


@dataclass(frozen=True, slots=True)
class Crumb:
    """One page on the way, and the language of its title."""

    title: str
    url: str
    language: str


def breadcrumbs(page: Any, request: HttpRequest | None = None) -> list[Crumb]:
    """Return the pages above ``page`` that this visitor may see, from the home page down."""
    if not page.path:
        return []
    steplen = page.steplen
    paths = [page.path[:end] for end in range(steplen, len(page.path), steplen)]
    above = visible(base_page_model().objects.filter(path__in=paths), request)
    pages = above.select_related("locale", "alias_of__locale").order_by("path")
    crumbs = [
        Crumb(str(each.title), each.get_url(request) or "", text_language(each)) for each in pages
    ]
    return [crumb for crumb in crumbs if crumb.url]
