"""Putting notices into the outbox, and a first try as soon as the change is committed."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from wagtail_migration_events.notices.delivery import WebhookDelivery
from wagtail_migration_events.notices.targets import targets
from wagtail_migration_events.notices.tasks import can_wait, send_notice


def note_for_targets(keys: Collection[UUID]) -> None:
    """Note, in the transaction of the change, that every target must be told of these events."""
    marks = [target.mark for target in targets()]
    if not marks:
        return
    now, message = timezone.now(), uuid.uuid4()
    fresh = {"message": message, "since": now, "due_at": now, "tries": 0}
    new = [WebhookDelivery(target=mark, key=key, **fresh) for mark in marks for key in keys]
    WebhookDelivery.objects.bulk_create(new, ignore_conflicts=True)
    WebhookDelivery.objects.filter(target__in=marks, key__in=keys).update(**fresh)


def send_soon(keys: Collection[UUID]) -> None:
    """Enqueue a task for each notice of these events.

    A task that runs at once, in the request of whoever publishes, must not keep him waiting for a
    host that did not answer before: ``events_send_notices`` tries it again.
    """
    marks = {target.mark for target in targets()}
    if not marks:
        return
    if not can_wait():
        failing = WebhookDelivery.objects.filter(target__in=marks).exclude(last_error="")
        marks -= set(failing.values_list("target", flat=True).distinct())
    waiting = WebhookDelivery.objects.filter(target__in=marks, key__in=keys).order_by("pk")
    for pk in waiting.values_list("pk", flat=True):
        send_notice.enqueue(pk)
