"""The corrections that were made in the admin and are in force."""

from __future__ import annotations

from wagtail_migration_events.vocabularies.kept_rows import KeptRows
from wagtail_migration_events.vocabularies.terms import Title

#: Vocabulary, code, and kind of wording.
Key = tuple[str, str, str]

kept = KeptRows(
    "TitleCorrection", "vocabulary", "code", "kind", "language", "text", "verified", "source"
).follow()


def corrections_in_force() -> dict[Key, dict[str, Title]]:
    """Return wordings by language; of each, what was said last."""
    found: dict[Key, dict[str, Title]] = {}
    for vocabulary, code, kind, language, text, verified, source in kept.rows:
        titles = found.setdefault((vocabulary, code, kind), {})
        titles.pop(language, None)
        if text:
            titles[language] = Title(text, verified, source)
    return found
