"""Noting that the public sees something else of an event, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db import transaction

from wagtail_migration_events.notices.change import EventChange, Shown
from wagtail_migration_events.notices.outbox import note_for_targets
from wagtail_migration_events.notices.shown import keys_of_pages, shown_of
from wagtail_migration_events.notices.sites import Sites
from wagtail_migration_events.notices.stamping import stamp
from wagtail_migration_events.notices.telling import tell
from wagtail_migration_events.occurrences.rebuilding import batches

EVENTS_AT_ONCE = 500


def record(keys: Iterable[UUID], written: Collection[int] = (), *, quietly: bool = False) -> int:
    """Compare what the public sees of these events with what it saw, and note what differs.

    :param written: primary keys of pages of which more may differ than where they are and whether
        they are seen.
    :param quietly: tell nobody; only harvesters find the change when they ask.
    :return: of how many events something differs.
    """
    number = 0
    for some in _chunks(sorted(keys)):
        with transaction.atomic(savepoint=False):
            changed = _record(some, {str(page) for page in written}, quietly)
            number += len(changed)
            if changed and not quietly:
                note_for_targets(changed)
                _tell_afterwards(changed)
            elif changed:
                transaction.on_commit(stamp, robust=True)
    return number


def record_all() -> int:
    """Note for all events what differs, as after a bulk import past the pages' ``save()``.

    :return: of how many events something differed.
    """
    number = sum(record(keys_of_pages(pages), quietly=True) for pages in batches())
    known = EventChange.objects.order_by("key").values_list("key", flat=True)
    some = list(known[:EVENTS_AT_ONCE])
    while some:
        number += record(some, quietly=True)
        some = list(known.filter(key__gt=some[-1])[:EVENTS_AT_ONCE])
    return number


def _record(keys: list[UUID], written: set[str], quietly: bool) -> list[UUID]:
    locked = EventChange.objects.select_for_update().filter(key__in=keys).order_by("key")
    known = {row.key: row for row in locked}
    shown = shown_of(keys)  # after the locking: what others have changed meanwhile counts
    sites = Sites()
    new = [
        _row(EventChange(key=key), shown[key], sites, quietly) for key in shown if key not in known
    ]
    changed = [
        _row(row, shown.get(key, {}), sites, quietly)
        for key, row in known.items()
        if row.shown != shown.get(key, {}) or written & row.shown.keys()
    ]
    if new:
        EventChange.objects.bulk_create(new, ignore_conflicts=True)
    if changed:
        EventChange.objects.bulk_update(changed, ["shown", "told", "untold", "changed_at", "sites"])
    return [row.key for row in (*new, *changed)]


def _tell_afterwards(keys: list[UUID]) -> None:
    def tell_of_them() -> None:  # Django wants the name of what has failed; a partial has none
        tell(keys)

    transaction.on_commit(tell_of_them, robust=True)


def _row(row: EventChange, shown: Shown, sites: Sites, quietly: bool) -> EventChange:
    # The Sites of what was shown before may be younger than that row.
    sites.note(row, row.shown, shown)
    row.shown, row.changed_at = shown, None
    if quietly:
        row.told = row.told if row.untold else shown
    else:
        row.untold = True
    return row


def _chunks(keys: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(keys), EVENTS_AT_ONCE):
        yield keys[start : start + EVENTS_AT_ONCE]
