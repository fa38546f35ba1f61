"""From event pages to the rows of the index: what they should be, and writing what differs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

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
)
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: When an event is over whose date nobody will ever know.
LONG_AGO = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
TABLES: tuple[type[IndexedRow], ...] = (IndexedOccurrence, IndexedCodes)
ROWS_AT_ONCE = 2000

#: Called with event pages before their rows are made, to read for all of them at once what the
#: facets then ask each of them for.
PREPARE_PAGES: list[Any] = [read_groups]


@dataclass
class Difference:
    """How the index of some pages differs from what it should be, for one table."""

    table: type[IndexedRow]
    missing: list[IndexedRow] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus)


def index_pages(pks: Collection[int]) -> bool:
    """Bring the index of these pages up to date; return whether anything was written.

    The pages are read anew, because objects may hold more than was saved. A page that is gone, or
    is no event, is left: its rows went with it.
    """
    pages = read_event_pages(pks)
    with transaction.atomic():
        differences = [each for each in differences_of(pages) if each]
        for difference in differences:
            difference.table._base_manager.filter(pk__in=difference.surplus).delete()
            difference.table._base_manager.bulk_create(difference.missing, batch_size=ROWS_AT_ONCE)
    return bool(differences)


def read_event_pages(pks: Collection[int]) -> list[Any]:
    """Read the specific event pages of these primary keys, with what their rows are made from."""
    related = ("locale", *SOURCE_LOCALES)
    found = base_page_model().objects.filter(pk__in=pks).specific()
    pages = found.select_related(*related, for_specific_subqueries=True)
    return [page for page in pages if hasattr(page, "event_facts")]


def differences_of(pages: Sequence[Any]) -> Iterator[Difference]:
    """Compare the rows of these pages with what they should be, in one query for each table."""
    for prepare in PREPARE_PAGES:
        prepare(pages)
    wanted = defaultdict(list)
    for page in pages:
        for row in rows_of(page):
            wanted[type(row)].append(row)
    for table in TABLES:
        yield _difference(table, [page.pk for page in pages], wanted[table])


def _difference(
    table: type[IndexedRow], pks: Collection[int], wanted: Iterable[IndexedRow]
) -> Difference:
    missing = defaultdict(list)
    for row in wanted:
        missing[row.as_tuple()].append(row)
    surplus = []
    stored = table._base_manager.filter(page__in=pks).values_list("pk", *table.columns())
    for pk, *values in stored.iterator():
        same = missing.get(tuple(values))
        if same:
            same.pop()
        else:
            surplus.append(pk)
    return Difference(table, [row for rows in missing.values() for row in rows], surplus)


def rows_of(page: Any) -> Iterator[IndexedRow]:
    """Yield the rows that the index should have of one event page."""
    yield from _occurrence_rows(page)
    found = [(facet.parameter, each) for facet in all_facets() for each in facet.found_by(page)]
    codes = sorted(filter(None, (written(*each) for each in found)))
    yield IndexedCodes(
        page_id=page.pk,
        codes=" ".join(codes),
        since=min((each.since for _, each in found if each.since), default=None),
        until=min((each.until for _, each in found if each.until), default=None),
    )


def _occurrence_rows(page: Any) -> Iterator[IndexedOccurrence]:
    mirrored = source_of(page)
    occurrences = page.get_occurrences()
    ends = [end for occurrence in occurrences if (end := occurrence.over_at)]
    lost = LONG_AGO if is_date_lost(page) else None
    common = {
        "page_id": page.pk,
        "key": mirrored.translation_key,
        "language": normalise_tag(mirrored.locale.language_code),
        "is_alias": page.alias_of_id is not None,
        "event_ends_at": max(ends, default=lost),
    }
    for occurrence in occurrences:
        yield IndexedOccurrence(**common, **_when(occurrence))


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
