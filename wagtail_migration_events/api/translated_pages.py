"""The pages of a group in all languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import SOURCE_LOCALES
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.groups.written_language import learn_written_languages


def pages_by_key(keys: Collection[Any], request: HttpRequest) -> Mapping[str, list[Any]]:
    """Return the visible pages of each group, by key, with what their language is read from."""
    pages = base_page_model().objects.filter(translation_key__in=set(keys))
    pages = visible(pages, request).select_related("locale", *SOURCE_LOCALES)
    found = defaultdict(list)
    for page in pages.order_by("pk"):
        found[str(page.translation_key)].append(page)
    learn_written_languages(page for pages in found.values() for page in pages)
    return found
