"""Making the index anew, while the site runs."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import (
    base_page_model,
    base_pages_with,
    page_models_with,
)
from wagtail_migration_events.occurrences.indexing import (
    TABLES,
    differences_of,
    index_pages,
    read_event_pages,
)
from wagtail_migration_events.occurrences.rows import IndexedCodes

logger = logging.getLogger(__name__)

PAGES_AT_ONCE = 250
SECONDS_BETWEEN_TRIES = 0.1


@dataclass(frozen=True)
class Step:
    """How far a rebuild has come.

    Attributes:
        last: primary key of the last page looked at.
        pages: how many were looked at in this step.
        mended: how many of them the index had other rows of than it should.
        refused: what is wrong with pages that no rows can be made of, by primary key.
        written: the primary keys of the event pages among those mended.
    """

    last: int
    pages: int
    mended: int
    refused: Mapping[int, Exception] = field(default_factory=dict)
    written: Set[int] = frozenset()


def event_pages(after: int = 0) -> Any:
    """Return a queryset of the base rows of all event pages, in the order of a rebuild.

    :param after: only those that come after this one.
    """
    return base_pages_with(EventPageMixin).filter(pk__gt=after).order_by("pk")


def batches(after: int = 0) -> Iterator[list[int]]:
    """Yield the primary keys of all event pages, some at a time, in order."""
    pks = event_pages().values_list("pk", flat=True)
    found = list(pks.filter(pk__gt=after)[:PAGES_AT_ONCE])
    while found:
        yield found
        found = list(pks.filter(pk__gt=found[-1])[:PAGES_AT_ONCE])


def rebuild(after: int = 0) -> Iterator[Step]:
    """Make the rows of all event pages, and say after each batch how far it is.

    Whoever publishes meanwhile waits for a batch at most, and a batch for him. What is right
    already is not written again, so a run that broke off may be started from the beginning, or
    after the last page that it named.
    """
    last = after
    for pks in batches(after):
        last = pks[-1]
        yield _step(pks)
    if others := _drop_rows_of_others():
        yield Step(last, 0, others)


def differing_pages(pks: list[int]) -> list[int]:
    """Return which of these event pages the index has other rows of than it should, and those
    that no rows can be made of."""
    try:
        differences = differences_of(read_event_pages(pks))
        return sorted(set[int]().union(*(each.pages for each in differences)))
    except DatabaseError:
        raise
    except Exception:
        if len(pks) == 1:
            return pks
    return [page for pk in pks for page in differing_pages([pk])]


def pages_of_others() -> Any:
    """Return the primary keys of pages that the index has rows of although they are no events."""
    types = ContentType.objects.get_for_models(*page_models_with(EventPageMixin)).values()
    rows = [
        table._base_manager.exclude(page__content_type__in=types).values("page") for table in TABLES
    ]
    return rows[0].union(*rows[1:])


def _step(pks: list[int]) -> Step:
    """Mend a batch; if a page is beyond it, all the others one by one."""
    try:
        mended = _mend(pks)
        return Step(pks[-1], len(pks), len(mended), written=mended)
    except DatabaseError:
        raise
    except Exception as error:
        if len(pks) == 1:
            logger.exception("No rows of the index can be made of page %s.", pks[0])
            return Step(pks[0], 1, 0, {pks[0]: error})
    steps = [_step([pk]) for pk in pks]
    refused = {pk: error for step in steps for pk, error in step.refused.items()}
    written = set[int]().union(*(step.written for step in steps))
    return Step(pks[-1], len(pks), len(written), refused, written)


def _mend(pks: list[int]) -> set[int]:
    """Mend the pages that nobody is writing to at once, and the others when they are free."""
    mended, waiting = set[int](), pks
    while waiting:
        with transaction.atomic():
            free = _locked(waiting)
            mended |= index_pages(free)
        left = base_page_model().objects.filter(pk__in=set(waiting) - set(free)).order_by("pk")
        waiting = list(left.values_list("pk", flat=True))
        if waiting:
            time.sleep(SECONDS_BETWEEN_TRIES)
    return mended


def _locked(pks: list[int]) -> list[int]:
    """Lock the groups of these pages, or the page where it has none; return those now locked.

    What is locked already is passed over: whoever waits for nothing cannot be waited for in turn.
    """
    if not connection.features.has_select_for_update:
        # Such a database has one writer at a time: from here on it is this one.
        IndexedCodes._base_manager.filter(pk=0).update(codes="")
        return pks
    keys = _group_keys(pks)
    there = set(EventGroup.objects.filter(pk__in=keys.values()).values_list("pk", flat=True))
    locked = _lock(EventGroup.objects.filter(pk__in=there))
    alone = [pk for pk, key in keys.items() if key not in there]
    alone_locked = _lock(base_page_model().objects.filter(pk__in=alone))
    return [pk for pk, key in keys.items() if key in locked or pk in alone_locked]


def _group_keys(pks: list[int]) -> dict[int, Any]:
    """Return which group whoever writes to a page locks: for an alias that of its source."""
    names = ("pk", "translation_key", "alias_of__translation_key")
    pages = base_page_model().objects.filter(pk__in=pks).order_by("pk")
    rows = pages.values_list(*names, "alias_of__alias_of__translation_key")
    return {pk: furthest or source or own for pk, own, source, furthest in rows}


def _lock(rows: Any) -> set[Any]:
    skip = connection.features.has_select_for_update_skip_locked
    found = rows.order_by("pk").select_for_update(skip_locked=skip)
    return set(found.values_list("pk", flat=True))


def _drop_rows_of_others() -> int:
    """Delete the rows of pages whose class is no event any more; return of how many pages."""
    others = [pk for (pk,) in pages_of_others().values_list("page")]
    for table in TABLES:
        table._base_manager.filter(page__in=others).delete()
    return len(others)
