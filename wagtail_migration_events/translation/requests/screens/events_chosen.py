"""From pages that somebody has chosen to the events that they are of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.models import Locale

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.language_links import site_languages
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.vocabularies.languages import normalise_tag


def sources_of_events(keys: Iterable[UUID]) -> dict[UUID, Any]:
    """Return the sources of facts of events, by key, in two queries and one for each class.

    What is no event, or has no source any more, is left out.
    """
    origins = EventGroup.objects.filter(pk__in=list(keys), origin__isnull=False).values("origin")
    pages = base_page_model().objects.filter(pk__in=origins).select_related("locale")
    sources: list[Any] = [page for page in pages.specific() if isinstance(page, EventPageMixin)]
    return {page.translation_key: page for page in sources}


def languages_in_order(but_not: Iterable[Locale] = ()) -> list[Locale]:
    """Return the languages of the site, in the order of the setting ``LANGUAGE_ORDER``."""
    order = {tag: place for place, tag in enumerate(site_languages())}
    left_out = {locale.pk for locale in but_not}
    found = [locale for locale in Locale.objects.all() if locale.pk not in left_out]
    return sorted(found, key=lambda each: order.get(normalise_tag(each.language_code), len(order)))
