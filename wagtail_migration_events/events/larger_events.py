"""The larger events that an event belongs to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.resolution import GroupPage, resolve_groups

_KNOWN = "_events_umbrellas"


def umbrellas_of(event: Any, language: str, request: HttpRequest | None = None) -> list[GroupPage]:
    """Return the events that this one is part of, in the order in which it names them.

    Those that this visitor may not see are left out. A request reads them once.

    :param language: BCP 47 tag of the reader's language.
    """
    keys = [str(key) for key in getattr(event, "part_of", None) or []]
    if not keys:
        return []
    known: dict[Any, dict[str, GroupPage]] = getattr(request, _KNOWN, {})
    asked = (language, *keys)
    if asked not in known:
        known = known | {asked: resolve_groups(keys, EventPageMixin, language, request)}
        if request is not None:
            setattr(request, _KNOWN, known)
    found = known[asked]
    return [found[key] for key in keys if key in found]
