"""What a sitemap says of a page: Wagtail's sitemaps ask each page by itself.

So that a site of ten thousand events is not ten thousand queries, the first page that is asked
reads ahead for those that follow it in the tree, which is the order of Wagtail's sitemaps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.links.canonical import alternates
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.groups.written_language import languages_written
from wagtail_migration_events.vocabularies.languages import normalise_tag, same_reading

#: So many pages are read ahead.
AHEAD = 500
_KNOWN = "_events_sitemap"

#: Takes keys of groups, and returns moments at which pages of them changed though none was
#: published, by key.
Changes = Callable[[Collection[Any]], Mapping[Any, dt.datetime]]
LATER_CHANGES: list[Changes] = []


@dataclass(slots=True)
class _Versions:
    """The pages of a group that everybody may see and that have words of their own."""

    addresses: dict[int, str] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    changed: list[dt.datetime] = field(default_factory=list)


def sitemap_urls(
    page: Any, mixin: type, request: HttpRequest | None = None
) -> list[dict[str, Any]]:
    """Return the entry of a page, for ``Page.get_sitemap_urls``.

    :param mixin: of the classes of pages that may be asked next.
    :return: nothing for what only some may see, or what has the words of another page.
    """
    versions = _versions(page, mixin, request)
    url = versions.addresses.get(page.pk)
    if not url:
        return []
    moments = [page.last_published_at or page.latest_revision_created_at, *versions.changed]
    entry: dict[str, Any] = {"location": url, "lastmod": max(filter(None, moments), default=None)}
    if page.pk in versions.languages.values() and len(versions.languages) > 1:
        addresses = {tag: versions.addresses[pk] for tag, pk in versions.languages.items()}
        entry["alternates"] = [
            {"lang_code": each.language, "location": each.url} for each in alternates(addresses)
        ]
    return [entry]


def _versions(page: Any, mixin: type, request: HttpRequest | None) -> _Versions:
    known: dict[Any, _Versions] = getattr(request, _KNOWN, {})
    if page.translation_key not in known:
        keys = {page.translation_key}
        if request is not None:
            following = base_pages_with(mixin).filter(path__gte=page.path).order_by("path")
            keys |= set(following.values_list("translation_key", flat=True)[:AHEAD])
        known |= _read(keys - known.keys(), request)
        if request is not None:
            setattr(request, _KNOWN, known)
    return known[page.translation_key]


def _read(keys: Collection[Any], request: HttpRequest | None) -> dict[Any, _Versions]:
    found = {key: _Versions() for key in keys}
    own = base_page_model().objects.filter(translation_key__in=keys, alias_of=None)
    pages = list(visible(own).select_related("locale"))
    written = languages_written(pages)
    for page in pages:
        versions = found[page.translation_key]
        versions.addresses[page.pk] = page_address(page, request)
        tag = normalise_tag(page.locale.language_code)
        if same_reading(tag, written.get(page.pk, tag)):
            versions.languages[tag] = page.pk
    for changes in LATER_CHANGES:
        for key, moment in changes(keys).items():
            found[key].changed.append(moment)
    return found
