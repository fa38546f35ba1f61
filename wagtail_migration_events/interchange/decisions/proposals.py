"""What names may mean, proposed to people and never acted on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

SEPARATOR = " | "
_JOINTS = re.compile(
    r"\s*(?:,\s*(?:and|et|y|и|as well as)\s+|,|;|/|،|、|\s&\s|\b(?:as well as|in (?:partnership|"
    r"collaboration|cooperation) with|along with|together with|and|et|y|и|ainsi que|"
    r"así como)\b)\s*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:and|et|y|и|as well as|with|by|the|ainsi que|así como)\s+", re.IGNORECASE
)
_GOVERNMENTS = re.compile(r"^(?:the\s+)?governments? of\s+(?P<names>.+)$", re.IGNORECASE)
_OTHERS = re.compile(r"^(?:other|others|autres|otros|другие|etc|partners?)\b", re.IGNORECASE)
_COUNT = re.compile(r"\s*\(\d+\)$|\s*\((?:from the title|online|hybrid|virtual)\)$", re.IGNORECASE)
_CUT = re.compile(r"\s*(?:…|\.\.\.).*$")


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Proposal:
    """What something may mean, and how sure that is; ``text`` is "" where it means itself."""

    text: str
    confidence: Confidence


def propose_organizers(name: str, titles: Collection[str], *, is_known: bool) -> Proposal:
    """Return which organizers a name may mean.

    :param titles: of the organizers of the site.
    :param is_known: whether the name is the one of an organizer of the site.
    """
    if is_known:
        return Proposal("", Confidence.HIGH)
    parts = _parts(name)
    if len(parts) > 1 or (parts and parts[0] != name.strip()):
        return Proposal(SEPARATOR.join(parts), Confidence.LOW)
    if not parts or _OTHERS.match(name.strip()):
        return Proposal("", Confidence.LOW)
    near = _near(_CUT.sub("", name), titles)
    if near:
        return Proposal(near, Confidence.LOW if _CUT.search(name) else Confidence.MEDIUM)
    return Proposal("", Confidence.MEDIUM)


def propose_term(word: str, labels: Collection[str], *, is_known: bool) -> Proposal:
    """Return which term of the site a word may mean."""
    if is_known:
        return Proposal("", Confidence.HIGH)
    shorter = _COUNT.sub("", word).strip()
    near = _near(shorter, labels) or _near(shorter.removesuffix("s"), labels)
    if near or shorter != word:
        return Proposal(near or shorter, Confidence.MEDIUM if near else Confidence.LOW)
    return Proposal("", Confidence.MEDIUM)


def _parts(name: str) -> list[str]:
    text = _LEADING.sub("", name.strip())
    if match := _GOVERNMENTS.match(text):
        names = [part for part in _JOINTS.split(match["names"]) if part]
        return [
            part if _OTHERS.match(part) or " of " in part else f"Government of {part}"
            for part in names
        ]
    return [part.strip(" .") for part in _JOINTS.split(text) if part.strip(" .")]


def _near(name: str, titles: Collection[str]) -> str:
    if not 4 <= len(name) <= 200:
        return ""
    by_form = {title.casefold(): title for title in titles}
    found = get_close_matches(name.casefold(), by_form, n=1, cutoff=0.8)
    return by_form[found[0]] if found else ""
