"""``events_leave``: what a site does before it takes one of the package's apps out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.leaving.outcome import Became, Leaving
from wagtail_migration_events.interchange.leaving.pages import Departure, pages_of
from wagtail_migration_events.interchange.leaving.workflow_tasks import detach, tasks_of

APPS = {name: f"wagtail_migration_events_{name}" for name in ("translation", "pages")}


class Command(BaseCommand):
    help = _("Prepare the site for taking one of the package's apps out.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("app", choices=sorted(APPS), help=_("the app that is taken out"))
        parser.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
        )
        parser.add_argument("--apply", action="store_true", help=_("do it"))
        parser.add_argument(
            "--convert",
            metavar="FUNCTION",
            help=_("a function of the site that makes a page of another class of each"),
        )
        parser.add_argument(
            "--delete", action="store_true", help=_("delete the pages; their addresses lead up")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"] == options["apply"]:
            raise CommandError(_("Give either --dry-run, to see what would happen, or --apply."))
        label = APPS[options["app"]]
        if not apps.is_installed(f"wagtail_migration_events.{options['app']}"):
            raise CommandError(_("This app is not installed."))
        counts = Counter[Became]()
        for leaving in self.leave(label, options):
            self.stdout.write(str(leaving))
            counts[leaving.became] += 1
        self.stdout.write(", ".join(f"{counts[each]} {each.value}" for each in Became))
        if counts[Became.REFUSED]:
            sys.exit(1)

    def leave(self, label: str, options: dict[str, Any]) -> Iterator[Leaving]:
        for task in tasks_of(label):
            yield from detach(task, dry_run=options["dry_run"])
        if options["app"] != "pages":
            return
        if bool(options["convert"]) == options["delete"]:
            raise CommandError(_("Give --convert with a function of your site, or --delete."))
        make = function_named(options["convert"]) if options["convert"] else None
        departure = Departure(label, make, dry_run=options["dry_run"])
        for page in pages_of(label):
            yield departure.take_out(page)


def function_named(path: str) -> Any:
    try:
        found = import_string(path)
    except ImportError as error:
        raise CommandError(_("“%(path)s” cannot be imported.") % {"path": path}) from error
    if not callable(found):
        raise CommandError(_("“%(path)s” is not a function.") % {"path": path})
    return found
