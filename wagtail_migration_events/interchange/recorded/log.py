"""The run of an import that a command does, kept as it goes along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.outcomes import Became, Outcome
from wagtail_migration_events.interchange.readers.addresses import is_address
from wagtail_migration_events.interchange.recorded.rows import amend, worked
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.runs.kinds import Worked
from wagtail_migration_events.runs.run import BackgroundRun
from wagtail_migration_events.runs.working import note
from wagtail_migration_events.text_checks import one_line

#: Stands in the table of runs.
IMPORT = "import_events"
#: So many rows that changed nothing may wait to be written down.
MOST_WAITING = 200


class RunLog:
    """Writes down what became of each row, in the same transaction as its page.

    The run begins with the first row, so what cannot be read has none.

    :param arguments: what people want to know of it later, such as the name of the file.
    """

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self.run: BackgroundRun | None = None
        self._arguments = dict(arguments)
        #: By the name of the row: what is not written yet, and what may still be undone.
        self._waiting: dict[str, tuple[SourceRecord | None, Worked]] = {}
        self._unsure: dict[str, tuple[SourceRecord | None, Worked]] = {}
        self._things: dict[tuple[str, int], str] = {}
        self._number = 0

    def take(self, engine: EventImport, record: SourceRecord) -> Outcome:
        """Import a row and write down what became of it: both, or neither."""
        self._begin()
        with transaction.atomic():
            outcome = engine.take(record)
            self.note(outcome, record)
        return outcome

    def note(self, outcome: Outcome, record: SourceRecord | None = None) -> None:
        """Write down what became of a row; what has changed nothing may wait.

        A row that is noted once more was undone with those written beside it.
        """
        self._begin()
        thing = self._thing_of(record)
        self._things.setdefault((outcome.file, outcome.line), thing)
        self._waiting[thing] = record, worked(thing, record, outcome)
        changes_nothing = outcome.became in (Became.UNCHANGED, Became.REFUSED)
        if not changes_nothing or len(self._waiting) >= MOST_WAITING:
            self._write()

    def finish(self, later: Iterable[Outcome] = ()) -> None:
        """Say that the import is done.

        :param later: what the end of the file has changed for rows before.
        """
        if self.run is None:
            return
        self._write()
        for outcome in later:
            if thing := self._things.get((outcome.file, outcome.line)):
                amend(self.run, thing, outcome)
        self.close()

    def close(self, words: str = "") -> None:
        """Say that nothing more comes, and why if it broke off."""
        if self.run is None:
            return
        self._write()
        things = [str(number) for number in range(1, self._number + 1)]
        BackgroundRun.objects.filter(pk=self.run.pk).update(
            things=things, finished_at=timezone.now(), words=words
        )

    def _begin(self) -> None:
        if self.run is None:
            self.run = BackgroundRun.objects.create(
                kind=IMPORT,
                arguments=self._arguments,
                language=get_language() or "",
                alive_at=timezone.now(),
            )

    def _thing_of(self, record: SourceRecord | None) -> str:
        if record is not None:
            for thing, (before, _worked) in [*self._unsure.items(), *self._waiting.items()]:
                if before is record:
                    self._waiting = {**self._unsure, **self._waiting}
                    self._unsure = {}
                    return thing
        self._number += 1
        return str(self._number)

    def _write(self) -> None:
        if self._waiting and self.run is not None:
            note(self.run, [each for _record, each in self._waiting.values()])
            self._unsure |= self._waiting
            self._waiting = {}
            transaction.on_commit(self._unsure.clear)


def run_arguments(file: str, source: str = "", index: Any = None) -> dict[str, Any]:
    """Return what people want to know of a run later.

    :param file: the path or address of what is imported.
    :param source: the name of the source, "" where each row says it.
    :param index: the page below which events are made.
    """
    # What stands behind the "?" of an address may be a secret.
    name = file.partition("?")[0] if is_address(file) else Path(file).name
    return {"file": one_line(name, 255), "source": source, "index": index and index.pk}
