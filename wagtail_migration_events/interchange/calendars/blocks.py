"""The components of an iCalendar file, cut out line by line, however broken the rest may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from wagtail_migration_events.interchange.readers.text_files import encoding_of

LONGEST_LINE = 200_000
"""Characters of a line after unfolding; only files put into a calendar have more."""
MOST_LINES = 5000
_PROPERTY = re.compile(r"[A-Za-z0-9-]+[;:]")
_READ = frozenset({"VEVENT", "VTIMEZONE"})


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

    Attributes:
        others: how many components of other kinds there were, by kind.
        note: what is to be said of the encoding.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.others: Counter[str] = Counter()
        self.has_calendar = False
        encoding = encoding_of(path)
        self._encoding, self.note = encoding.name, encoding.note

    def events(self) -> Iterator[Block]:
        """Yield the events; zones are kept in the calendar that they stand in.

        :raises OSError: if the file cannot be read.
        """
        facts = CalendarFacts()
        block: Block | None = None
        inside: list[str] = []
        with self._path.open(encoding=self._encoding, errors="replace") as file:
            for number, line in _unfolded(file):
                word, _colon, name = line.partition(":")
                word, name = word.strip().upper(), name.strip().upper()
                if word == "BEGIN" and name in ("VCALENDAR", "VEVENT", "VTIMEZONE", "VTODO"):
                    if block is not None and block.name == "VEVENT":
                        yield _ended(block, file)  # its own end is missing
                    block, inside = None, []
                    if name == "VCALENDAR":
                        facts, self.has_calendar = CalendarFacts(), True
                        continue
                if word == "BEGIN":
                    self._count(name, inside, block)
                    if name in _READ and block is None:
                        block = Block(name, number, facts)
                        continue
                    inside.append(name)
                elif word == "END":
                    if block is not None and name == block.name:
                        block.is_whole = True
                        if name == "VEVENT":
                            yield _ended(block, file)
                        else:
                            _keep_zone(facts, block)
                        block, inside = None, []
                    elif inside:
                        inside.pop()
                    if block is not None and block.name == "VTIMEZONE":
                        block.lines.append(line)
                    continue
                if block is not None:
                    _add(block, line, inside)
                elif not inside and _PROPERTY.match(line):
                    key = line.partition(":")[0].partition(";")[0].upper()
                    facts.properties.setdefault(key, line.partition(":")[2].strip()[:500])
            if block is not None and block.name == "VEVENT":
                yield _ended(block, file)

    def _count(self, name: str, inside: list[str], block: Block | None) -> None:
        if block is None and not inside and name not in _READ:
            self.others[name[:40]] += 1


def _add(block: Block, line: str, inside: list[str]) -> None:
    """Keep a line of a component; of those inside it only what a zone is made of."""
    if block.name == "VEVENT" and (inside or line.upper().startswith("BEGIN:")):
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


def _ended(block: Block, file: TextIO) -> Block:
    buffer = getattr(file, "buffer", None)
    block.position = buffer.tell() if buffer else 0
    return block


def _unfolded(file: TextIO) -> Iterator[tuple[int, str]]:
    """Yield the content lines with the number at which each begins (RFC 5545 §3.1).

    A line that is no property belongs to the one before: some programs break texts in the middle.
    """
    parts: list[str] = []
    begins = number = length = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        line = line.rstrip("\r\n").replace("\x00", "")
        is_folded = line[:1] in (" ", "\t")
        if is_folded or (parts and line.strip() and not _PROPERTY.match(line)):
            if length < LONGEST_LINE:
                parts.append(line[1:] if is_folded else f"\\n{line}")
                length += len(line)
            continue
        if parts:
            yield begins, "".join(parts)
        parts = [line.lstrip("\ufeff")] if line.strip() else []
        begins, length = number, len(line)
    if parts:
        yield begins, "".join(parts)
