"""Which imported pages are still in the words, and so in the language, of their source."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source.understanding import language_of_words


def languages_of_imported(pages: list[Any]) -> dict[int, str]:
    """Return by primary key the language of imported pages that are in another one than theirs.

    A page on which somebody has written is taken to be in the language under which it stands.
    """
    sources = {page.pk: source_of(page).pk for page in pages}
    records = ImportRecord.objects.filter(page__in=set(sources.values()))
    known = {
        page: rest for page, *rest in records.values_list("page", "language", "raw", "applied")
    }
    found: dict[int, str] = {}
    for page in pages:
        own, raw, applied = known.get(sources[page.pk], ("", {}, {}))
        language = language_of_words(raw)
        if language and language != own and _is_as_imported(page.specific, applied):
            found[page.pk] = language
    return found


def _is_as_imported(page: Any, applied: dict[str, Any]) -> bool:
    columns = {name: field_name_of(type(page), name) or name for name in type(page).event_text}
    return all(
        (getattr(page, column, None) or "") == (applied.get(name) or "")
        if name in applied
        else not getattr(page, column, None)
        for name, column in columns.items()
    )
