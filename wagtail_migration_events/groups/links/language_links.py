"""Links from a page to itself in the site's other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from wagtail.coreutils import get_content_languages

from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.links.surroundings import visible_translations
from wagtail_migration_events.groups.resolution import text_language
from wagtail_migration_events.vocabularies.languages import (
    UNDETERMINED,
    direction,
    normalise_tag,
    same_reading,
)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the site, and where this page is found in it.

    Attributes:
        tag: the BCP 47 tag of the language.
        name: the language's own name for itself.
        url: "" where the page is missing in this language, or may not be shown.
        full_url: the same with scheme and host.
        spoken: the language of the text found there; an alias keeps its source's text.
    """

    tag: str
    name: str
    url: str = ""
    full_url: str = ""
    is_current: bool = False
    spoken: str = UNDETERMINED

    @property
    def direction(self) -> str:
        return direction(self.tag)

    @property
    def is_translated(self) -> bool:
        """Whether the text found there really is in this language."""
        return bool(self.url) and same_reading(self.tag, self.spoken)


def native_name(tag: str) -> str:
    """Return a language's own name, such as ``français``; an unknown tag is returned as it is."""
    tag = normalise_tag(tag)
    if tag in LANG_INFO and "name_local" in LANG_INFO[tag]:
        return str(LANG_INFO[tag]["name_local"])
    try:
        return Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag


def site_languages(own: str = "") -> list[str]:
    """Return the tags of the site's languages: those of ``LANGUAGE_ORDER`` first.

    :param own: a language that is listed even if the site no longer names it.
    """
    tags = [normalise_tag(tag) for tag in get_content_languages()]
    if own and normalise_tag(own) not in tags:
        tags.append(normalise_tag(own))
    order = [normalise_tag(tag) for tag in setting("LANGUAGE_ORDER")]
    return sorted(tags, key=lambda tag: order.index(tag) if tag in order else len(order))


def language_links(page: Any, request: HttpRequest | None = None) -> list[LanguageLink]:
    """Return one link for every language of the site, in a bounded number of queries.

    The page itself is always there, also as a draft that is being previewed; its translations
    only where this visitor may see them. Asked twice in one request, they are read once.
    """
    read_before: dict[Any, list[LanguageLink]] = {}
    if request is not None:
        read_before = request.__dict__.setdefault("_event_pages_language_links", {})
    if page.pk not in read_before:
        read_before[page.pk] = _read_links(page, request)
    return read_before[page.pk]


def _read_links(page: Any, request: HttpRequest | None) -> list[LanguageLink]:
    own = normalise_tag(page.locale.language_code)
    links = {own: _link(page, own, request, is_current=True)}
    for other in visible_translations(page, request):
        tag = normalise_tag(other.locale.language_code)
        links.setdefault(tag, _link(other, tag, request))
    return [links.get(tag) or LanguageLink(tag, native_name(tag)) for tag in site_languages(own)]


def _link(
    page: Any, tag: str, request: HttpRequest | None, *, is_current: bool = False
) -> LanguageLink:
    return LanguageLink(
        tag=tag,
        name=native_name(tag),
        url=page.get_url(request) or "",
        full_url=page_address(page, request),
        is_current=is_current,
        spoken=text_language(page),
    )
