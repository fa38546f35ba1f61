"""Reading an iCalendar file: one record for each event, however many components it has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.calendars.blocks import Block, CalendarFile
from wagtail_migration_events.interchange.calendars.entries import raw_fields, row_of_event
from wagtail_migration_events.interchange.calendars.moments import Moment, written
from wagtail_migration_events.interchange.calendars.properties import Properties
from wagtail_migration_events.interchange.calendars.series import (
    Series,
    expand,
    is_series,
    key_of,
)
from wagtail_migration_events.interchange.calendars.times import Part, times_of
from wagtail_migration_events.interchange.calendars.zones import CalendarZones
from wagtail_migration_events.interchange.source.keeping import is_blank, kept, kept_text
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    SourceRecord,
    UnreadableFile,
)
from wagtail_migration_events.interchange.text_files import check_size

LARGEST_CALENDAR = 200 * 1024 * 1024
SOURCE = "icalendar"
"""The name of the source where nobody gives one: the UID of an event is the same everywhere."""


def read_calendar(path: Path, options: ReadingOptions) -> Records:
    """Yield the records of a calendar, in the order in which events first appear.

    :raises OSError: if the file cannot be read.
    :raises UnreadableFile: if it is no calendar.
    """
    check_size(path, LARGEST_CALENDAR)
    table = options.mapping.table if options.mapping else {}
    file = CalendarFile(path, str(table.get("encoding", "")))
    if file.note:
        yield FileNote(file.note)
    groups = _grouped(file.events())
    if not groups and not file.has_calendar:
        raise UnreadableFile(
            _(
                "The file holds no calendar: there is no BEGIN:VCALENDAR. Export it "
                "again as iCalendar (.ics)."
            )
        )
    for name, number in sorted(file.others.items()):
        message = _("%(number)d of %(kind)s are no events, and were not read.")
        yield FileNote(message % {"number": number, "kind": name})
    zones: dict[int, CalendarZones] = {}
    for (uid, _calendar), blocks in groups.items():
        facts = blocks[0].calendar
        known = zones.setdefault(id(facts), CalendarZones(facts))
        yield from _records(uid, blocks, known, options)


def _grouped(blocks: Iterator[Block]) -> dict[tuple[str, str], list[Block]]:
    """Return the components of each event; what has no UID is an event of its own."""
    groups: dict[tuple[str, str], list[Block]] = {}
    for block in blocks:
        uid = next((line.partition(":")[2].strip() for line in block.lines
                    if line[:4].upper() in ("UID:", "UID;")), "")  # fmt: skip
        key = (uid, "") if uid else ("", str(block.number))
        groups.setdefault(key, []).append(block)
    return groups


def _records(
    uid: str, blocks: list[Block], zones: CalendarZones, options: ReadingOptions
) -> Iterator[SourceRecord | FileNote]:
    parts: list[tuple[Block, Part]] = []
    for block in blocks:
        if not block.is_whole:
            reason = _(
                "The event is cut off: its end (END:VEVENT) is missing. Export the calendar again."
            )
            yield SourceRecord(block.number, block.position, None, reason, source=SOURCE)
            continue
        # RFC 5546 §3.2.5: what a calendar of this method holds is called off.
        is_cancelled = block.calendar.properties.get("METHOD", "").upper() == "CANCEL"
        properties = Properties(["STATUS:CANCELLED", *block.lines] if is_cancelled else block.lines)
        own = zones if block.calendar is blocks[0].calendar else CalendarZones(block.calendar)
        parts.append((block, Part(properties, times_of(properties, own))))
    masters, changed = _told_apart(parts)
    newest, older = _newest_first(masters)
    for block, _part in older:
        message = _(
            "line %(line)d: an older version of the event in line %(newer)d was passed over."
        )
        yield FileNote(message % {"line": block.number, "newer": newest[0][0].number})
    for place, (block, part) in enumerate(newest):
        yield _record(uid, block, part, changed if not place else [], place, zones, options)
    if not masters and changed:
        yield _orphans(uid, parts, zones, options)


def _told_apart(
    parts: list[tuple[Block, Part]],
) -> tuple[list[tuple[Block, Part]], list[Part]]:
    """Return the events, and what changes single dates of them."""
    masters = [each for each in parts if not each[1].properties.get("RECURRENCE-ID")]
    if not masters:  # Notes of Lotus give the series itself a RECURRENCE-ID
        masters = [each for each in parts if is_series(each[1].properties)]
    owners = {id(part) for _block, part in masters}
    return masters, [part for _block, part in parts if id(part) not in owners]


def _newest_first(
    masters: list[tuple[Block, Part]],
) -> tuple[list[tuple[Block, Part]], list[tuple[Block, Part]]]:
    """Return the events of one UID, and those that are an older version of one of them."""
    if len(masters) < 2:
        return masters, []
    ranked = sorted(masters, key=lambda each: _version(each[1].properties), reverse=True)
    best = _version(ranked[0][1].properties)[0]
    newest: list[tuple[Block, Part]] = []
    older: list[tuple[Block, Part]] = []
    contents: set[str] = set()
    for each in ranked:
        content = str(sorted(raw_fields(each[1].properties).items(), key=str))
        is_older = _version(each[1].properties)[0] < best or content in contents
        contents.add(content)
        (older if is_older else newest).append(each)
    return newest, older


def _version(properties: Properties) -> tuple[int, str]:
    number = properties.text("SEQUENCE")
    sequence = int(number[:9]) if number.isdecimal() else 0
    return sequence, properties.text("LAST-MODIFIED") or properties.text("DTSTAMP")


def _record(
    uid: str,
    block: Block,
    part: Part,
    changed: list[Part],
    place: int,
    zones: CalendarZones,
    options: ReadingOptions,
) -> SourceRecord:
    row, notes = row_of_event(part.properties, options)
    notes += part.times.notes
    if block.is_cut:
        notes.append(_("The event has thousands of lines, of which the first were read."))
    identifier = kept_text(uid) or _made_up(row, part)
    if not uid:
        notes.append(_("It has no UID; it is known by its title and its start."))
    if place:
        start = part.times.start
        identifier += f"#{key_of(start.value) if start else place + 1}"
        notes.append(_("Its UID is the one of another event; it is known by its start too."))
    row["id"] = identifier
    _give_start(row, part)
    if is_series(part.properties) or changed:
        series = expand(part, changed, zones, options.today)
        if not series.dates and part.properties.get("EXDATE"):
            reason = _(
                "Every date of the series was taken out of it, so nothing takes place. "
                "Nothing is to be done, or export it again."
            )
            return SourceRecord(block.number, block.position, None, reason, source=SOURCE)
        _give_dates(row, series, notes)
    if changed:
        row["raw_fields"]["RECURRENCE-ID"] = [raw_fields(each.properties) for each in changed[:100]]
        _say_other_titles(row, changed, notes)
    return _finished(block, row, notes, options)


def _orphans(
    uid: str, parts: list[tuple[Block, Part]], zones: CalendarZones, options: ReadingOptions
) -> SourceRecord:
    """Return the record of single dates whose series is not in the file."""
    block, first = parts[0]
    changed = [part for _block, part in parts]
    row, notes = row_of_event(first.properties, options)
    row["id"] = kept_text(uid) or _made_up(row, first)
    _give_start(row, first)
    notes += first.times.notes
    message = _(
        "The series itself is not in the file, only %(number)d of its dates. "
        "Export the whole calendar to have all."
    )
    notes.append(message % {"number": len(changed)})
    _give_dates(row, expand(None, changed, zones, options.today), notes)
    row["raw_fields"]["RECURRENCE-ID"] = [raw_fields(each.properties) for each in changed[:100]]
    _say_other_titles(row, changed, notes)
    return _finished(block, row, notes, options)


def _give_start(row: dict[str, Any], part: Part) -> None:
    start = part.times.start
    if start is None:
        row["start"] = None
        return
    row["start"], row["timezone"] = written(start.value), start.zone
    last = part.times.last()
    row["end"] = written(last) if last is not None else None


def _give_dates(row: dict[str, Any], series: Series, notes: list[str]) -> None:
    notes += series.notes
    if not series.dates:
        return
    first = series.dates[0]
    row["start"] = written(first.start)
    row["end"] = written(first.end) if first.end is not None else None
    if len(series.dates) > 1:
        row["dates"] = [
            {
                "key": date.key,
                "start": written(date.start),
                "end": written(date.end) if date.end is not None else None,
                "status": "cancelled" if date.is_cancelled else "scheduled",
            }
            for date in series.dates
        ]


def _say_other_titles(row: dict[str, Any], changed: list[Part], notes: list[str]) -> None:
    others = {" ".join(part.properties.text("SUMMARY").split()) for part in changed}
    if others - {row["title"], ""}:
        message = _(
            "Single dates have titles of their own, which are kept in the record: %(titles)s."
        )
        notes.append(message % {"titles": ", ".join(sorted(others - {row["title"]}))[:200]})


def _made_up(row: dict[str, Any], part: Part) -> str:
    start: Moment | None = part.times.start
    told = f"{row['title']}\n{key_of(start.value) if start else ''}\n{row['location']}"
    return f"no-uid-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _finished(
    block: Block, row: dict[str, Any], notes: list[str], options: ReadingOptions
) -> SourceRecord:
    defaults = options.mapping.defaults if options.mapping else {}
    for column, value in defaults.items():
        if is_blank(row.get(column)):
            row[column] = kept(value)
    return SourceRecord(block.number, block.position, row, notes=tuple(notes), source=SOURCE)
