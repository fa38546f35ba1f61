"""What wagtail-localize offers in the menu of a row, read for all rows of a list at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from wagtail_migration_events.admin.row_menu import ENTRIES_AT_ONCE
from wagtail_migration_events.groups.page_model import base_page_model

#: Words of wagtail-localize, which brings their translations.
TRANSLATE, SYNC = "Translate this page", "Sync translated pages"


def entries_at_once(pages: Iterable[Any], user: Any, next_url: str) -> dict[int, list[Button]]:
    """Return what ``page_listing_more_buttons`` of wagtail-localize yields for each page.

    :return: by primary key, in three queries for all; in none for users who may not submit pages.
    """
    pages = list(pages)
    found: dict[int, list[Button]] = defaultdict(list)
    if not pages or not user.has_perm("wagtail_localize.submit_translation"):
        return found
    keys = {page.translation_key for page in pages}
    complete, sources = _complete(keys), _sources(keys)
    for page in pages:
        if page.translation_key not in complete:
            found[page.pk].append(_translate(page))
        source = sources.get((page.translation_key, page.locale_id))
        if source is not None:
            found[page.pk].append(_sync(source, next_url))
    return found


def _complete(keys: Iterable[UUID]) -> set[UUID]:
    """Return the groups that have a page of their own in every language of the site."""
    rows = base_page_model().objects.filter(translation_key__in=keys, alias_of=None).order_by()
    counted = rows.values("translation_key").annotate(number=Count("locale", distinct=True))
    return set(
        counted.filter(number__gte=Locale.objects.count()).values_list("translation_key", flat=True)
    )


def _sources(keys: Iterable[UUID]) -> dict[tuple[UUID, int], int]:
    going_on = Translation.objects.filter(source=OuterRef("pk"), enabled=True)
    rows = TranslationSource.objects.filter(Exists(going_on), object_id__in=keys)
    return {(key, locale): pk for key, locale, pk in rows.values_list("object_id", "locale", "pk")}


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
