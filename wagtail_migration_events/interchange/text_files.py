"""Which encoding a text file is in, looked at and never believed."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.letters import encoding_by_letters
from wagtail_migration_events.interchange.source.records import UnreadableFile

LARGEST_FILE = 500 * 1024 * 1024
"""Bytes. A million rows have less; more is nothing that a person prepared."""
_CHUNK = 1 << 20
_SHOWN = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "cp1256": "Windows-1256"}
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Encoding:
    """The name of an encoding as Python knows it, and what to say about it."""

    name: str
    note: str = ""


def check_size(path: Path, largest: int = LARGEST_FILE) -> int:
    """Return the size of a file in bytes.

    :raises UnreadableFile: if it is too large to be read.
    """
    size = path.stat().st_size
    if size > largest:
        message = _("The file has %(size)d MB; at most %(most)d MB are read. Split it.")
        raise UnreadableFile(message % {"size": size >> 20, "most": largest >> 20})
    return size


def wide_encoding(file: BinaryIO) -> str:
    """Return ``utf-16`` or ``utf-32`` if a file begins with its mark; leave it at its beginning."""
    beginning = file.read(4)
    file.seek(0)
    found = next((name for mark, name in _MARKS if beginning.startswith(mark)), "")
    return "" if found == "utf-8-sig" else found


def _bytes_of(path: Path) -> BinaryIO:
    return path.open("rb")


def encoding_of(
    path: Path, named: str = "", opened: Callable[[Path], BinaryIO] = _bytes_of
) -> Encoding:
    """Return the encoding of a text file: the one that somebody has named, else what it seems.

    A mark at the beginning decides, then whether the whole file is UTF-8, then the zeros of UTF-16;
    what is left is known by its letters, or taken for Windows-1252, which most spreadsheets in
    western languages write.

    :param named: in a mapping; "" to find out.
    :param opened: gives the bytes of the file, where those in it are not yet the ones of its text.
    :raises OSError: if the file cannot be read.
    :raises UnreadableFile: if there is no encoding of the name.
    """
    if named:
        return Encoding(_checked(named))
    with opened(path) as file:
        beginning = file.read(_CHUNK)
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return Encoding(name, "" if name == "utf-8-sig" else _said(name))
    if name := _utf_16_without_mark(beginning):
        return Encoding(name, _said(name))
    with opened(path) as file:
        good, bad = _as_utf_8(file)
    if not bad:
        return Encoding("utf-8")
    if good > 10 * bad:
        note = _("The file is in UTF-8, but for %(number)d places that are replaced by “\ufffd”.")
        return Encoding("utf-8", note % {"number": bad})
    name = encoding_by_letters(beginning) or "cp1252"
    note = _(
        "The file is not in UTF-8 and is read as %(encoding)s. If letters are wrong, save it as "
        "UTF-8, or name its encoding: in the mapping under [table], or, for a table, in the admin "
        "where you choose what each column holds."
    )
    return Encoding(name, note % {"encoding": _SHOWN.get(name, name.upper())})


def _checked(name: str) -> str:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        message = _(
            "“%(name)s” in the mapping is no encoding. Write utf-8, utf-16 or windows-1252."
        )
        raise UnreadableFile(message % {"name": name}) from None
    return name


def _said(name: str) -> str:
    return _("The file is in %(encoding)s.") % {"encoding": name.upper()}


def _utf_16_without_mark(beginning: bytes) -> str:
    sample = beginning[: 2 * (min(len(beginning), 4096) // 2)]
    if len(sample) < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _as_utf_8(file: BinaryIO) -> tuple[int, int]:
    """Count the further bytes of well-formed characters, and the places that are none."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    good = bad = 0
    while chunk := file.read(_CHUNK):
        text = decoder.decode(chunk)
        wrong = text.count("\ufffd")
        bad += wrong
        if not text.isascii():  # each character beyond ASCII has one to three bytes more
            good += len(text.encode("utf-8")) - len(text) - 2 * wrong
    # What is cut in the middle of a character at the very end is no other encoding.
    return good, bad
