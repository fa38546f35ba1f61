"""``events_import``: make event pages from a file, a folder or an address."""

from __future__ import annotations

import contextlib
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_migration_events.interchange.decisions.decided import Decisions
from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.mapping.plan import read_plan
from wagtail_migration_events.interchange.mapping.suggesting import draft_of
from wagtail_migration_events.interchange.outcomes import LONGEST_MESSAGE, Became, count_line
from wagtail_migration_events.interchange.pages.places import NoIndexPage, find_event_index
from wagtail_migration_events.interchange.readers.addresses import fetched, is_address
from wagtail_migration_events.interchange.readers.formats import columns_of, read
from wagtail_migration_events.interchange.recorded.log import RunLog, run_arguments
from wagtail_migration_events.interchange.run.one_at_a_time import AnotherRun, only_run
from wagtail_migration_events.interchange.run.plan_file import PlanFile, read_plan_file
from wagtail_migration_events.interchange.run.staleness import PlannedRows
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    SourceRecord,
    UnreadableFile,
)
from wagtail_migration_events.interchange.whole_copy.form import LINES
from wagtail_migration_events.interchange.whole_copy.restoring import NotACopy, read_copy
from wagtail_migration_events.management.import_arguments import add_import_arguments
from wagtail_migration_events.management.import_undoing import undo_import
from wagtail_migration_events.management.progress import bar
from wagtail_migration_events.runs.time_left import minutes_left
from wagtail_migration_events.text_checks import one_line


class Command(BaseCommand):
    help = _("Import events from a file, a folder or an address; a second run changes nothing.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_import_arguments(parser)

    log: RunLog | None = None

    def handle(self, *args: Any, **options: Any) -> None:
        if options["undo_run"] is not None:
            undo_import(self, options["undo_run"], options)
            return
        if not options["file"]:
            raise CommandError(_("Name the file that is to be imported."))
        if len(options["source"]) > 255:
            raise CommandError(
                _("The name of the source has more than 255 characters. Shorten it.")
            )
        try:
            if self.is_copy(options):
                with only_run():
                    self.bring_back(Path(options["file"]))
                return
            self.check_plan(options)
            with self.opened(options["file"]) as path:
                if options["suggest_mapping"]:
                    self.suggest(path, options)
                    return
                with contextlib.nullcontext() if options["dry_run"] else only_run():
                    self.import_file(path, options)
        except AnotherRun as error:
            raise CommandError(str(error)) from None
        except UnreadableFile as error:
            self.close_log(str(error))
            text = one_line(f"“{options['file']}”: {error}", LONGEST_MESSAGE)
            raise CommandError(text) from None
        except (OSError, ValueError) as error:
            if isinstance(error, NoIndexPage):
                raise CommandError(str(error)) from None
            reason = getattr(error, "strerror", None) or error
            self.close_log(str(reason))
            message = _("“%(file)s” cannot be read: %(error)s.")
            raise CommandError(message % {"file": options["file"], "error": reason}) from None

    def check_plan(self, options: dict[str, Any]) -> None:
        plan = options["plan"]
        if plan and Path(plan).resolve() == Path(options["file"]).resolve():
            raise CommandError(
                _(
                    "The plan cannot be written over the file that is imported. Give it "
                    "another name."
                )
            )

    def plan_to_obey(self, options: dict[str, Any]) -> PlannedRows | None:
        if not options["plan"] or options["dry_run"]:
            return None
        try:
            return read_plan_file(Path(options["plan"]))
        except UnreadableFile as error:  # it is not the file that is imported
            raise CommandError(str(error)) from None

    def suggest(self, path: Path, options: dict[str, Any]) -> None:
        names, example = columns_of(path, options["format"])
        language = Locale.get_default().language_code
        self.stdout.write(draft_of(names, example, language), ending="")

    def import_file(self, path: Path, options: dict[str, Any]) -> None:
        reading = self.reading_options(options)
        index = find_event_index(options["index"].strip())
        decisions = Decisions(Path(options["decisions"])) if options["decisions"] else None
        run = EventImport(
            index,
            source=options["source"].strip(),
            dry_run=options["dry_run"],
            without=options["without_rule"],
            decisions=decisions,
            publish_organizers=options["publish_organizers"],
            fetch_files=options["fetch_files"],
            plan=self.plan_to_obey(options),
        )
        plan = PlanFile()
        if not options["dry_run"]:
            self.log = RunLog(run_arguments(options["file"], options["source"], index))
        shows_repairs = options["dry_run"] or options["verbosity"] > 1
        records = self.with_bar(read(path, options["format"], reading), path)
        for record, outcome in run.take_all(
            records, partial(self.log.take, run) if self.log else None
        ):
            self.report(outcome.messages(with_repairs=shows_repairs))
            if options["plan"]:
                plan.note(record, outcome)
        self.finish(run, plan, options)

    def finish(self, run: EventImport, plan: PlanFile, options: dict[str, Any]) -> None:
        """Do what is left after the last row, and say what has become of them all."""
        later = list(run.finish())
        for outcome in later:
            self.report(outcome.messages())
        for outcome in (*later, *run.linked):
            plan.amend(outcome)
        if self.log is not None:
            self.log.finish((*later, *run.linked))
        if run.decisions is not None:
            self.tell_added(run.decisions.save())
        if not run.counts.total():
            raise CommandError(
                _("“%(file)s” is empty. Name a file that has events in it.")
                % {"file": options["file"]}
            )
        if options["plan"] and options["dry_run"]:
            plan.write(Path(options["plan"]))
        self.stdout.write(count_line(run.counts))
        self.tell_number(self.log)
        if run.counts[Became.REFUSED]:
            sys.exit(1)

    def close_log(self, words: str) -> None:
        if self.log is not None:
            self.log.close(one_line(words, LONGEST_MESSAGE))

    def tell_number(self, log: RunLog | None) -> None:
        """Say beside the last line, which scripts read, what the run is called by."""
        if log is not None and log.run is not None:
            message = _("This was run %(number)d. “events_import --undo-run %(number)d” undoes it.")
            self.stderr.write(message % {"number": log.run.pk}, self.style.NOTICE)

    def reading_options(self, options: dict[str, Any]) -> ReadingOptions:
        plan = read_plan(Path(options["mapping"])) if options["mapping"] else None
        return ReadingOptions(
            language=Locale.get_default().language_code,
            languages=tuple(Locale.objects.values_list("language_code", flat=True)),
            mapping=plan,
        )

    @contextlib.contextmanager
    def opened(self, name: str) -> Iterator[Path]:
        """Give the path of a file; what stands at an address is fetched first."""
        if is_address(name):
            with fetched(name) as path:
                yield path
            return
        path = Path(name)
        if not path.is_dir():
            with path.open("rb") as file:
                file.read(1)
        yield path

    def is_copy(self, options: dict[str, Any]) -> bool:
        """Whether a folder is what ``events_export`` writes, and not documents of Drupal."""
        if is_address(options["file"]) or options["format"]:
            return False
        return (Path(options["file"]) / LINES).is_file()

    def bring_back(self, folder: Path) -> None:
        """Bring back what ``events_export`` has written."""
        counts: Counter[Became] = Counter()
        log = RunLog(run_arguments(str(folder)))
        try:
            for outcome in read_copy(folder):
                counts[outcome.became] += 1
                log.note(outcome)
                self.report(outcome.messages())
        except NotACopy as error:
            raise CommandError(str(error)) from None
        log.finish()
        self.stdout.write(count_line(counts))
        self.tell_number(log)
        if counts[Became.REFUSED]:
            sys.exit(1)

    def report(self, messages: Iterable[str]) -> None:
        for message in messages:
            self.stdout.write(message)

    def tell_added(self, added: dict[str, int]) -> None:
        for name, number in added.items():
            message = _("%(file)s: %(number)d new to decide about")
            self.stdout.write(message % {"file": name, "number": number})

    def with_bar(self, records: Records, path: Path) -> Iterator[SourceRecord]:
        """Pass records on, report notes on the file, and draw how much of it has been read."""
        draws, started = self.stderr.isatty(), time.monotonic()
        size = sum(each.stat().st_size for each in path.iterdir()) if path.is_dir() else None
        size = size or path.stat().st_size or 1
        for record in records:
            if isinstance(record, FileNote):
                text = one_line(record.text, LONGEST_MESSAGE)
                self.stdout.write(_("file: %(text)s") % {"text": text})
                continue
            yield record
            if draws:
                part = record.position / size
                left = _("%(left)s left") % {"left": minutes_left(time.monotonic() - started, part)}
                self.stderr.write(f"{bar(part)}  {left}  ", ending="")
        if draws:
            self.stderr.write("")
