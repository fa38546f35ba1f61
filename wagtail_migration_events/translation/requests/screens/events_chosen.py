"""The languages that one can choose for many events."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Locale

from wagtail_migration_events.groups.links.language_links import site_languages
from wagtail_migration_events.vocabularies.languages import normalise_tag


def languages_in_order(but_not: Iterable[Locale] = ()) -> list[Locale]:
    """Return the languages of the site, in the order of the setting ``LANGUAGE_ORDER``."""
    order = {tag: place for place, tag in enumerate(site_languages())}
    left_out = {locale.pk for locale in but_not}
    found = [locale for locale in Locale.objects.all() if locale.pk not in left_out]
    return sorted(found, key=lambda each: order.get(normalise_tag(each.language_code), len(order)))
