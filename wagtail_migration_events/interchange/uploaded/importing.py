"""The plan of an uploaded file, and its import: runs that read it row by row."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogContext

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.decisions.decided import Decisions
from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.outcomes import Outcome
from wagtail_migration_events.interchange.record import IMPORT_PERMISSION
from wagtail_migration_events.interchange.recorded.log import IMPORT
from wagtail_migration_events.interchange.recorded.rows import amend, planned_rows, worked
from wagtail_migration_events.interchange.run.one_at_a_time import AnotherRun, only_run
from wagtail_migration_events.interchange.run.staleness import PlannedRows
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    Records,
    SourceRecord,
    UnreadableFile,
)
from wagtail_migration_events.interchange.uploaded.reading import count_of, on_disk, records
from wagtail_migration_events.interchange.uploaded.rights import (
    PlacesOf,
    may_fetch_files,
    may_import,
    may_import_below,
    may_publish_organizers,
)
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload
from wagtail_migration_events.runs.kinds import RunKind, RunRefused, Work, Worked
from wagtail_migration_events.runs.run import BackgroundRun, RunRow
from wagtail_migration_events.runs.run import Outcome as RowOutcome


class UploadedRows:
    """Does the work on the rows of a file, which are called by their number in it."""

    def __init__(self, run: BackgroundRun, rows: Records, engine: EventImport) -> None:
        self.run, self.engine = run, engine
        self._rows = rows
        self._number = 0
        self._read: dict[int, SourceRecord] = {}
        self._things: dict[tuple[str, int], str] = {}
        self._refused = _refused(run.pk)

    def __call__(
        self, things: Sequence[str], arguments: Mapping[str, Any], user: Any
    ) -> list[Worked]:
        wanted = {int(thing): thing for thing in things}
        self._read_up_to(max(wanted), wanted)
        found = []
        for number, thing in wanted.items():
            record = self._read[number]
            outcome = self._take(thing, record)
            found.append(worked(thing, record, outcome, is_plan=self.engine.dry_run))
        return found

    def finish(self) -> None:
        """Take in what the end of the file changes for rows before."""
        for outcome in (*self.engine.finish(), *self.engine.linked):
            if thing := self._things.get((outcome.file, outcome.line)):
                amend(self.run, thing, outcome)

    def _read_up_to(self, last: int, wanted: Mapping[int, str]) -> None:
        if any(number not in self._read for number in wanted):
            self._read = {number: row for number, row in self._read.items() if number in wanted}
        while self._number < last:
            record = next(self._rows, None)
            if record is None:
                raise UnreadableFile(_("The file has fewer rows than before. Upload it again."))
            if isinstance(record, FileNote):
                continue
            self._number += 1
            if self._number in wanted:
                self._read[self._number] = record
            elif str(self._number) not in self._refused:
                # Done before the run was interrupted; what comes after may refer to it.
                self._take(str(self._number), record)

    def _take(self, thing: str, record: SourceRecord) -> Outcome:
        self._things.setdefault((record.file, record.number), thing)
        return self.engine.take(record)


@contextlib.contextmanager
def planning(run: BackgroundRun) -> Iterator[Work]:
    """Open the plan of an import, which writes nothing but which names there are to decide."""
    with _opened(run, dry_run=True) as rows:
        yield rows


@contextlib.contextmanager
def importing(run: BackgroundRun) -> Iterator[Work]:
    """Open an import. Once it is done the file is deleted, unless a row was refused that the plan
    did not refuse: then a new plan is to be made of it."""
    try:
        with only_run(), _opened(run, dry_run=False) as rows:
            yield rows
    except AnotherRun as error:
        raise RunRefused(str(error)) from None
    _forget(run)


@contextlib.contextmanager
def _opened(run: BackgroundRun, *, dry_run: bool) -> Iterator[UploadedRows]:
    upload = ImportUpload.objects.filter(pk=run.arguments.get("upload")).first()
    if upload is None:
        raise RunRefused(_("The file is no longer here. Upload it again."))
    if not may_import(run.begun_by):
        raise RunRefused(_("You have no right to import events. Ask an administrator for it."))
    index = base_page_model().objects.filter(pk=upload.options.get("index")).first()
    if index is None or not may_import_below(run.begun_by, index):
        raise RunRefused(
            _("There is no event index page on which you may import. Ask an administrator for one.")
        )
    try:
        with on_disk(upload) as path, _decisions(upload) as decisions:
            number, notes = count_of(upload, path)
            run.things = [str(each) for each in range(1, number + 1)]
            run.words = "\n".join(notes)
            engine = _engine(run, upload, index, decisions, dry_run=dry_run)
            if engine.files.fetch:
                _fetch_files(run, records(upload, path), engine)
            rows = UploadedRows(run, records(upload, path), engine)
            # In the log of a page nobody has done it, as with the command: what a person does to
            # an imported page is told from that. And Wagtail shows of what has one uuid the newest
            # only, of all pages.
            with LogContext(generate_uuid=False):
                yield rows
                rows.finish()
    except UnreadableFile as error:
        raise RunRefused(str(error)) from None


def _engine(
    run: BackgroundRun, upload: ImportUpload, index: Any, decisions: Decisions, *, dry_run: bool
) -> EventImport:
    """Return what imports, as it was chosen and as far as whoever has begun it may do so."""
    chosen, user = upload.options, run.begun_by
    engine = EventImport(
        index,
        source=chosen.get("source", ""),
        dry_run=dry_run,
        without=chosen.get("without", ()),
        decisions=decisions,
        publish_organizers=bool(chosen.get("publish_organizers")) and may_publish_organizers(user),
        fetch_files=bool(chosen.get("fetch_files")) and may_fetch_files(user),
        plan=None if dry_run else _plan_of(run),
    )
    engine.places = PlacesOf(index, user)
    return engine


def _fetch_files(run: BackgroundRun, rows: Records, engine: EventImport) -> None:
    """Fetch the files of all rows, because each is then taken in while the database waits."""
    for record in rows:
        if isinstance(record, SourceRecord):
            engine.bring_files(record)
            BackgroundRun.objects.filter(pk=run.pk).update(alive_at=timezone.now())


def _plan_of(run: BackgroundRun) -> PlannedRows | None:
    plan = BackgroundRun.objects.filter(pk=run.arguments.get("plan"), kind=PLAN.name).first()
    return planned_rows(plan) if plan is not None else None


def _forget(run: BackgroundRun) -> None:
    """Delete the file, if all is done that its plan said; what was decided about names stays with
    the run, for the next file."""
    upload = ImportUpload.objects.get(pk=run.arguments["upload"])
    run.arguments["decisions"] = upload.decisions
    run.save(update_fields=["arguments"])
    if not _refused(run.pk) - _refused(run.arguments.get("plan", run.pk)):
        upload.delete()


def _refused(run_pk: int) -> set[str]:
    rows = RunRow.objects.filter(run=run_pk, outcome=RowOutcome.REFUSED)
    return set(rows.values_list("thing", flat=True))


def decisions_before() -> dict[str, str]:
    """Return what was decided about names in the last import in the admin that is done."""
    runs = BackgroundRun.objects.filter(
        kind=IMPORT, begun_by__isnull=False, finished_at__isnull=False
    )
    arguments = runs.order_by("-pk").values_list("arguments", flat=True)[:20]
    return next((each["decisions"] for each in arguments if each.get("decisions")), {})


@contextlib.contextmanager
def _decisions(upload: ImportUpload) -> Iterator[Decisions]:
    """Give what people have decided about names, and keep what is new to decide."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in upload.decisions.items():
            (folder / file).write_text(content, encoding="utf-8", newline="")
        decisions = Decisions(folder)
        yield decisions
        if decisions.save():
            tables = {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}
            upload.decisions = {file: each.decode("utf-8") for file, each in tables.items()}
            upload.save(update_fields=["decisions"])


PLAN = RunKind(
    "plan_import",
    gettext_lazy("Plan of an import"),
    session=planning,
    permission=IMPORT_PERMISSION,
)
EVENTS_IMPORT = RunKind(
    IMPORT,
    gettext_lazy("Import of events"),
    batch=1,  # each row is written whole or not at all
    session=importing,
    permission=IMPORT_PERMISSION,
)
