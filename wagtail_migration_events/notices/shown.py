"""What the public sees of events at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.notices.change import Shown
from wagtail_migration_events.occurrences.rows import IndexedOccurrence


def shown_of(keys: Collection[UUID]) -> dict[UUID, Shown]:
    """Return what the public sees of these events; those of which it sees nothing are left out.

    The pages of an event are those that lists find: also aliases in other places.
    """
    found: dict[UUID, dict[str, list[str]]] = defaultdict(dict)
    rows = IndexedOccurrence._base_manager.filter(
        key__in=keys, page__in=visible(base_page_model().objects).values("pk")
    )
    columns = ("key", "page", "language", "page__url_path")
    for key, page, language, path in rows.values_list(*columns).distinct():
        found[key][str(page)] = [language, path]
    return dict(found)


def keys_of_pages(pages: Iterable[int]) -> set[UUID]:
    """Return the events that these pages, by primary key, show."""
    return _keys(IndexedOccurrence._base_manager.filter(page__in=list(pages)))


def keys_below(condition: Any) -> set[UUID]:
    """Return the events with a page for which a condition on pages holds."""
    pages = base_page_model().objects.filter(condition).values("pk")
    return _keys(IndexedOccurrence._base_manager.filter(page__in=pages))


def _keys(rows: Any) -> set[UUID]:
    return set(rows.values_list("key", flat=True).distinct())
