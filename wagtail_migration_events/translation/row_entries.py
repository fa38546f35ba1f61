"""What wagtail-localize offers in the menu of a row, read for all rows of a list at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from wagtail.admin.widgets.button import Button
from wagtail_localize.models import Translation, TranslationSource

from wagtail_migration_events.admin.listing.row_menu import ENTRIES_AT_ONCE
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.site_locales import locales_in

#: Words of wagtail-localize, which brings their translations.
TRANSLATE, SYNC = "Translate this page", "Sync translated pages"


def entries_at_once(
    pages: Iterable[Any], request: HttpRequest, next_url: str
) -> dict[int, list[Button]]:
    """Return what ``page_listing_more_buttons`` of wagtail-localize yields for each page.

    :return: by primary key, in one query for all; in none for users who may not submit pages.
    """
    pages = list(pages)
    found: dict[int, list[Button]] = defaultdict(list)
    if not pages or not request.user.has_perm("wagtail_localize.submit_translation"):
        return found
    sources = _sources_by_language({page.translation_key for page in pages})
    languages = locales_in(request).keys()
    for page in pages:
        own = sources[page.translation_key]
        if not languages <= own.keys():
            found[page.pk].append(_translate(page))
        if (source := own.get(page.locale_id)) is not None:
            found[page.pk].append(_sync(source, next_url))
    return found


def _sources_by_language(keys: Collection[UUID]) -> dict[UUID, dict[int, int | None]]:
    """Return the locales in which groups have pages of their own, each with the source from
    which others are translated."""
    going_on = Translation.objects.filter(source=OuterRef("pk"), enabled=True)
    sources = TranslationSource.objects.filter(
        Exists(going_on), object_id=OuterRef("translation_key"), locale=OuterRef("locale")
    )
    own = base_page_model().objects.filter(translation_key__in=keys, alias_of=None).order_by()
    rows = own.annotate(source=Subquery(sources.values("pk")[:1]))
    found: dict[UUID, dict[int, int | None]] = defaultdict(dict)
    for key, locale, source in rows.values_list("translation_key", "locale", "source"):
        found[key][locale] = source
    return found


def _translate(page: Any) -> Button:
    url = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
    return Button(gettext(TRANSLATE), url, icon_name="wagtail-localize-language", priority=60)


def _sync(source: int, next_url: str) -> Button:
    url = reverse("wagtail_localize:update_translations", args=[source])
    return Button(
        gettext(SYNC), f"{url}?{urlencode({'next': next_url})}", icon_name="resubmit", priority=60
    )


def read_entries_at_once() -> None:
    """By its name, because to import it would put localize's hooks before those of the site."""
    ENTRIES_AT_ONCE["wagtail_localize.wagtail_hooks.page_listing_more_buttons"] = entries_at_once
