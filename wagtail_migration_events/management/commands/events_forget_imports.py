"""``events_forget_imports``: delete what sources said, after a time."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.forgetting import forget_rows, forget_words
from wagtail_migration_events.interchange.uploaded.upload import delete_left

DAYS = 365
MOST_DAYS = 36_500


class Command(BaseCommand):
    help = _("Delete what sources said of events that were imported long ago.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=DAYS,
            help=_("how long ago a row must have been imported; 365 by default"),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 <= options["days"] <= MOST_DAYS:
            message = _("The number of days is between 0 and %(most)d.")
            raise CommandError(message % {"most": MOST_DAYS})
        before, dry_run = timezone.now() - dt.timedelta(days=options["days"]), options["dry_run"]
        rows = forget_rows(before, dry_run=dry_run)
        words = forget_words(before, dry_run=dry_run)
        files = 0 if dry_run else delete_left()
        self.stdout.write(f"{rows} rows, {words} reports, {files} files forgotten")
