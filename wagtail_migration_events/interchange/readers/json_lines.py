"""Reading JSON Lines: one row at a time, and a bad line never stops the ones after it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    Records,
    SourceRecord,
)
from wagtail_migration_events.interchange.text_files import wide_encoding

LONGEST_LINE = 1_000_000
"""Bytes; a row of an event has a few thousand."""
DEEPEST = 20
LARGEST_WIDE = 200 * 1024 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class BadLine(ValueError):  # noqa: N818 - says what it is
    """The line holds no row that could be kept; the message says why."""


def read_lines(path: Path, options: ReadingOptions | None = None) -> Records:
    """Read a JSON Lines file in UTF-8 (or UTF-16 with its mark), leaving out blank lines.

    :raises OSError: if the file cannot be opened or read.
    """
    with path.open("rb") as file:
        wide = wide_encoding(file)
        if wide:
            yield FileNote(_("The file is in %(encoding)s.") % {"encoding": wide.upper()})
        for number, content in enumerate(_lines_of(file, wide), start=1):
            if number == 1:
                content = content.removeprefix(_BYTE_ORDER_MARK)
            if not content.strip():
                continue
            try:
                yield SourceRecord(number, file.tell(), parse_row(content))
            except BadLine as error:
                yield SourceRecord(number, file.tell(), None, str(error))


def parse_row(content: bytes) -> dict[str, Any]:
    """Return the object that a line holds.

    :raises BadLine: if it holds none, or one that not every database can keep.
    """
    if len(content) > LONGEST_LINE:
        raise BadLine(_("The line is longer than a million bytes. Shorten it."))
    try:
        row = json.loads(content.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadLine(_("The line is not in UTF-8. Save the file in UTF-8.")) from None
    except RecursionError:
        raise BadLine(
            _("The line is nested too deeply. Write one object with plain values in each line.")
        ) from None
    except ValueError:
        raise BadLine(_("The line is not JSON. Write one JSON object in each line.")) from None
    if not isinstance(row, dict):
        raise BadLine(_("The line holds no JSON object. Write one in each line."))
    _refuse_unkeepable(row)
    return row


def _lines_of(file: BinaryIO, wide: str) -> Iterator[bytes]:
    if wide:
        # Seldom, so it is read at once; files of this size do not come in UTF-16.
        text = file.read(LARGEST_WIDE).decode(wide, errors="replace")
        yield from (line.encode("utf-8") for line in text.split("\n"))
        return
    while content := file.readline(LONGEST_LINE + 1):
        rest = content
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        yield content


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _refuse_unkeepable(row: dict[str, Any]) -> None:
    """Refuse what PostgreSQL's ``jsonb`` refuses: NUL, half characters, numbers without end."""
    level: list[Any] = [row]
    for _depth in range(DEEPEST):
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                below += [*value, *value.values()]
            elif isinstance(value, list):
                below += value
            else:
                _refuse_scalar(value)
        if not below:
            return
        level = below
    raise BadLine(
        _("The line is nested too deeply. Write one object with plain values in each line.")
    )


def _refuse_scalar(value: Any) -> None:
    if isinstance(value, str):
        if "\x00" in value:
            raise BadLine(_("A text in the line holds the character NUL. Delete it."))
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise BadLine(
                _(
                    "A text in the line holds half a character (a lone surrogate). Write the "
                    "whole character."
                )
            )
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadLine(_("A number in the line is too large. Write it as a text."))
