"""The pages above an event, and those for which they stand in other languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from wagtail_migration_events.groups.page_model import base_page_model


def pages_above(paths: Iterable[str], locales: Collection[int]) -> Any:
    """Return a queryset of the pages above these paths, and of those for which they stand in
    other languages.

    :param locales: primary keys of those languages.
    """
    above = {each for path in set(paths) for each in _above(path)}
    pages = base_page_model().objects
    keys = pages.filter(path__in=above).order_by().values("translation_key")
    return pages.filter(Q(path__in=above) | Q(translation_key__in=keys, locale__in=locales))


def nearest_above(
    wanted: Iterable[tuple[str, int]], pages: Iterable[Any]
) -> dict[tuple[str, int], Any]:
    """Return the nearest page above each path that stands in the tree of a language, where there
    is one, by both.

    :param wanted: paths of pages, and primary keys of locales.
    :param pages: all that ``pages_above`` finds for these.
    """
    pages = list(pages)
    keys = {page.path: page.translation_key for page in pages}
    there = {(page.translation_key, page.locale_id): page for page in pages}
    found = {}
    for path, locale in wanted:
        nearest_first = ((keys.get(each), locale) for each in reversed(_above(path)))
        place = next((there[each] for each in nearest_first if each in there), None)
        if place is not None:
            found[path, locale] = place
    return found


def _above(path: str) -> list[str]:
    """Return the paths above one, the root of all pages first."""
    step = base_page_model().steplen
    return [path[:end] for end in range(step, len(path), step)]
