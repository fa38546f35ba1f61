"""In which language the words of a copied page are, where that is not the page's own.

A site knows it from the record of an import, so that a copy needs one too.
"""

from __future__ import annotations

import hashlib
from typing import Any

from wagtail_migration_events.interchange.pages.page_values import read_values
from wagtail_migration_events.interchange.pages.written_languages import languages_of_imported
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.understanding import language_of_words
from wagtail_migration_events.interchange.whole_copy.form import Line
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: The name in a line, and the source of the records.
NAME, SOURCE = "content_language", "whole copy"


def told_language(page: Any) -> str:
    """Return the BCP 47 tag of a page's words, or "" for the language under which it stands."""
    return languages_of_imported([page]).get(page.pk, "")


def note_language(page: Any, line: Line) -> None:
    """Keep what a line says of the language of a page's words."""
    tag, key = language_of_words(line), str(page.translation_key)
    if told_language(page) == tag:
        return
    digest, language = hashlib.sha256(key.encode()).hexdigest(), page.locale.language_code
    ImportRecord.objects.update_or_create(
        source=SOURCE,
        external_id_digest=digest,
        language=normalise_tag(language),
        defaults={
            "external_id": key,
            "page": page,
            "raw": {NAME: tag},
            "applied": read_values(page, type(page).event_text),
        },
    )
