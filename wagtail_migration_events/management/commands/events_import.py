"""``events_import``: make event pages from a file of rows, one JSON object on a line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.outcomes import Became, count_line
from wagtail_migration_events.interchange.pages.places import NoIndexPage, find_event_index
from wagtail_migration_events.interchange.source.reading import Line, read_lines
from wagtail_migration_events.interchange.whole_copy.restoring import NotACopy, read_copy
from wagtail_migration_events.management.progress import bar


class Command(BaseCommand):
    help = _("Import events from a file in JSON Lines; a second run changes nothing.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help=_("a file with one JSON object on each line"))
        parser.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
        )
        parser.add_argument(
            "--index",
            default="",
            help=_("path, slug or number of the event index page, in the default language"),
        )
        parser.add_argument(
            "--source", default="", help=_("name of the source; by default the host of each row")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if path.is_dir():
            self.bring_back(path)
            return
        if len(options["source"]) > 255:
            raise CommandError(_("The name of the source has more than 255 characters."))
        self.check_readable(path)
        try:
            index = find_event_index(options["index"].strip())
        except NoIndexPage as error:
            raise CommandError(str(error)) from None
        run = EventImport(index, source=options["source"].strip(), dry_run=options["dry_run"])
        for line in self.with_bar(read_lines(path), path):
            self.report(run.take(line).messages())
        for outcome in run.finish():
            self.report(outcome.messages())
        if not run.counts.total():
            raise CommandError(_("“%(file)s” is empty.") % {"file": path})
        self.stdout.write(count_line(run.counts))
        if run.counts[Became.REFUSED]:
            sys.exit(1)

    def bring_back(self, folder: Path) -> None:
        """Bring back what ``events_export`` has written."""
        counts: Counter[Became] = Counter()
        try:
            for outcome in read_copy(folder):
                counts[outcome.became] += 1
                self.report(outcome.messages())
        except NotACopy as error:
            raise CommandError(str(error)) from None
        self.stdout.write(count_line(counts))
        if counts[Became.REFUSED]:
            sys.exit(1)

    def check_readable(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                file.read(1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            message = _("“%(file)s” cannot be read: %(error)s.")
            raise CommandError(message % {"file": path, "error": reason}) from None

    def report(self, messages: Iterable[str]) -> None:
        for message in messages:
            self.stdout.write(message)

    def with_bar(self, lines: Iterator[Line], path: Path) -> Iterator[Line]:
        """Pass lines on, and on a terminal draw how much of the file has been read."""
        if not self.stderr.isatty():
            yield from lines
            return
        size = path.stat().st_size or 1
        for line in lines:
            yield line
            self.stderr.write(bar(line.position / size), ending="")
        self.stderr.write("")
