"""After the commit: the moment of the change, the signal, and the first try of each webhook."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from django.db import transaction

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.notices.change import EventChange, Shown
from wagtail_migration_events.notices.outbox import send_soon
from wagtail_migration_events.notices.signals import event_changed
from wagtail_migration_events.notices.stamping import stamp

#: Called with the keys of the events that the public sees otherwise, when all have been told.
AFTERWARDS: list[Callable[[Collection[UUID]], None]] = []


def tell(keys: Collection[UUID]) -> None:
    """Tell of the events among these that nobody has been told of yet.

    What was noted several times in a transaction is told once.
    """
    stamp()
    news = _taken(keys)
    gone = [key for key, _before, now in news if not now]
    left = base_page_model().objects.filter(translation_key__in=gone)
    still_there = set(left.values_list("translation_key", flat=True)) if gone else set()
    for key, before, now in news:
        if before or now:
            event_changed.send_robust(
                sender=EventChange,
                key=key,
                what=_what(before, now, key in still_there),
                pages=sorted(int(page) for page in now),
                languages=sorted(_languages(now)),
                languages_gone=sorted(_languages(before) - _languages(now)),
            )
    if news:
        keys = [key for key, _before, _now in news]
        send_soon(keys)
        for note in AFTERWARDS:
            note(keys)


def _taken(keys: Collection[UUID]) -> list[tuple[UUID, Shown, Shown]]:
    """Return what was told before and what is shown now, and count it as told."""
    with transaction.atomic(savepoint=False):
        locked = EventChange.objects.select_for_update().filter(key__in=keys, untold=True)
        rows = list(locked.order_by("key"))
        news = [(row.key, row.told, row.shown) for row in rows]
        for row in rows:
            row.told, row.untold = row.shown, False
        if rows:
            EventChange.objects.bulk_update(rows, ["told", "untold"])
    return news


def _what(before: Shown, now: Shown, is_still_there: bool) -> str:
    if now:
        return "changed" if before else "published"
    return "unpublished" if is_still_there else "deleted"


def _languages(shown: Shown) -> set[str]:
    return {language for language, _path in shown.values()}
