"""``events_export``: everything about events in a folder, or what readers see in one file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.own_tables.writing import (
    FORMATS,
    write_calendars,
    write_table,
)
from wagtail_migration_events.interchange.whole_copy.writing import write_copy

#: Endings of files that people ask for, and that are none of those that are written.
OTHER_FILES = frozenset({".json", ".jsonl", ".ndjson", ".ods", ".tsv", ".xls", ".xml", ".zip"})


class Command(BaseCommand):
    help = _(
        "Write all events, organizers, terms and files into a folder that events_import can "
        "bring back on another site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            help=_(
                "a folder; an older copy in it is replaced. Or a file that ends in .csv, .xlsx or "
                ".ics: then only what readers see is written, in all languages"
            ),
        )

    def write_file(self, path: Path) -> None:
        write = write_calendars if path.suffix.lower() == ".ics" else write_table
        try:
            number = write(path)
        except OSError as error:
            message = _("“%(file)s” cannot be written: %(error)s.")
            params = {"file": path, "error": error.strerror or error}
            raise CommandError(message % params) from None
        self.stdout.write(f"{number:,} event pages")

    def check_folder(self, folder: Path) -> None:
        if folder.is_file():
            message = _(
                "“%(folder)s” is a file, not a folder. Name a folder, or a file that ends in "
                ".csv, .xlsx or .ics."
            )
            raise CommandError(message % {"folder": folder})
        if folder.suffix.lower() in OTHER_FILES and not folder.is_dir():
            message = _(
                "“%(folder)s” is called like a file. Name a folder: into it go events.jsonl and "
                "the images and documents. Or a file that ends in .csv, .xlsx or .ics."
            )
            raise CommandError(message % {"folder": folder})

    def handle(self, *args: Any, **options: Any) -> None:
        folder, counts = Path(options["folder"]), Counter[str]()
        if folder.suffix.lower() in FORMATS and not folder.is_dir():
            self.write_file(folder)
            return
        self.check_folder(folder)
        try:
            for counts in write_copy(folder):
                if self.stderr.isatty():
                    self.stderr.write(f"\r{counts.total():,} ", ending="")
                    self.stderr.flush()
        except OSError as error:
            reason = error.strerror or error
            message = _("“%(folder)s” cannot be written: %(reason)s.")
            raise CommandError(message % {"folder": folder, "reason": reason}) from None
        words = ", ".join(
            f"{counts[name]:,} {name}"
            for name in ("terms", "files", "organizers", "event pages", "files lost")
            if counts[name] or name == "event pages"
        )
        self.stdout.write(words)
        if counts["files lost"]:
            sys.exit(1)
