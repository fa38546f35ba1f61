"""The way from the home page of a Wagtail Site to a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.groups.links.surroundings import pages_above
from wagtail_migration_events.groups.resolution import text_language


@dataclass(frozen=True, slots=True)
class Crumb:
    """One page on the way, and the language of its title."""

    title: str
    url: str
    language: str


def breadcrumbs(page: Any, request: HttpRequest | None = None) -> list[Crumb]:
    """Return the pages above ``page`` that this visitor may see, from the home page down."""
    crumbs = [
        Crumb(str(each.title), each.get_url(request) or "", text_language(each))
        for each in pages_above(page, request)
    ]
    return [crumb for crumb in crumbs if crumb.url]
