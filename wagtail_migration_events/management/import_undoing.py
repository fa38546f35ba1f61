"""``events_import --undo-run``: the removal of what an import made, on the command line."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.recorded.log import IMPORT
from wagtail_migration_events.interchange.recorded.removing import (
    UNDO,
    pages_made_by,
    would_keep,
)
from wagtail_migration_events.interchange.run.one_at_a_time import AnotherRun, only_run
from wagtail_migration_events.runs.run import BackgroundRun, Outcome
from wagtail_migration_events.runs.working import work_on_run
from wagtail_migration_events.text_checks import one_line

COUNTED = (Outcome.REMOVED, Outcome.KEPT, Outcome.REFUSED)


def undo_import(command: BaseCommand, number: int, options: dict[str, Any]) -> None:
    """Remove what a run made, or with ``dry_run`` say what would be removed.

    :raises CommandError: if there is no such run, or an import is running.
    """
    if options["file"]:
        raise CommandError(_("Give a file or --undo-run, not both."))
    run = BackgroundRun.objects.filter(kind=IMPORT, pk=number).first()
    if run is None:
        raise CommandError(
            _("There is no import with this number. Look it up among the runs in the admin.")
        )
    counts = (_would_remove if options["dry_run"] else _remove)(command, run)
    line = ", ".join(f"{counts.get(each.value, 0)} {each.value}" for each in COUNTED)
    command.stdout.write(line)
    if counts.get(Outcome.REFUSED.value):
        sys.exit(1)


def _would_remove(command: BaseCommand, run: BackgroundRun) -> dict[str, int]:
    counts = {Outcome.REMOVED.value: 0, Outcome.KEPT.value: 0}
    for page, reason in would_keep(pages_made_by(run)):
        counts[(Outcome.KEPT if reason else Outcome.REMOVED).value] += 1
        if reason:
            _tell(command, page.title, page.locale.language_code, reason)
    return counts


def _remove(command: BaseCommand, made: BackgroundRun) -> dict[str, int]:
    try:
        with only_run():
            pass  # said at once, and not as the outcome of a run
    except AnotherRun as error:
        raise CommandError(str(error)) from None
    run = BackgroundRun.objects.create(
        kind=UNDO.name,
        arguments={"run": made.pk, "is_command": True},
        language=get_language() or "",
    )
    work_on_run.call(run.pk)
    run.refresh_from_db()
    if run.words:
        raise CommandError(run.words)
    for row in run.rows.filter(outcome__in=[Outcome.KEPT, Outcome.REFUSED]).iterator():
        _tell(command, row.label, row.data.get("lang", ""), row.words)
    return dict(run.counts())


def _tell(command: BaseCommand, title: str, language: str, reason: str) -> None:
    message = _("“%(title)s” (%(lang)s) is kept: %(reason)s")
    words = {"title": one_line(title, 120), "lang": language, "reason": one_line(reason, 300)}
    command.stdout.write(message % words)
