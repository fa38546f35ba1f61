"""``events_send_reminders``: bring requests up to date, and send what is to be told of them."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_migration_events.translation.requests.deadlines import today_on_site
from wagtail_migration_events.translation.requests.following import settle
from wagtail_migration_events.translation.telling.mail.sending import send_due, unsent
from wagtail_migration_events.translation.telling.reminding import (
    forget_old,
    groups_with_requests,
    note_days,
)

logger = logging.getLogger(__name__)
_NAMES = ("noted", "sent", "failed", "dropped", "given up", "forgotten")


class Command(BaseCommand):
    help = _("Remind of translations that are due, and send the notices that are waiting.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help=_("Send and write nothing, only count what is new and what is waiting."),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry = options["dry_run"]
        counts: Counter[str] = Counter()
        with transaction.atomic() if is_dry else nullcontext():
            counts["failed"] += _settle()
            before = unsent().count()
            note_days(today_on_site())
            counts["noted"] = unsent().count() - before
            counts["forgotten"], counts["given up"] = forget_old(timezone.now())
            if is_dry:
                counts["waiting"] = unsent().count()
                transaction.set_rollback(True)
        if not is_dry:
            counts.update(send_due())
        names = ("noted", "waiting") if is_dry else _NAMES
        self.stdout.write(", ".join(f"{counts[name]:,} {name}" for name in names))
        if counts["given up"] and not is_dry:
            logger.error("%s notices of translations were given up.", counts["given up"])
        if counts["failed"] or counts["given up"]:
            sys.exit(1)


def _settle() -> int:
    """Make up for what a process that was killed has left undone; return how often it failed."""
    failed = 0
    for keys in groups_with_requests():
        try:
            settle(keys)
        except Exception:
            logger.exception("Requests for translations could not be brought up to date.")
            failed += 1
    return failed
