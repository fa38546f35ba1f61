"""Letters that folding has cut in two, for it counts bytes (RFC 5545 §3.1)."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import BinaryIO, cast

#: What a letter of UTF-8 goes on with, behind the fold that has cut it.
_CUT = re.compile(rb"(?P<fold>\r?\n[ \t])(?P<rest>[\x80-\xbf]{1,3})")
_MAY_BE_CUT = re.compile(rb"(?:\r|\r?\n(?:[ \t][\x80-\xbf]{0,3})?)\Z")


class _WholeLetters(io.RawIOBase):
    """The bytes of a file, each letter whole before the fold; lines keep their numbers.

    In other encodings these bytes are letters of their own, to which a fold makes no difference.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        whole = b""
        while not whole:
            read = self._file.read(max(len(buffer) - len(self._held), 1))
            found = self._held + read
            cut = _MAY_BE_CUT.search(found) if read else None
            end = cut.start() if cut else len(found)
            whole, self._held = _CUT.sub(rb"\g<rest>\g<fold>", found[:end]), found[end:]
            if not read:
                break
        buffer[: len(whole)] = whole
        return len(whole)

    def tell(self) -> int:
        return self._file.tell() - len(self._held)

    def close(self) -> None:
        self._file.close()
        super().close()


def open_whole(path: Path) -> BinaryIO:
    """Open a calendar for reading, with letters put together that folding has cut in two.

    :raises OSError: if the file cannot be read.
    """
    return cast(BinaryIO, io.BufferedReader(_WholeLetters(path), 1 << 16))
