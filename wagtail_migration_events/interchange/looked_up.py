"""What a batch of rows says, and what the site knows of it: understood and read ahead, at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source.records import SourceRecord
from wagtail_migration_events.interchange.source.source_event import RowRefused, SourceEvent
from wagtail_migration_events.interchange.source_files.filling import FROM_FILES, files_of
from wagtail_migration_events.interchange.understanding import language_of_words

Key = tuple[str, str, str]


class LookedUp:
    """The events of some rows, each to be had once, and their import records, in one query.

    A row that is refused is left out: whoever understands it anew hears why.
    """

    def __init__(
        self,
        lines: Iterable[SourceRecord] = (),
        understand: Callable[[SourceRecord], SourceEvent] | None = None,
    ) -> None:
        self._events: dict[int, SourceEvent] = {}
        for line in lines:
            if understand is not None and line.row is not None:
                try:
                    self._events[id(line)] = understand(line)
                except RowRefused:
                    continue
        self._records = _records({key_of(event) for event in self._events.values()})
        self._asked = {key_of(event) for event in self._events.values()}

    def event_of(self, line: SourceRecord) -> SourceEvent | None:
        """Return the event of a row the first time; whoever has it may write to it."""
        return self._events.pop(id(line), None)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the files that the events name, by kind and address."""
        for event in self._events.values():
            yield from files_of(event)

    def record_of(self, event: SourceEvent) -> ImportRecord | None:
        """Return the record of an event, with its base page; None if there is none."""
        key = key_of(event)
        if key in self._asked:
            return self._records.get(key)
        return _records({key}).get(key)


def key_of(event: SourceEvent) -> Key:
    """Return what says which row an event is: source, digest of the identifier, language."""
    return event.source, hashlib.sha256(event.address.encode()).hexdigest(), event.language


def _records(keys: set[Key]) -> dict[Key, ImportRecord]:
    if not keys:
        return {}
    sources, digests, languages = map(set, zip(*keys, strict=True))
    found = ImportRecord.objects.filter(
        source__in=sources, external_id_digest__in=digests, language__in=languages
    )
    return {
        (each.source, each.external_id_digest, each.language): each
        for each in found.select_related("page")
    }


def record_for(
    event: SourceEvent, row: dict[str, Any], ahead: LookedUp | None = None
) -> tuple[ImportRecord, bool]:
    """Return the record of an event's address, and whether it says what it said the last time.

    It does if the row is the same and is understood in the same way, by the same decisions.

    :param ahead: where records have been read ahead.
    """
    record = (ahead or LookedUp()).record_of(event)
    digest = _digest(event, row)
    is_same = record is not None and record.page is not None and record.content_digest == digest
    if record is None:
        source, identifier, language = key_of(event)
        record = ImportRecord(
            source=source,
            external_id=event.address,
            external_id_digest=identifier,
            language=language,
        )
    record.raw, record.content_digest = row, digest
    if event.text_language not in (event.language, language_of_words(row)):
        record.raw = {**row, "content_language": event.text_language}
    return record, is_same


def meaning_of(event: SourceEvent, row: dict[str, Any]) -> str:
    """Return a digest of how a row is understood, whether its files have been fetched or not."""
    values = {name: each for name, each in event.values.items() if name not in FROM_FILES}
    return _digest(replace(event, values=values), row)


def _digest(event: SourceEvent, row: dict[str, Any]) -> str:
    words = [event.event_type, event.audiences, event.organizers, event.workstream, event.umbrella]
    told = [row, event.values, words, event.roles, event.text_language]
    text = json.dumps(told, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
