"""``events_rebuild_occurrences``: make the occurrence index anew, while the site is in use."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wagtail_migration_events.management.progress import bar
from wagtail_migration_events.management.schema import require_schema
from wagtail_migration_events.notices.recording import record, record_all
from wagtail_migration_events.notices.shown import keys_of_pages
from wagtail_migration_events.occurrences.rebuilding import Step, event_pages, rebuild
from wagtail_migration_events.runs.time_left import minutes_left
from wagtail_migration_events.text_checks import one_line


class Command(BaseCommand):
    help = _("Bring the index that lists of events are made from in line with the event pages.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="PAGE",
            help=_("only pages with a higher number, to go on where a run broke off"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_schema()
        self.started = time.monotonic()
        self.total = event_pages(options["after"]).count()
        self.looked_at = self.mended = self.refused = 0
        for step in self.shown(rebuild(options["after"])):
            # Rows that were dropped, or got their numbers before others, do not count as new.
            record(keys_of_pages(step.written), written=step.written, quietly=True)
            for pk, error in step.refused.items():
                words = {"page": pk, "text": one_line(f"{type(error).__name__}: {error}", 300)}
                self.stdout.write(_("page %(page)s: refused: %(text)s") % words)
        record_all()  # a run that broke off has told of nothing
        self.stdout.write(self.count_line())
        if self.refused:
            sys.exit(1)

    def shown(self, steps: Iterator[Step]) -> Iterator[Step]:
        """Pass steps on, and say after each how far it is."""
        on_terminal = self.stdout.isatty()
        for step in steps:
            self.looked_at += step.pages
            self.mended += step.mended
            self.refused += len(step.refused)
            yield step
            if on_terminal:
                part = self.looked_at / (self.total or 1)
                self.stdout.write(f"{bar(part)}  {self.so_far(step)}  ", ending="")
                self.stdout.flush()
            elif step.pages:
                self.stdout.write(self.so_far(step))
        if on_terminal and self.looked_at:
            self.stdout.write("")

    def so_far(self, step: Step) -> str:
        words = {
            "number": f"{self.looked_at:,}",
            "total": f"{self.total:,}",
            "last": step.last,
            "left": minutes_left(
                time.monotonic() - self.started, self.looked_at / (self.total or 1)
            ),
        }
        return _("%(number)s of %(total)s, up to page %(last)s, %(left)s left") % words

    def count_line(self) -> str:
        """Return the last line, the same in every language because scripts read it."""
        refused = f", {self.refused:,} refused" if self.refused else ""
        return f"{self.looked_at:,} pages looked at, {self.mended:,} mended{refused}"
