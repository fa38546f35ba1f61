"""The year in the title of an event, and in its address."""

from __future__ import annotations

import re
import unicodedata

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def with_years_moved(text: str, years: range, distance: int) -> str:
    """Return a text with each of these years moved: "Migration Week 2026" to "… 2027".

    Other years stay: "Towards 2030". The digits may be those of any script.

    :param years: in which the event takes place.
    """

    def moved(found: re.Match[str]) -> str:
        year = int(found[0])
        if year not in years:
            return found[0]
        # The digits of a script stand in a row.
        zero = ord(found[0][0]) - unicodedata.decimal(found[0][0])
        return "".join(chr(zero + int(digit)) for digit in f"{year + distance:04}")

    return _YEAR.sub(moved, text)
