"""Sending what is in the outbox, at least once.

A try first sets the moment of the next one, and then sends: a process that is killed in between
leaves a notice that comes again.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections import Counter

from django.db.models import F
from django.utils import timezone

from wagtail_migration_events import __version__
from wagtail_migration_events.notices.delivery import WebhookDelivery
from wagtail_migration_events.notices.message import body_of, signed_headers
from wagtail_migration_events.notices.targets import Target, targets
from wagtail_migration_events.outgoing.fetching import FetchError, fetch
from wagtail_migration_events.outgoing.public_addresses import AddressRefusedError

logger = logging.getLogger(__name__)

#: How long it takes from one try to the next; the last one is repeated.
WAITS = tuple(dt.timedelta(minutes=number) for number in (1, 5, 30, 2 * 60, 6 * 60))
GIVEN_UP_AFTER = dt.timedelta(days=7)


def send_due() -> Counter[str]:
    """Try everything that is due; a target that fails is not tried again in this run.

    :return: how many notices were ``sent``, how many ``failed``, were ``given up`` because they
        are too old or their target is none any more, and are ``waiting``.
    """
    counts = Counter({"given up": _give_up()})
    failing: set[str] = set()
    due = WebhookDelivery.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
    for pk, mark in list(due.values_list("pk", "target")):
        if mark in failing:
            continue
        if attempt(pk):
            counts["sent"] += 1
        else:
            counts["failed"] += 1
            failing.add(mark)
    counts["waiting"] = WebhookDelivery.objects.count()
    return counts


def attempt(pk: int) -> bool:
    """Try to send one notice, if it is due.

    :return: False if it failed, and will be due again.
    """
    now = timezone.now()
    row = WebhookDelivery.objects.filter(pk=pk, due_at__lte=now).first()
    if row is None:
        return True  # sent, or being sent by another process
    target = next((each for each in targets() if each.mark == row.target), None)
    if target is None:
        return True  # left to ``send_due``: another process may have newer settings
    same = WebhookDelivery.objects.filter(pk=pk, message=row.message)
    due_at = now + WAITS[min(row.tries, len(WAITS) - 1)]
    if not same.filter(tries=row.tries).update(tries=F("tries") + 1, due_at=due_at):
        return True
    if error := _error_of_sending(row, target):
        WebhookDelivery.objects.filter(pk=pk).update(last_error=error[:200])
        logger.warning(
            "Notice %s to %s failed, try %s: %s", row.identifier, target, row.tries + 1, error
        )
        return False
    same.delete()
    logger.info("Notice %s to %s was taken.", row.identifier, target)
    return True


def _error_of_sending(row: WebhookDelivery, target: Target) -> str:
    """Send a notice and return what went wrong, without address or secret; "" for nothing."""
    body = body_of(row.key, row.since)
    headers = {
        "content-type": "application/json",
        "user-agent": f"wagtail-migration-events/{__version__}",
        **signed_headers(target.secret, row.identifier, int(time.time()), body),
    }
    private = target.allow_private
    try:
        answer = fetch(target.url, method="POST", headers=headers, body=body, allow_private=private)
    except (FetchError, AddressRefusedError) as error:
        return str(error)
    return "" if answer.is_success else f"The answer is {answer.status}."


def _give_up() -> int:
    old = WebhookDelivery.objects.filter(since__lt=timezone.now() - GIVEN_UP_AFTER)
    others = WebhookDelivery.objects.exclude(target__in=[target.mark for target in targets()])
    number = 0
    for row in (old | others).distinct():
        logger.error("Notice %s was given up: %s", row.identifier, row.last_error or "no target")
        number += WebhookDelivery.objects.filter(pk=row.pk, message=row.message).delete()[0]
    return number
