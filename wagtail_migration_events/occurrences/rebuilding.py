"""Making the index anew, while the site runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_pages_with
from wagtail_migration_events.occurrences.indexing import (
    TABLES,
    differences_of,
    index_pages,
    read_event_pages,
)

PAGES_AT_ONCE = 250


@dataclass(frozen=True)
class Step:
    """How far a rebuild has come: the last page looked at, pages looked at, and pages mended."""

    last: int
    pages: int
    mended: bool


def batches(after: int = 0) -> Iterator[list[int]]:
    """Yield the primary keys of all event pages, some at a time, in order.

    :param after: only those that come after this one.
    """
    pages = base_pages_with(EventPageMixin).order_by("pk").values_list("pk", flat=True)
    found = list(pages.filter(pk__gt=after)[:PAGES_AT_ONCE])
    while found:
        yield found
        found = list(pages.filter(pk__gt=found[-1])[:PAGES_AT_ONCE])


def rebuild(after: int = 0) -> Iterator[Step]:
    """Make the rows of all event pages, and say after each batch how far it is.

    Whoever publishes meanwhile waits for a batch at most, and a batch for him: both lock the
    groups first. What is right already is not written again, so a run that broke off may be
    started from the beginning, or after the last page that it named.
    """
    for pks in batches(after):
        with transaction.atomic():
            _lock_groups(pks)
            mended = index_pages(pks)
        yield Step(pks[-1], len(pks), mended)
    _drop_rows_of_others()


def differing_pages(pks: list[int]) -> list[int]:
    """Return which of these event pages the index has other rows of than it should."""
    pages = read_event_pages(pks)
    found: set[int] = set()
    for difference in differences_of(pages):
        rows = difference.table._base_manager.filter(pk__in=difference.surplus)
        found |= set(rows.values_list("page_id", flat=True)) if difference.surplus else set()
        found |= {row.page_id for row in difference.missing}
    return sorted(found)


def _lock_groups(pks: list[int]) -> None:
    # In one order, so that two of us cannot wait for each other.
    pages: Any = base_pages_with(EventPageMixin).filter(pk__in=pks)
    groups = EventGroup.objects.select_for_update().order_by("pk")
    list(groups.filter(pk__in=pages.values("translation_key")).values_list("pk"))


def _drop_rows_of_others() -> None:
    """Delete the rows of pages whose class is no event any more."""
    events = base_pages_with(EventPageMixin).values("pk")
    for table in TABLES:
        table._base_manager.exclude(page__in=events).delete()
