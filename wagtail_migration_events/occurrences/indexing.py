"""From event pages to the rows of the index: what they should be, and writing what differs."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.dispatch import Signal

from wagtail_migration_events.events.facts.when import is_date_lost
from wagtail_migration_events.events.group import read_groups
from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import SOURCE_LOCALES, source_of
from wagtail_migration_events.occurrences.codes import written
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.rows import (
    IndexedCodes,
    IndexedOccurrence,
    IndexedRow,
    Row,
)
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: When an event is over whose date nobody will ever know.
LONG_AGO = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
TABLES: tuple[type[IndexedRow], ...] = (IndexedOccurrence, IndexedCodes)
ROWS_AT_ONCE = 2000

#: Sent inside the transaction when pages show other events than before, as an alias that was made a
#: page of its own. Arguments: ``sender`` (``IndexedOccurrence``), ``keys`` (of the events that they
#: showed, a set).
events_left = Signal()

#: Called with event pages before their rows are made, to read for all of them at once what the
#: facets then ask each of them for.
PREPARE_PAGES: list[Any] = [read_groups]


@dataclass
class Difference:
    """How the index of some pages differs from what it should be, for one table.

    Attributes:
        missing: rows to be written, as tuples in the order of the table's columns.
        surplus: rows to be deleted, by primary key, as tuples too.
        pages: primary keys of the pages whose rows they are.
    """

    table: type[IndexedRow]
    missing: list[Row] = field(default_factory=list)
    surplus: dict[int, Row] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)


def index_pages(pks: Collection[int]) -> set[int]:
    """Bring the index of these pages up to date; return those of them for which it was not.

    The pages are read anew, because objects may hold more than was saved. A page that is gone, or
    is no event, is left: its rows went with it.
    """
    pages = read_event_pages(pks)
    mended: set[int] = set()
    with transaction.atomic(savepoint=False):
        for difference in differences_of(pages):
            table, mended = difference.table, mended | difference.pages
            if difference.surplus:
                surplus = table._base_manager.filter(pk__in=difference.surplus)
                # Wagtail listens to every deletion, so `delete()` would read the rows first, to
                # which nothing refers.
                surplus._raw_delete(surplus.db)
            if difference.missing:
                rows = [table.from_tuple(row) for row in difference.missing]
                table._base_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
            if table is IndexedOccurrence and (keys := _left(difference)):
                events_left.send(sender=table, keys=keys)
    return mended


def _left(difference: Difference) -> set[Any]:
    """Return the events that pages showed and show no more."""
    place = difference.table.columns().index("key")
    before = {(row[0], row[place]) for row in difference.surplus.values()}
    now = {row[0]: row[place] for row in difference.missing}
    return {key for page, key in before if now.get(page, key) != key}


def read_event_pages(pks: Collection[int]) -> list[Any]:
    """Read the specific event pages of these primary keys, with what their rows are made from."""
    found = base_page_model().objects.filter(pk__in=pks).specific()
    pages = [page for page in found if hasattr(page, "event_facts")]
    prefetch_related_objects(pages, "locale")
    # Few pages are aliases: joining their sources made the reading of all others a third slower.
    prefetch_related_objects([page for page in pages if page.alias_of_id], *SOURCE_LOCALES)
    return pages


def differences_of(pages: Sequence[Any]) -> Iterator[Difference]:
    """Compare the rows of these pages with what they should be, in one query for each table."""
    for prepare in PREPARE_PAGES:
        prepare(pages)
    wanted = defaultdict(list)
    for page in pages:
        for table, row in rows_of(page):
            wanted[table].append(row)
    for table in TABLES:
        yield _difference(table, [page.pk for page in pages], wanted[table])


def _difference(table: type[IndexedRow], pks: Collection[int], wanted: Iterable[Row]) -> Difference:
    missing = Counter(wanted)
    surplus, pages = {}, set()
    stored = table._base_manager.filter(page__in=pks).values_list("pk", *table.columns())
    for pk, *values in stored.iterator():
        row = tuple(values)
        if missing[row] > 0:
            missing[row] -= 1
        else:
            surplus[pk] = row
            pages.add(row[0])
    rows = list(missing.elements())
    return Difference(table, rows, surplus, pages | {row[0] for row in rows})


def rows_of(page: Any) -> Iterator[tuple[type[IndexedRow], Row]]:
    """Yield the rows that the index should have of one event page, each with its table."""
    for values in _occurrences(page):
        yield IndexedOccurrence, IndexedOccurrence.in_order(values)
    yield IndexedCodes, IndexedCodes.in_order(_codes(page))


def _codes(page: Any) -> dict[str, Any]:
    found = [(facet.parameter, each) for facet in all_facets() for each in facet.found_by(page)]
    codes = sorted(filter(None, (written(*each) for each in found)))
    return {
        "page_id": page.pk,
        "codes": " ".join(codes),
        "since": min((each.since for _, each in found if each.since), default=None),
        "until": min((each.until for _, each in found if each.until), default=None),
        "expires_at": page.expire_at,
    }


def _occurrences(page: Any) -> Iterator[dict[str, Any]]:
    mirrored = source_of(page)
    occurrences = [_when(each) for each in page.get_occurrences()]
    ends = [each["ends_at"] for each in occurrences if each["ends_at"]]
    lost = LONG_AGO if is_date_lost(page) else None
    common = {
        "page_id": page.pk,
        "key": mirrored.translation_key,
        "language": normalise_tag(mirrored.locale.language_code),
        "is_alias": page.alias_of_id is not None,
        "event_ends_at": max(ends, default=lost),
    }
    for each in occurrences:
        yield common | each


def _when(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "occurrence": occurrence.key[:64],
        "starts_at": occurrence.begins_at,
        "ends_at": occurrence.over_at,
        "first_day": occurrence.first_day(),
        "last_day": occurrence.last_day(),
        "precision": str(occurrence.precision),
        "status": str(occurrence.status),
    }
