"""The page of one event that a reader may see, by its key or by where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.views import serve

from wagtail_migration_events.api.asking.endpoint import Reader
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_pages_with
from wagtail_migration_events.groups.resolution import (
    GroupPage,
    choose_by_language,
    language_of_place,
    source_of,
    specific_pages,
)
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.vocabularies.languages import language_variants


def event_with_key(key: UUID, reader: Reader, *, with_fallback: bool = True) -> GroupPage:
    """Return the page of an event that suits a reader best.

    :param with_fallback: False for an event that has a page in the language only, whatever the
        language of its words, as :attr:`Scope.translated_only` has it.
    :raises Http404: if no page of it is public on this Wagtail Site, or none in the language.
    """
    found = page_with_key(key, EventPageMixin, reader)
    if found is None or not (with_fallback or _is_in_language(found.page, reader.language)):
        raise Http404(_("There is no such event."))
    return found


def _is_in_language(page: Any, language: str) -> bool:
    return language_of_place(page) in language_variants(language)


def page_with_key(key: Any, mixin: type, reader: Reader) -> GroupPage | None:
    """Return the page of a group on this Wagtail Site that suits a reader best, if there is one.

    :param mixin: only a page whose class uses it.
    """
    return pages_with_keys([key], mixin, reader).get(str(key))


def pages_with_keys(keys: Iterable[Any], mixin: type, reader: Reader) -> dict[str, GroupPage]:
    """Return for each group, by its key as text, the page of this Wagtail Site that suits best.

    An event of another Site that is mirrored here has the page that mirrors it, as in lists.
    """
    wanted = {str(key) for key in keys}
    found = _chosen(Q(translation_key__in=wanted), mixin, reader) if wanted else {}
    if missing := wanted - set(found):
        aliases = _chosen(Q(alias_of__translation_key__in=missing), mixin, reader)
        found |= {str(source_of(each.page).translation_key): each for each in aliases.values()}
    return {key: found[key] for key in wanted if key in found}


def _chosen(named: Q, mixin: type, reader: Reader) -> dict[str, GroupPage]:
    return choose_by_language(specific_pages(mixin, named & reader.may_see), reader.language)


def page_at_path(path: str, request: HttpRequest) -> Any:
    """Return the event page that is served at a path, or what it mirrors.

    :raises Http404: if there is none that this visitor may see.
    """
    page = _routed(path, request)
    pages = base_pages_with(EventPageMixin).filter(pk=page.pk) if page is not None else None
    if page is None or not visible(pages, request).exists():
        raise Http404(_("There is no event at this path."))
    return source_of(page)


def _routed(path: str, request: HttpRequest) -> Any:
    path = unquote(path.split("?")[0].split("#")[0])
    path = f"/{path.strip('/')}/" if path.strip("/") else "/"
    site = Site.find_for_request(request)
    try:
        with override(get_language_from_path(path) or None):
            match = resolve(path)
            if match.func is not serve or site is None:
                return None
            parts = [part for part in match.args[0].split("/") if part]
            return site.root_page.localized.specific.route(request, parts).page
    except (Resolver404, Http404):
        return None
