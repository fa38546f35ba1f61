"""How a value typed by a person or found in a file is compared with codes and names."""

from __future__ import annotations

import re
import unicodedata

LONGEST_VALUE = 200
"""Characters of a value that are looked at; the longest official title has fewer."""

LONGEST_SEARCH = 60
"""Characters of a search that are read."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SPACES = re.compile(r"\s+")


def spoken_value(value: object) -> str:
    """Return a value as a short trimmed text; ``""`` for what cannot be meant as a code.

    Whole floats (spreadsheets give ``13.0``) count as integers; others are refused, because a
    spreadsheet writes the target 8.10 as the number 8.1.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e6:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return ""
    if isinstance(value, int) and abs(value) >= 10**6:
        return ""
    return _SPACES.sub(" ", str(value)[:LONGEST_VALUE]).strip()


def comparable(text: str) -> str:
    """Return a form in which two spellings of one name are equal.

    Ignores case, width, the form of apostrophes, repeated spaces and a closing asterisk.
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_VALUE]).translate(_APOSTROPHES)
    return _SPACES.sub(" ", text).strip(" *").casefold()


def folded(text: str) -> str:
    """Return the text without accents and case, in plain digits, for comparing words."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    return "".join(
        _digit(letter) for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf")
    ).casefold()


def search_words(text: str) -> list[str]:
    """Return the folded words of a search; of a long one only those at its beginning."""
    return "".join(
        letter if letter.isalnum() or letter in "+-" else " "
        for letter in folded(text[:LONGEST_SEARCH])
    ).split()


def begins(word: str, name: str) -> bool:
    """Whether a word begins a name or a word of it; Chinese has no spaces between its words."""
    return name.startswith(word) or f" {word}" in name or (word in name and ord(word[0]) > 0x2E7F)


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
