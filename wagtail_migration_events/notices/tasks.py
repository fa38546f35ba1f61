"""Sending a notice after the request."""

from __future__ import annotations

import datetime as dt

from django_tasks import task

from wagtail_migration_events.notices.delivery import WebhookDelivery
from wagtail_migration_events.notices.sending import attempt


@task()
def send_notice(pk: int) -> None:
    """Try to send one notice; where tasks can wait, a failed one is tried again later.

    :param pk: of its row in the outbox.
    """
    if attempt(pk) or not can_wait():
        return
    due_at = WebhookDelivery.objects.filter(pk=pk).values_list("due_at", flat=True).first()
    if due_at is not None:
        # A task that comes too early does nothing.
        send_notice.using(run_after=due_at + dt.timedelta(seconds=1)).enqueue(pk)


def can_wait() -> bool:
    """Whether the backend of the site can run a task at a later moment."""
    return send_notice.get_backend().supports_defer
