"""The moment of a change: given after its commit, so that moments come to light in their order.

A harvester asks for what has changed since the last moment that it knows. A change that bears an
earlier moment but is committed later would escape it for ever, and the moment at which a row is
written is always earlier than its commit. So the transaction only leaves ``changed_at`` empty, and
one statement after the commit fills whatever is empty by then, also what a process that was killed
has left. Such a statement waits for another one that is filling the same rows, so no row with a
later moment is seen before those with earlier ones.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from wagtail_migration_events.notices.change import EventChange


def stamp() -> None:
    """Give all changes that are committed and have no moment yet the present one."""
    EventChange.objects.filter(changed_at=None).update(changed_at=_now())


def stamp_what_is_left() -> None:
    """The same, where as a rule there is nothing to be written."""
    if EventChange.objects.filter(changed_at=None).exists():
        stamp()


def _now() -> Any:
    """Return the clock that all processes share: that of the database, if it is a server."""
    return timezone.now() if connection.vendor == "sqlite" else Now()
