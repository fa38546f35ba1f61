"""Which groups of event pages are not adopted yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_pages_with

#: Groups that are looked up at once.
BATCH = 500


def group_keys(*, settled: bool | None = None, batch: int = BATCH) -> Iterator[UUID]:
    """Yield the keys of groups of event pages, in order, without keeping them all in memory.

    :param settled: only those that are adopted and have a source (True), or that are not (False).
    :param batch: how many are read at once; no query stays open in between.
    """
    keys = _keys(settled)
    found = list(keys[:batch])
    while found:
        yield from found
        found = list(keys.filter(translation_key__gt=found[-1])[:batch])


def count_groups(*, settled: bool | None = None) -> int:
    """Return how many groups :func:`group_keys` would yield."""
    count: int = _keys(settled).count()
    return count


def is_settled(key: UUID) -> bool:
    """Whether a group is adopted and has a source that belongs to it."""
    return _settled_groups().filter(pk=key).exists()


def _keys(settled: bool | None) -> Any:
    pages = base_pages_with(EventPageMixin).filter(alias_of=None)
    if settled is not None:
        is_settled = Exists(_settled_groups().filter(pk=OuterRef("translation_key")))
        pages = pages.filter(is_settled if settled else ~is_settled)
    keys = pages.order_by("translation_key").values_list("translation_key", flat=True)
    return keys.distinct()


def _settled_groups() -> Any:
    return EventGroup.objects.filter(adopted=True, origin__translation_key=F("key"))
