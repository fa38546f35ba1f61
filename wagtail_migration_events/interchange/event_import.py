"""The import of a file: each row becomes a page whole, or not at all, and is reported."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from wagtail_migration_events.events.saved import written_together
from wagtail_migration_events.interchange.decisions.decided import Decisions
from wagtail_migration_events.interchange.event_writer import EventWriter
from wagtail_migration_events.interchange.joining.known_groups import KnownGroups
from wagtail_migration_events.interchange.looked_up import LookedUp, meaning_of, record_for
from wagtail_migration_events.interchange.outcomes import Became, Change, Outcome
from wagtail_migration_events.interchange.pages.places import EventPlaces, Place
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.run.redirects import OldAddresses
from wagtail_migration_events.interchange.run.staleness import PlannedRows, RowState, state_of
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent, quoted
from wagtail_migration_events.interchange.source_files.files import SourceFiles
from wagtail_migration_events.interchange.source_files.filling import files_of, fill_files
from wagtail_migration_events.interchange.understanding import understand

logger = logging.getLogger(__name__)

#: Rows in one transaction: so many are lost by a kill, and so long an editor waits who saves below
#: the same page.
ROWS_TOGETHER = 25


class EventImport:
    """Takes lines one by one; call :meth:`finish` after the last.

    :param index: the event index page, in any language.
    :param source: the name of the source; by default the host of each row's address.
    :param dry_run: write nothing, and count what would happen.
    :param without: names of rules that are switched off.
    :param decisions: what people have decided about names; what is new is added to it.
    :param publish_organizers: publish the pages of new organizers, instead of leaving them drafts.
    :param fetch_files: fetch images and documents that rows name, instead of leaving links.
    :param plan: what a dry run has said; a row for which it no longer holds is refused.
    """

    def __init__(
        self,
        index: Any,
        *,
        source: str = "",
        dry_run: bool = False,
        without: Iterable[str] = (),
        decisions: Decisions | None = None,
        publish_organizers: bool = False,
        plan: PlannedRows | None = None,
        fetch_files: bool = False,
    ) -> None:
        self.source = source
        self.dry_run = dry_run
        self.without = frozenset(without)
        self.decisions = decisions
        self.plan = plan
        self.fetch_files = fetch_files
        self.files = SourceFiles(fetch=fetch_files and not dry_run)
        self.counts: Counter[Became] = Counter()
        self.places = EventPlaces(index)
        self.groups = KnownGroups(self.without)
        self.old_addresses = OldAddresses(index.get_site(), dry_run=dry_run)
        self.writer = EventWriter(dry_run=dry_run, publish_organizers=publish_organizers)
        #: Rows that :meth:`finish` has found changed after all, with nothing to be said of them.
        self.linked: list[Outcome] = []
        self._seen: dict[tuple[str, str, str], int] = {}
        self._waiting: list[tuple[SourceRecord, Became]] = []
        self._is_together = False
        self._ahead = LookedUp()
        self._state: RowState | None = None

    def take_all(
        self, lines: Iterable[SourceRecord], take: Callable[[SourceRecord], Outcome] | None = None
    ) -> Iterator[tuple[SourceRecord, Outcome]]:
        """Import rows, many of them in one transaction; yield each with its outcome, in order.

        A process that is killed loses what it has not yielded, and no more.

        :param take: what imports one row; by default :meth:`take`.
        """
        for batch in _batches(lines):
            yield from zip(batch, self._take_together(batch, take or self.take), strict=True)

    def _take_together(
        self, lines: list[SourceRecord], take: Callable[[SourceRecord], Outcome]
    ) -> list[Outcome]:
        """Import rows in one transaction; where that fails, each in its own."""
        self._ahead = LookedUp(lines, self._understand)
        self.files.bring(self._ahead.files())
        if self.dry_run:
            return [take(line) for line in lines]
        before = self._remembered()
        try:
            with transaction.atomic(), written_together(), self._together():
                return [take(line) for line in lines]
        except Exception:  # each by itself says which of them it is
            logger.exception("%s rows could not be imported together", len(lines))
            self._go_back_to(before)
            return [take(line) for line in lines]
        finally:
            self._ahead = LookedUp()

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._is_together = True
        try:
            yield
            self.writer.new_pages.finish()
        finally:
            self._is_together = False

    def _remembered(self) -> tuple[Any, ...]:
        """Return what rows leave behind in this object, to go back to if they are undone."""
        return (self.counts.copy(), self._seen.copy(), len(self._waiting), self.groups.remembered())

    def _go_back_to(self, before: tuple[Any, ...]) -> None:
        self.counts, self._seen, waiting, groups = before
        self._ahead = LookedUp()
        del self._waiting[waiting:]
        self.groups.go_back_to(groups)
        self.writer.new_pages.forget_after(0)
        self.writer.start_again()

    def take(self, line: SourceRecord) -> Outcome:
        """Import one row. Whatever is wrong with it is in the outcome, and nothing is raised."""
        self.writer.begin_row()
        self._state = None
        try:
            event, became = self._take(line)
            outcome = Outcome(
                line.number, became, event.refused, [*line.notes, *event.notes], event.repairs
            )
        except RowRefused as error:
            outcome = Outcome(line.number, Became.REFUSED, [str(error)], list(line.notes))
        except ValidationError as error:
            outcome = Outcome(line.number, Became.REFUSED, [" ".join(error.messages)])
        except DatabaseError as error:
            message = _(
                "The database refused the row: %(error)s. Correct the value, and import again."
            )
            outcome = Outcome(line.number, Became.REFUSED, [message % {"error": quoted(error)}])
        except Exception as error:  # a fault of ours must not cost the rows after this one
            logger.exception("Row %s could not be imported", line.number)
            message = _("The row could not be imported: %(error)s. The log of the site says why.")
            kind = type(error).__name__
            outcome = Outcome(line.number, Became.REFUSED, [message % {"error": kind}])
        outcome.unit, outcome.file = line.unit, line.file
        if outcome.became != Became.REFUSED:
            outcome.changes = self.writer.changes
            outcome.page, outcome.made = self.writer.page_pk, list(self.writer.made)
        outcome.state = str(self._state or "")
        self.counts[outcome.became] += 1
        return outcome

    def finish(self) -> Iterator[Outcome]:
        """Link the parts whose umbrella came after them; yield what is still to be said."""
        for line, became in self._waiting:
            event = self.understand(line)
            record, _is_same = record_for(event, line.row or {})
            if self._umbrella_of(event, record) is None:
                if became != Became.UNCHANGED:
                    message = _(
                        "part_of: no single event is called “%(title)s”. Correct the title."
                    )
                    note = message % {"title": quoted(event.umbrella)}
                    yield self._later(line, became, notes=[note])
                continue
            try:
                if record.page is not None:
                    self.places.refuse_change(record.page)
            except RowRefused as error:
                yield self._later(line, became, notes=[str(error)])
                continue
            if became == Became.UNCHANGED:
                self.counts[Became.UNCHANGED] -= 1
                self.counts[Became.UPDATED] += 1
                change = Change("part_of", "", event.umbrella)
                self.linked.append(self._later(line, Became.UPDATED, changes=[change]))
            if not self.dry_run:
                with transaction.atomic():
                    self.writer.update(event, record)

    def _later(self, line: SourceRecord, became: Became, **said: Any) -> Outcome:
        return Outcome(line.number, became, unit=line.unit, file=line.file, **said)

    def understand(self, line: SourceRecord) -> SourceEvent:
        """Return the event that a row describes, as people have decided about its names.

        :raises RowRefused: see :func:`understand`.
        """
        event = self._ahead.event_of(line) or self._understand(line)
        self.files.bring(files_of(event))
        fill_files(event, self.files)
        if self.decisions is not None:
            self.decisions.apply(event, line.row or {}, self.writer.organizers)
        return event

    def bring_files(self, line: SourceRecord) -> None:
        """Fetch the files that a row names, for whoever takes it in a transaction of their own."""
        with suppress(RowRefused):
            self.files.bring(files_of(self._understand(line)))

    def _understand(self, line: SourceRecord) -> SourceEvent:
        return understand(line.row or {}, self.source, without=self.without, fallback=line.source)

    def _take(self, line: SourceRecord) -> tuple[SourceEvent, Became]:
        if line.row is None:
            raise RowRefused(line.refusal)
        event = self.understand(line)
        self._refuse_second(event, line.number)
        place = self.places.place_for(event.language)
        record, is_same = record_for(event, line.row, self._ahead)
        settings = place.parent_pk, self.writer.publish_organizers, self.fetch_files
        self._state = state_of(line, meaning_of(event, line.row), record, *settings)
        waits = bool(event.umbrella) and record.applied.get("part_of") == []
        if is_same and not (waits and self._umbrella_of(event, record)):
            became = Became.UNCHANGED
        elif (own := self.groups.own_page(event, place)) is not None:
            became = self._write_own(event, line, own)
        else:
            if self.plan is not None:
                self.plan.refuse_unless_planned(line, self._state)
            became = self._write(event, record, place)
        self.writer.page_pk = record.page_id
        if event.umbrella and record.applied.get("part_of") == []:
            self._waiting.append((line, became))
        return event, became

    def _write_own(self, event: SourceEvent, line: SourceRecord, page: Any) -> Became:
        """Take back a row of a table that the package wrote, and that somebody has edited."""
        self.places.refuse_change(page)
        with transaction.atomic():
            return self.writer.bring_in_line(event, line.row or {}, page)

    def _write(self, event: SourceEvent, record: ImportRecord, place: Place) -> Became:
        waiting = len(self.writer.new_pages)
        try:
            with transaction.atomic():
                if record.page is None:
                    became = self._make(event, record, place)
                else:
                    self.places.refuse_change(record.page)
                    became = self.writer.update(event, record)
                if not self._is_together:
                    self.writer.new_pages.finish()
                return became
        except Exception:
            self.writer.new_pages.forget_after(waiting)
            self.writer.start_again()
            raise

    def _make(self, event: SourceEvent, record: ImportRecord, place: Place) -> Became:
        """Give a row its page: among those of its event in other languages, if there are some."""
        key = self.groups.key_of(event)
        standing = self.groups.page_in(key, place) if key else None
        if standing is not None:
            self.places.refuse_change(standing)
            became = self.writer.take_over(event, record, standing)
        else:
            became = self.writer.create(event, record, place, joins=key)
        self.groups.remember(event, self.writer.last_key, place)
        event.notes += self.old_addresses.lead(event.old_address, record.page_id)
        return became

    def _umbrella_of(self, event: SourceEvent, record: ImportRecord) -> str | None:
        part = str(record.page.translation_key) if record.page else ""
        return self.writer.titles.find(event.umbrella, part)

    def _refuse_second(self, event: SourceEvent, number: int) -> None:
        key = (event.source, event.address, event.language)
        first = self._seen.setdefault(key, number)
        if first != number:
            message = _("The same address (url) stands in line %(line)d already. Delete one.")
            raise RowRefused(message % {"line": first})
        source, name = event.group_name
        group = (source, f"group {name}", event.language)
        first = self._seen.setdefault(group, number)
        if first != number:
            message = _("This is the event of line %(line)d under another address. Delete one.")
            raise RowRefused(message % {"line": first})


def _batches(lines: Iterable[SourceRecord]) -> Iterator[list[SourceRecord]]:
    rest = iter(lines)
    while batch := list(islice(rest, ROWS_TOGETHER)):
        yield batch
