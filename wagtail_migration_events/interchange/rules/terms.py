"""Terms of the official vocabularies that stand in one cell, parted by commas."""

from __future__ import annotations

import re

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.vocabularies.registry import get_vocabulary

LONGEST = 500
_VOCABULARIES = {"sdgs": "sdgs", "principles": "guiding_principles"}
_JOINTS = re.compile(r"[,;/&+、，،]|\b(?:and|et|y|e|и)\b|(?<=\s)و(?=\S)|[和及]", re.IGNORECASE)
#: "SDG 8", "ODD 8", "Target 10.7": a number of a goal or a target behind the word for it.
_GOAL = re.compile(
    r"(?:(?:sdgs?|odd|ods|цур|goals?|targets?|cible|meta|objectif|objetivo|цель|задача|الهدف|"
    r"可持续发展目标|目标)\s*:?\s*)?(?P<code>\d{1,2}(?:\.[\da-d])?)",
    re.IGNORECASE,
)


def terms_at_commas(draft: Draft) -> None:
    """Part a cell where each of its parts is a term; "Peace, justice and strong institutions",
    which is one, stays."""
    for column, vocabulary in _VOCABULARIES.items():
        values = draft.items(column)
        found: list[object] = []
        for value in values:
            found += _terms(value, vocabulary) if isinstance(value, str) else [value]
        if found != values:
            draft.change(column, found)


def _terms(text: str, vocabulary: str) -> list[object]:
    resolve = get_vocabulary(vocabulary).resolve
    if len(text) > LONGEST or resolve(text):
        return [text]
    parts = [part.strip(" .") for part in _JOINTS.split(text)]
    codes = [_code(part, vocabulary) for part in parts if part]
    return list(codes) if codes and all(codes) else [text]


def _code(part: str, vocabulary: str) -> str:
    if code := get_vocabulary(vocabulary).resolve(part):
        return str(code)
    match = _GOAL.fullmatch(part) if vocabulary == "sdgs" else None
    return str(get_vocabulary(vocabulary).resolve(match["code"]) or "") if match else ""
