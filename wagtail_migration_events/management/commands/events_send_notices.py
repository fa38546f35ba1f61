"""``events_send_notices``: send the webhooks that are waiting for it."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wagtail_migration_events.notices.sending import send_due


class Command(BaseCommand):
    help = _("Send the change notices that are due, and those that failed before once more.")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = send_due()
        names = ("sent", "failed", "given up", "waiting")
        self.stdout.write(", ".join(f"{counts[name]:,} {name}" for name in names))
        if counts["failed"] or counts["given up"]:
            sys.exit(1)
