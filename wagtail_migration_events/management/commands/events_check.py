"""``events_check``: what is wrong with the events of the site, and what to do about it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_migration_events.doctor.checkup import CHECKS, finding_data, findings
from wagtail_migration_events.doctor.finding import Check, Finding, Severity
from wagtail_migration_events.management.schema import require_schema
from wagtail_migration_events.management.streamed_json import write_object

#: Findings of one check that are written out for a person; JSON has all.
SHOWN = 50


class Command(BaseCommand):
    help = _("Say what is wrong with the events of the site; change nothing.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("answer with one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        require_schema()
        self.counts: Counter[Severity] = Counter()
        if options["json"]:
            items = (finding_data(check, finding) for check, finding in self.counted(findings()))
            write_object(self.stdout.write, "findings", items, lambda: {"counts": self.totals()})
        else:
            for check in CHECKS:
                self.report(check)
            self.stdout.write(", ".join(f"{n} {name}" for name, n in self.totals().items()))
        if self.counts[Severity.ERROR]:
            sys.exit(1)

    def report(self, check: Check) -> None:
        """Write the findings of one check, with what to do about them; nothing if all is well."""
        number = 0
        for _check, finding in self.counted((check, each) for each in check.find()):
            number += 1
            if number == 1:
                self.stdout.write(f"{check.heading}:")
            if number <= SHOWN:
                self.stdout.write(f"  {finding.message}")
                if finding.todo:
                    self.stdout.write(f"    {finding.todo}")
        if number > SHOWN:
            more = number - SHOWN
            message = ngettext("and %(number)s more", "and %(number)s more", more)
            self.stdout.write("  " + message % {"number": more})
        if number:
            self.stdout.write(f"  {check.todo}")

    def counted(self, found: Iterator[tuple[Check, Finding]]) -> Iterator[tuple[Check, Finding]]:
        for check, finding in found:
            self.counts[check.severity] += 1
            yield check, finding

    def totals(self) -> dict[str, int]:
        """Return how much was found, the same in every language because scripts read it."""
        return {f"{each.value}s": self.counts[each] for each in Severity}
