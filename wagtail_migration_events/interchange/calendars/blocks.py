"""The components of an iCalendar file, cut out line by line, however broken the rest may be."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from wagtail_migration_events.interchange.calendars.folding import open_whole
from wagtail_migration_events.interchange.text_files import encoding_of

LONGEST_LINE = 200_000
"""Characters of a line after unfolding; only files put into a calendar have more."""
MOST_LINES = 5000
_PROPERTY = re.compile(r"[A-Za-z0-9-]+[;:]")
_BARE_NAME = re.compile(r"\\n[A-Z0-9-]{2,}")
#: What people write may have lines; a date, a rule or an identifier has not.
_TEXT = re.compile(r"(?:SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|X-)[^:]*[;:]", re.IGNORECASE)
_READ = frozenset({"VEVENT", "VTIMEZONE"})
_NEVER_INSIDE = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "VTODO"})


@dataclass
class CalendarFacts:
    """What a calendar says of all its events, by the name of the property."""

    properties: dict[str, str] = field(default_factory=dict)
    zones: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Block:
    """One component: its unfolded lines without ``BEGIN`` and ``END``.

    ``number`` is the line at which it begins, ``position`` in bytes where it ends; ``is_whole``
    tells whether its end was found.
    """

    name: str
    number: int
    calendar: CalendarFacts
    lines: list[str] = field(default_factory=list)
    position: int = 0
    is_whole: bool = False
    is_cut: bool = False


class CalendarFile:
    """Reads the blocks of a file; afterwards says what else it held.

    :param encoding: that somebody has named; "" to find out.

    Attributes:
        others: how many components of other kinds there were, by kind.
        note: what is to be said of the encoding.
    """

    def __init__(self, path: Path, encoding: str = "") -> None:
        self._path = path
        self.others: Counter[str] = Counter()
        self.has_calendar = False
        self._facts = CalendarFacts()
        self._block: Block | None = None
        self._inside: list[str] = []
        found = encoding_of(path, encoding, open_whole)
        self._encoding, self.note = found.name, found.note

    def events(self) -> Iterator[Block]:
        """Yield the events; zones are kept in the calendar that they stand in.

        :raises OSError: if the file cannot be read.
        """
        content = open_whole(self._path)
        with io.TextIOWrapper(content, encoding=self._encoding, errors="replace") as file:
            for number, line in _unfolded(file):
                word, _colon, name = line.partition(":")
                word, name = word.strip().upper(), name.strip().upper()
                ended = None
                if word == "BEGIN":
                    ended = self._begin(name, number, line)
                elif word == "END":
                    ended = self._end(name, line)
                else:
                    self._keep(line)
                if ended is not None:
                    yield _placed(ended, file)
            if self._block is not None and self._block.name == "VEVENT":
                yield _placed(self._block, file)

    def _begin(self, name: str, number: int, line: str) -> Block | None:
        """Begin a component; return the event before it if its own end is missing."""
        before = None
        if name in _NEVER_INSIDE:
            if self._block is not None and self._block.name == "VEVENT":
                before = self._block
            self._block, self._inside = None, []
        if name == "VCALENDAR":
            self._facts, self.has_calendar = CalendarFacts(), True
        elif name in _READ and self._block is None:
            self._block = Block(name, number, self._facts)
        else:
            if self._block is None and not self._inside:
                self.others[name[:40]] += 1
            self._inside.append(name)
            if self._block is not None:
                _add(self._block, line, self._inside)
        return before

    def _end(self, name: str, line: str) -> Block | None:
        """End a component; return it if it is an event."""
        block = self._block
        if block is not None and name == block.name:
            block.is_whole = True
            self._block, self._inside = None, []
            if name == "VEVENT":
                return block
            _keep_zone(self._facts, block)
            return None
        if self._inside:
            self._inside.pop()
        if block is not None and block.name == "VTIMEZONE":
            block.lines.append(line)
        return None

    def _keep(self, line: str) -> None:
        if self._block is not None:
            _add(self._block, line, self._inside)
        elif not self._inside and _PROPERTY.match(line):
            key = line.partition(":")[0].partition(";")[0].upper()
            self._facts.properties.setdefault(key, line.partition(":")[2].strip()[:500])


def _add(block: Block, line: str, inside: list[str]) -> None:
    """Keep a line of a component; of those inside it only what a zone is made of."""
    if block.name == "VEVENT" and inside:
        return
    if len(block.lines) >= MOST_LINES:
        block.is_cut = True
    else:
        block.lines.append(line)


def _keep_zone(facts: CalendarFacts, block: Block) -> None:
    for line in block.lines:
        if line.upper().startswith("TZID"):
            facts.zones.setdefault(line.partition(":")[2].strip().strip('"'), block.lines)
            return


def _placed(block: Block, file: TextIO) -> Block:
    buffer = getattr(file, "buffer", None)
    block.position = buffer.tell() if buffer else 0
    return block


def _unfolded(file: TextIO) -> Iterator[tuple[int, str]]:
    """Yield the content lines with the number at which each begins (RFC 5545 §3.1).

    A line that is no property belongs to the text before: some programs break texts in the middle.
    """
    parts: list[str] = []
    begins = number = length = 0
    gap = ""
    while line := file.readline(LONGEST_LINE):
        number += 1
        line = line.rstrip("\r\n").replace("\x00", "")
        if not line:
            gap = "\\n"
            continue
        is_folded = line[:1] in (" ", "\t")
        if is_folded and _ends_with_a_name(parts, line):
            name = parts.pop().removeprefix("\\n")
            yield begins, "".join(parts)
            parts, begins, length = [name], number - 1, len(name)
        if is_folded or _goes_on(parts, line):
            if length < LONGEST_LINE:
                parts.append(line[1:] if is_folded else f"{gap}\\n{line}")
                length += len(line)
        else:
            if parts:
                yield begins, "".join(parts)
            parts, begins, length = [line.lstrip("\ufeff")], number, len(line)
        gap = ""
    if parts:
        yield begins, "".join(parts)


def _goes_on(parts: list[str], line: str) -> bool:
    return bool(parts and _TEXT.match(parts[0])) and not _PROPERTY.match(line)


def _ends_with_a_name(parts: list[str], folded: str) -> bool:
    """Whether a name was taken for a line of a text: old programs fold it off its value."""
    is_value = len(parts) > 1 and folded[1:2] in (":", ";")
    return is_value and bool(_BARE_NAME.fullmatch(parts[-1]))
