"""The glossary of a site: which word of one language stands for which of another.

It is CSV, as spreadsheets write it: with commas, in many countries with semicolons, and with tabs
where cells were copied. The first line names the languages; each line after it holds one term.
Words in one cell that may stand for one another are parted by ``|``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from wagtail_migration_events.vocabularies.languages import (
    UNDETERMINED,
    language_variants,
    normalise_tag,
)

TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
DELIMITERS = (",", ";", "\t")
#: In lines. A check of each text against each term has to end.
MOST_TERMS = 2000


class GlossaryError(ValueError):
    """A fault in the CSV, in words that name its line."""


@dataclass(frozen=True)
class GlossaryTerm:
    """A word of the source, and those that may stand for it in the language of the translation.

    ``is_official`` says that it is the title of a text of the United Nations.
    """

    source: str
    targets: tuple[str, ...]
    is_official: bool = False


@lru_cache(maxsize=32)
def parse_glossary(text: str) -> tuple[dict[str, tuple[str, ...]], ...]:
    """Return the terms of a glossary: in each, the words by language tag.

    :raises GlossaryError: for a line that cannot be understood.
    """
    text = text.lstrip("\ufeff")
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    tags: list[str] | None = None
    terms = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if tags is None:
                tags = _tags(cells, reader.line_num)
            else:
                terms.append(_term(tags, cells, reader.line_num))
    except csv.Error as error:
        raise GlossaryError(
            _("Line %(line)s: %(fault)s") % {"line": reader.line_num, "fault": error}
        ) from error
    if len(terms) > MOST_TERMS:
        raise GlossaryError(_("A glossary has at most %(most)s terms.") % {"most": MOST_TERMS})
    return tuple(terms)


def glossary_between(text: str, source: str, target: str) -> list[GlossaryTerm]:
    """Return the terms that have words in both languages.

    :param source, target: BCP 47 tags.
    :raises GlossaryError: for a line that cannot be understood.
    """
    found = []
    for term in parse_glossary(text):
        words, targets = _words(term, source), _words(term, target)
        if targets:
            found += [GlossaryTerm(word, targets) for word in words]
    return found


def terms_in(text: str, terms: Iterable[GlossaryTerm]) -> list[GlossaryTerm]:
    """Return the terms that occur in a text, as whole words, in any case."""
    return [term for term in terms if _occurs(term.source, text)]


def terms_not_kept(source: str, translation: str, terms: Iterable[GlossaryTerm]) -> list[str]:
    """Return a warning for each term of the source of whose words the translation has none.

    Only a hint: an inflected word is not found.
    """
    return [
        _warning(term)
        for term in terms_in(source, terms)
        if not any(_occurs(target, translation, whole=False) for target in term.targets)
    ]


def _delimiter(text: str) -> str:
    """Return what parts the tags of the first line, none of which can have it."""
    first = text.lstrip().partition("\n")[0]
    return next((each for each in DELIMITERS if each in first), ",")


def _warning(term: GlossaryTerm) -> str:
    words = {"target": _(" or ").join(term.targets), "source": term.source}
    if term.is_official:
        return _("The official title of “%(source)s” is “%(target)s”.") % words
    return _("The glossary has “%(target)s” for “%(source)s”.") % words


def _tags(cells: list[str], line: int) -> list[str]:
    tags = [normalise_tag(cell) for cell in cells]
    for cell, tag in zip(cells, tags, strict=True):
        if not TAG.fullmatch(tag) or tag == UNDETERMINED:
            raise GlossaryError(
                _("Line %(line)s: “%(tag)s” is not the tag of a language, such as en or zh-hans.")
                % {"line": line, "tag": cell}
            )
    if len(set(tags)) < len(tags):
        raise GlossaryError(_("Line %(line)s: a language is named twice.") % {"line": line})
    return tags


def _term(tags: list[str], cells: list[str], line: int) -> dict[str, tuple[str, ...]]:
    if len(cells) > len(tags):
        raise GlossaryError(
            _("Line %(line)s has %(cells)s cells, but the first line names %(tags)s languages.")
            % {"line": line, "cells": len(cells), "tags": len(tags)}
        )
    words = (tuple(word.strip() for word in cell.split("|") if word.strip()) for cell in cells)
    return {tag: each for tag, each in zip(tags, words, strict=False) if each}


def _words(term: dict[str, tuple[str, ...]], tag: str) -> tuple[str, ...]:
    return next((term[each] for each in language_variants(tag) if each in term), ())


def _occurs(word: str, text: str, *, whole: bool = True) -> bool:
    word, text = " ".join(word.casefold().split()), " ".join(text.casefold().split())
    if not whole or _has_no_spaces(word):
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _has_no_spaces(word: str) -> bool:
    """Whether the script of a word parts no words: Chinese, Japanese, Thai."""
    return re.search(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", word) is not None
