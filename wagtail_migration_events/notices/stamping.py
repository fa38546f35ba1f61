"""The moment of a change: given after its commit, so that moments come to light in their order.

A harvester asks for what has changed since the last moment that it knows. A change that bears an
earlier moment but is committed later would escape it for ever, and the moment at which a row is
written is always earlier than its commit. So the transaction only leaves ``changed_at`` empty, and
after the commit whatever is empty by then is filled, also what a process that was killed has left.
Who fills waits until nobody else does, so no moment is seen before an earlier one.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import DateTimeField, F, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Now
from django.utils import timezone

from wagtail_migration_events.notices.change import EventChange

#: The least by which moments differ.
LEAST = dt.timedelta(microseconds=1)


def stamp() -> None:
    """Give all changes that are committed and have no moment yet the present one, or one after
    the latest there is: a clock that is put back takes no change out of its order."""
    pending = EventChange.objects.filter(changed_at=None)
    stamped = EventChange.objects.filter(changed_at__isnull=False).order_by("-changed_at")
    if not connection.features.has_select_for_update:
        # Such a database has one writer at a time, on the same machine.
        now = Value(timezone.now(), DateTimeField())
        after = Subquery(stamped.values(after=F("changed_at") + LEAST)[:1])
        pending.update(changed_at=Greatest(now, Coalesce(after, now)))
        return
    latest = Subquery(stamped.values("changed_at")[:1])
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic(savepoint=False):
        _wait_for_others()
        # What somebody is changing once more gets its moment when that is committed.
        free = pending.select_for_update(skip_locked=skip).values_list("key", latest)
        if found := list(free):
            # The clock that all processes share is that of the database.
            moment: Any = Now()
            if found[0][1]:
                moment = Greatest(moment, Value(found[0][1] + LEAST))
            keys = [key for key, _latest in found]
            EventChange.objects.filter(key__in=keys).update(changed_at=moment)


def stamp_what_is_left() -> None:
    """The same, where as a rule there is nothing to be written."""
    if EventChange.objects.filter(changed_at=None).exists():
        stamp()


def _wait_for_others() -> None:
    """Lock a row that exists once and that nothing else locks or refers to."""
    kind = ContentType.objects.get_for_model(EventChange)
    no_key = connection.features.has_select_for_no_key_update
    list(ContentType.objects.select_for_update(no_key=no_key).filter(pk=kind.pk))
