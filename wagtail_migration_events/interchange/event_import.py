"""The import of a file: each row becomes a page whole, or not at all, and is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.outcomes import Became, Outcome
from wagtail_migration_events.interchange.pages.event_writer import EventWriter, record_for
from wagtail_migration_events.interchange.pages.places import EventPlaces, Place
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source.reading import Line
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent, quoted
from wagtail_migration_events.interchange.source.understanding import understand


class EventImport:
    """Takes lines one by one; call :meth:`finish` after the last.

    :param index: the event index page, in any language.
    :param source: the name of the source; by default the host of each row's address.
    :param dry_run: write nothing, and count what would happen.
    """

    def __init__(self, index: Any, *, source: str = "", dry_run: bool = False) -> None:
        self.source = source
        self.dry_run = dry_run
        self.counts: Counter[Became] = Counter()
        self.places = EventPlaces(index)
        self.writer = EventWriter(dry_run=dry_run)
        self._seen: dict[tuple[str, str, str], int] = {}
        self._waiting: list[tuple[Line, Became]] = []

    def take(self, line: Line) -> Outcome:
        """Import one line. Whatever is wrong with it is in the outcome, and nothing is raised."""
        try:
            event, became = self._take(line)
            outcome = Outcome(line.number, became, event.refused, event.notes)
        except RowRefused as error:
            outcome = Outcome(line.number, Became.REFUSED, [str(error)])
        except ValidationError as error:
            outcome = Outcome(line.number, Became.REFUSED, [" ".join(error.messages)])
        except DatabaseError as error:
            message = _("The database refused the row: %(error)s")
            outcome = Outcome(line.number, Became.REFUSED, [message % {"error": quoted(error)}])
        self.counts[outcome.became] += 1
        return outcome

    def finish(self) -> Iterator[Outcome]:
        """Link the parts whose umbrella came after them; yield what is still to be said."""
        for line, became in self._waiting:
            event = understand(line.row or {}, self.source)
            record, _is_same = record_for(event, line.row or {})
            if self._umbrella_of(event, record) is None:
                if became != Became.UNCHANGED:
                    message = _("part_of: no single event is called “%(title)s”.")
                    note = message % {"title": quoted(event.umbrella)}
                    yield Outcome(line.number, became, notes=[note])
                continue
            if became == Became.UNCHANGED:
                self.counts[Became.UNCHANGED] -= 1
                self.counts[Became.UPDATED] += 1
            if not self.dry_run:
                with transaction.atomic():
                    self.writer.update(event, record)

    def _take(self, line: Line) -> tuple[SourceEvent, Became]:
        if line.row is None:
            raise RowRefused(line.refusal)
        event = understand(line.row, self.source)
        self._refuse_second(event, line.number)
        place = self.places.place_for(event.language)
        record, is_same = record_for(event, line.row)
        waits = bool(event.umbrella) and record.applied.get("part_of", []) == []
        if is_same and not (waits and self._umbrella_of(event, record)):
            became = Became.UNCHANGED
        else:
            became = self._write(event, record, place)
        if event.umbrella and record.applied.get("part_of") == []:
            self._waiting.append((line, became))
        return event, became

    def _write(self, event: SourceEvent, record: ImportRecord, place: Place) -> Became:
        try:
            with transaction.atomic():
                if record.page is None:
                    return self.writer.create(event, record, place)
                return self.writer.update(event, record)
        except Exception:
            self.writer.start_again()
            raise

    def _umbrella_of(self, event: SourceEvent, record: ImportRecord) -> str | None:
        part = str(record.page.translation_key) if record.page else ""
        return self.writer.titles.find(event.umbrella, part)

    def _refuse_second(self, event: SourceEvent, number: int) -> None:
        key = (event.source, event.address, event.language)
        first = self._seen.setdefault(key, number)
        if first != number:
            message = _("The same address (url) stands in line %(line)d already.")
            raise RowRefused(message % {"line": first})
