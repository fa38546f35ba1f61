"""Which events have changed between two states of what the public sees."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any
from uuid import UUID

from wagtail_migration_events.groups.serving.http_caching import PublicState
from wagtail_migration_events.groups.serving.last_changes import EVENT_CHANGE, STAMPS
from wagtail_migration_events.occurrences.moments import moments
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence

#: Of more it takes less time to read everything.
MOST_CHANGED = 200

_OCCURRENCES, _CODES = (f"{table.__name__}_rows" for table in (IndexedOccurrence, IndexedCodes))
#: What may differ when somebody has saved or published pages, and nothing else has happened, beside
#: the moments at which events change by themselves.
_OF_PAGES = {"page_log", "page_log_recent", EVENT_CHANGE, _OCCURRENCES, _CODES}


def events_changed(before: PublicState, after: PublicState) -> Set[UUID] | None:
    """Return the keys of the events of which anything that the index knows or the public sees has
    changed, in one query.

    Every such change has its row, which bears a moment that is later than all before it; but for a
    rebuild of the index, which leaves new rows there.

    :return: None if that cannot be told: where anything else has changed than pages, a moment has
        passed at which events begin or end, or too many have changed.
    """
    differing = _differing(before, after)
    if not differing <= _OF_PAGES | moments().keys() or EVENT_CHANGE not in STAMPS:
        return None
    if _has_passed(before, after) or _went_back(before, after):
        return None
    if differing.isdisjoint({EVENT_CHANGE, _OCCURRENCES, _CODES}):
        return None if differing & moments().keys() else frozenset()
    found = frozenset(_changed_since(before))
    return found if len(found) <= MOST_CHANGED else None


def _differing(before: PublicState, after: PublicState) -> set[str]:
    pairs: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
        (before.marks, after.marks), (before.times, after.times), (before.nexts, after.nexts)
    )  # fmt: skip
    return {
        name
        for then, now in pairs
        for name in then.keys() | now.keys()
        if then.get(name) != now.get(name)
    }


def _has_passed(before: PublicState, after: PublicState) -> bool:
    """Whether an event has changed by itself. If not, other moments are those of other events."""
    return any(moment and moment <= after.seen_at for moment in before.nexts.values())


def _went_back(before: PublicState, after: PublicState) -> bool:
    """Whether somebody has deleted rows of what is logged, or one who began earlier came later."""
    numbers = before.marks["page_log"] or 0, after.marks["page_log"] or 0
    then, now = before.times[EVENT_CHANGE], after.times[EVENT_CHANGE]
    return numbers[0] > numbers[1] or bool(then and (now is None or then > now))


def _changed_since(before: PublicState) -> Any:
    table, column = STAMPS[EVENT_CHANGE]
    stamped = before.times[EVENT_CHANGE]
    since = {f"{column}__gt": stamped} if stamped else {f"{column}__isnull": False}
    changed = table.objects.filter(**since).order_by().values_list("pk", flat=True)
    rows = IndexedOccurrence.objects.values_list("key", flat=True)
    dated = rows.filter(pk__gt=before.marks[_OCCURRENCES] or 0)
    coded = IndexedCodes.objects.filter(pk__gt=before.marks[_CODES] or 0).values("page")
    return changed.union(dated, rows.filter(page__in=coded))[: MOST_CHANGED + 1]
