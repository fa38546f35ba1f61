"""Footnotes that must stand where an area is named, in wordings that somebody has confirmed."""

from __future__ import annotations

from django.utils.translation import get_language

from wagtail_migration_events.vocabularies.languages import (
    LAST_RESORT,
    UNDETERMINED,
    language_chain,
    same_reading,
)
from wagtail_migration_events.vocabularies.official.vocabulary import official_terms
from wagtail_migration_events.vocabularies.terms import Label

KOSOVO = "kosovo"
MARK = "*"


def get_footnote(code: str, language: str | None = None) -> Label:
    """Return a footnote in ``language`` (a tag; ``None``: the active language).

    Only a verified wording is printed: where a language has none, the verified one of the fallback
    chain stands in, in the end the English one. A site confirms or corrects a wording in the
    admin, or through the setting VOCABULARY_CORRECTIONS. Never raises: without any verified
    wording, and for an unknown code, the text is empty.
    """
    wanted = language or get_language() or LAST_RESORT
    term = official_terms("footnotes").get(code)
    for key in language_chain(wanted):
        title = term.titles.get(key) if term else None
        if title is not None and title.verified:
            return Label(title.text, key, True, title.source, not same_reading(wanted, key))
    return Label("", UNDETERMINED, is_fallback=True)
