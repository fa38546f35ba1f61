"""When two names mean one organizer: compared without guessing, and never split."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("[’‘ʼ`´′]")
_DASHES_AND_SPACES = re.compile(r"[\s\-‐‑‒–—―_]+")
_UNITED_NATIONS = re.compile(r"\bUN\b")
_WITH_ACRONYM = re.compile(r"(?P<full>.+\S)\s*\((?P<acronym>[^\W\d_a-z][\w&/.-]{1,15})\)")


def comparable_name(name: str) -> str:
    """Return a form in which two spellings of one name are equal.

    Case, spaces, the form of apostrophes and dashes, a leading "the" and "UN" for "United Nations"
    do not count; "UN-Habitat" is "UN Habitat".
    """
    text = _UNITED_NATIONS.sub("United Nations", unicodedata.normalize("NFKC", name))
    text = _DASHES_AND_SPACES.sub(" ", _APOSTROPHES.sub("'", text)).strip().casefold()
    return text.removeprefix("the ")


def split_acronym(name: str) -> tuple[str, str]:
    """Return full name and acronym of "Economic Commission for Africa (ECA)", else the name and "".

    What stands in brackets is an acronym if it is one word in capitals at the very end.
    """
    match = _WITH_ACRONYM.fullmatch(name.strip())
    if match is None or not _is_acronym(match["acronym"]):
        return name.strip(), ""
    return match["full"], match["acronym"]


def is_same_body(one: str, other: str) -> bool:
    """Whether two comparable names of bodies with one acronym may mean the same body.

    They do if one holds all the words of the other in their order without a gap: "Economic
    Commission for Africa" and "United Nations Economic Commission for Africa".
    """
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _is_acronym(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) * 2 > len(letters)
