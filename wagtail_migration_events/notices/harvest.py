"""What a harvester asks: which events have changed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from wagtail.models import Site

from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.sites import shown_on
from wagtail_migration_events.notices.stamping import stamp_what_is_left
from wagtail_migration_events.occurrences.rows import IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope


@dataclass(frozen=True, slots=True)
class Change:
    """An event that has changed.

    Attributes:
        key: of the event.
        changed_at: moment of its last change, in UTC, to the microsecond.
        is_gone: whether it was public once, on the Wagtail Site of this scope, and is not seen in
            the scope now; then nothing but its key may be told.
    """

    key: UUID
    changed_at: dt.datetime
    is_gone: bool


def changes(
    since: dt.datetime | None,
    after_key: UUID | None,
    limit: int,
    scope: Scope,
) -> list[Change]:
    """Return the events that have changed, the earliest change first, those of a moment by key.

    Moment and key of the last one are where the next page begins. An event that changes while
    somebody pages through comes again at the end. It takes four queries. What was never shown on
    the scope's Wagtail Site is left out.

    :param since: the first moment; None for all that is known.
    :param after_key: of the events that changed in this moment only those after this key.
    :param limit: how many at most.
    :param scope: in which an event counts as there. Whether it is visible is asked now, so that
        one whose time has run out since is gone at once.
    """
    stamp_what_is_left()
    rows = EventChange.objects.exclude(changed_at=None)
    if scope.paths is not None:
        there_now = IndexedOccurrence._base_manager.filter(scope.condition(few=True))
        site = Site.find_for_request(scope.request) if scope.request else None
        rows = rows.filter(shown_on(site) | Exists(there_now.filter(key=OuterRef("key"))))
    if since is not None:
        rows = rows.filter(changed_at__gte=since)
        if after_key is not None:
            rows = rows.exclude(changed_at=since, key__lte=after_key)
    found = list(rows.order_by("changed_at", "key").values_list("key", "changed_at")[:limit])
    indexed = IndexedOccurrence._base_manager.filter(scope.condition())
    keys = [key for key, _moment in found]
    there = set(indexed.filter(key__in=keys).values_list("key", flat=True).distinct())
    return [Change(key, moment, is_gone=key not in there) for key, moment in found if moment]
