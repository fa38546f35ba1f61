"""Reading JSON Lines: one row at a time, and a bad line never stops the ones after it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

LONGEST_LINE = 1_000_000
"""Bytes; a row of an event has a few thousand."""
DEEPEST = 20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class BadLine(ValueError):  # noqa: N818 - says what it is
    """The line holds no row that could be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its row, or why there is none.

    ``number`` counts from 1; ``position`` is where the line ends, in bytes.
    """

    number: int
    position: int
    row: dict[str, Any] | None
    refusal: str = ""


def read_lines(path: Path) -> Iterator[Line]:
    """Read a JSON Lines file in UTF-8, leaving out blank lines.

    :raises OSError: if the file cannot be opened or read.
    """
    with path.open("rb") as file:
        for number, content in enumerate(_lines_of(file), start=1):
            if number == 1:
                content = content.removeprefix(_BYTE_ORDER_MARK)
            if not content.strip():
                continue
            try:
                yield Line(number, file.tell(), parse_row(content))
            except BadLine as error:
                yield Line(number, file.tell(), None, str(error))


def parse_row(content: bytes) -> dict[str, Any]:
    """Return the object that a line holds.

    :raises BadLine: if it holds none, or one that not every database can keep.
    """
    if len(content) > LONGEST_LINE:
        raise BadLine(_("The line is longer than a million bytes."))
    try:
        row = json.loads(content.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadLine(_("The line is not in UTF-8.")) from None
    except RecursionError:
        raise BadLine(_("The line is nested too deeply.")) from None
    except ValueError:
        raise BadLine(_("The line is not JSON.")) from None
    if not isinstance(row, dict):
        raise BadLine(_("The line holds no JSON object."))
    _refuse_unkeepable(row)
    return row


def _lines_of(file: BinaryIO) -> Iterator[bytes]:
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
    raise BadLine(_("The line is nested too deeply."))


def _refuse_scalar(value: Any) -> None:
    if isinstance(value, str):
        if "\x00" in value:
            raise BadLine(_("A text in the line holds the character NUL."))
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise BadLine(_("A text in the line holds half a character (a lone surrogate)."))
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadLine(_("A number in the line is too large."))
