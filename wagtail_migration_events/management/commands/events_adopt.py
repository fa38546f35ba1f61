"""``events_adopt``: bring events that were there before the package into line, once."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_migration_events.events.adoption.report import plan_data, plan_lines
from wagtail_migration_events.events.adoption.run import AdoptionRun, Became, Outcome, count_line
from wagtail_migration_events.events.group import own_pages
from wagtail_migration_events.management.progress import bar
from wagtail_migration_events.management.schema import require_schema
from wagtail_migration_events.management.streamed_json import write_object
from wagtail_migration_events.text_checks import one_line


class Command(BaseCommand):
    help = _(
        "Let the languages of events that were there before the package follow one source of facts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
        )
        parser.add_argument(
            "--apply", action="store_true", help=_("write the facts of each source to its siblings")
        )
        parser.add_argument(
            "--key",
            action="append",
            default=[],
            help=_("only the event with this key; may be given several times"),
        )
        parser.add_argument("--json", action="store_true", help=_("answer with one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"] == options["apply"]:
            raise CommandError(
                _("Give either --dry-run, to see what would be overwritten, or --apply.")
            )
        require_schema()
        keys = [self.known_key(text) for text in options["key"]]
        run = AdoptionRun(keys, dry_run=options["dry_run"])
        if options["json"]:
            items = (outcome_data(outcome) for outcome in self.with_bar(run))
            write_object(self.stdout.write, "groups", items, lambda: {"counts": all_counts(run)})
        else:
            for outcome in self.with_bar(run):
                self.report(outcome)
            self.stdout.write(count_line(run.counts))
        if run.counts[Became.REFUSED]:
            sys.exit(1)

    def known_key(self, text: str) -> UUID:
        try:
            key = UUID(str(text))
        except ValueError:
            message = _(
                "“%(key)s” is not the key of an event. Take the one that the command prints "
                "without --key."
            )
            raise CommandError(message % {"key": one_line(text, 80)}) from None
        if not own_pages(key).exists():
            message = _(
                "There is no event with the key %(key)s. Take one that the command prints "
                "without --key."
            )
            raise CommandError(message % {"key": key})
        return key

    def report(self, outcome: Outcome) -> None:
        if outcome.became == Became.REFUSED:
            words = {"key": outcome.key, "text": one_line(outcome.error, 300)}
            self.stdout.write(_("%(key)s: refused: %(text)s") % words)
        elif outcome.plan is not None:
            for line in plan_lines(outcome.plan):
                self.stdout.write(line)

    def with_bar(self, run: AdoptionRun) -> Iterator[Outcome]:
        """Pass outcomes on, and on a terminal draw how many groups have been looked at."""
        outcomes: Iterable[Outcome] = run
        if not self.stderr.isatty():
            yield from outcomes
            return
        for number, outcome in enumerate(outcomes, start=1):
            yield outcome
            self.stderr.write(bar(number / (run.total or 1)), ending="")
        self.stderr.write("")


def all_counts(run: AdoptionRun) -> dict[str, int]:
    return {each.value: run.counts[each] for each in Became}


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return what became of a group as data; ``error`` is there if it was refused."""
    data: dict[str, Any] = {"key": str(outcome.key)}
    if outcome.plan is not None:
        data = plan_data(outcome.plan)
    data["became"] = outcome.became.value
    if outcome.error:
        data["error"] = outcome.error
    return data
