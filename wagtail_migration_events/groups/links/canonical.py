"""Which address of a page counts, and which others are the same page in other languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.links.language_links import language_links
from wagtail_migration_events.groups.links.surroundings import visible_translations
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.vocabularies.languages import language_chain

#: The value of ``hreflang`` for readers of no other language that is named.
ANY_LANGUAGE = "x-default"


@dataclass(frozen=True, slots=True)
class Alternate:
    """One address of a set that search engines treat as one page, and its ``hreflang``."""

    language: str
    url: str


def canonical_address(page: Any, request: HttpRequest | None = None) -> str:
    """Return the address under which search engines should know a page.

    An alias has the words of another page, so it is that page's, if this visitor may see it. A
    list of events is in the language of its place, also where its title is not.
    """
    source = source_of(page) if getattr(page, "alias_repeats_source", True) else page
    if source.pk == page.pk or not _may_be_seen(page, source, request):
        return page_address(page, request)
    return page_address(source, request)


def alternates_of(page: Any, request: HttpRequest | None = None) -> list[Alternate]:
    """Return the addresses of a page in all languages in which it really is, its own among them.

    :return: none for a page whose words are in another language than its place.
    """
    links = language_links(page, request)
    if not any(link.is_current and link.is_translated for link in links):
        return []
    return alternates({link.tag: link.full_url for link in links if link.is_translated})


def alternates(addresses: dict[str, str]) -> list[Alternate]:
    """Return what is said of these addresses, by language; of one alone that it is the only one.

    Readers of other languages are sent to the site's own language, or what comes nearest to it.
    """
    found = [Alternate(tag, url) for tag, url in addresses.items() if url]
    if len(found) > 1:
        chain = language_chain(settings.LANGUAGE_CODE)
        first = min(found, key=lambda each: _place(each.language, chain))
        found.append(Alternate(ANY_LANGUAGE, first.url))
    return found


def _place(tag: str, chain: Iterable[str]) -> int:
    places = list(chain)
    return places.index(tag) if tag in places else len(places)


def _may_be_seen(page: Any, source: Any, request: HttpRequest | None) -> bool:
    if source.translation_key == page.translation_key:
        return source.pk in {each.pk for each in visible_translations(page, request)}
    return bool(visible(base_page_model().objects.filter(pk=source.pk), request).exists())
