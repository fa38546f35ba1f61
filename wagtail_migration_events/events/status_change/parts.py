"""The parts of an umbrella event, which may share its fate."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from wagtail_migration_events.events.display.dates import event_state
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.status_change.change import (
    StatusAction,
    StatusChange,
    known_precision,
)
from wagtail_migration_events.events.status_change.listed_dates import start_that_moves
from wagtail_migration_events.events.status_change.new_values import Shift, shift_of
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.umbrella import parts_of
from wagtail_migration_events.groups.page_model import page_models_with


def parts_to_change(umbrella: Any) -> list[Any]:
    """Return the parts of an event that are not over yet: of each its source of facts, by date.

    :param umbrella: any page of the group.
    """
    return [part for part in sources_of_parts(umbrella) if event_state(part) != "past"]


def sources_of_parts(umbrella: Any) -> list[Any]:
    """Return the parts of an event, over or not: of each its source of facts, by date."""
    origins = EventGroup.objects.filter(adopted=True, origin__isnull=False).values("origin")
    found: list[Any] = []
    for model in page_models_with(EventPageMixin):
        pages = model.objects.exact_type(model).filter(pk__in=origins)
        found += parts_of(pages, umbrella.translation_key)
    return sorted(found, key=_place)


def _place(part: Any) -> tuple[bool, float, int]:
    start = part.starts_at
    return (start is None, start.timestamp() if start else 0.0, part.pk)


def change_for_part(change: StatusChange, umbrella: Any, part: Any) -> StatusChange | None:
    """Return what an umbrella's change means for a part.

    A part moves as far as the umbrella does, and has a live stream of its own. One whose facts are
    edited in another language gets no reason: it would stand there as if in that language.

    :return: None if the umbrella moves and it is not known how far, or the part has no date.
    """
    reason = change.reason if part.locale_id == umbrella.locale_id else ""
    if change.action == StatusAction.MOVE_ONLINE:
        return StatusChange(change.action, reason, drop_venue=change.drop_venue)
    if change.starts_at is None:
        return replace(change, reason=reason)
    shift, start = shift_of(umbrella, change), start_that_moves(part)
    if shift is None or start is None:
        return None
    precision = known_precision(part)
    whole_days = precision != DatePrecision.TIME
    distance = dt.timedelta(days=shift.days) if whole_days else shift.distance
    own = Shift(distance, part.timezone or "", whole_days, shift.days)
    starts_at = own.applied(start)
    return StatusChange(change.action, reason, starts_at, date_precision=precision)
