"""Which imported pages are still in the words, and so in the language, of their source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.saved import note_all_written
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.understanding import language_of_words


def languages_of_imported(pages: list[Any]) -> dict[int, str]:
    """Return by primary key the language of imported pages that are in another one than theirs.

    A page on which somebody has written is taken to be in the language under which it stands.

    :param pages: of any class, base pages too; texts that were left out when they were read, are
        read in one query for each class.
    """
    sources = {page.pk: source_of(page).pk for page in pages}
    records = ImportRecord.objects.filter(page__in=set(sources.values()))
    known = {
        page: rest for page, *rest in records.values_list("page", "language", "raw", "applied")
    }
    told: dict[int, str] = {}
    for page in pages:
        own, raw, _applied = known.get(sources[page.pk], ("", {}, {}))
        language = language_of_words(raw)
        if language and language != own:
            told[page.pk] = language
    texts = _texts(page for page in pages if page.pk in told)
    return {pk: told[pk] for pk, held in texts if _are_as_imported(held, known[sources[pk]][-1])}


def note_other_language(record: ImportRecord) -> None:
    """Note the page of a record that is about to be saved as written, if the record says that its
    words are in another language than before: it looks otherwise, though nobody has written to it.
    """
    known = ImportRecord.objects.filter(pk=record.pk).values_list("raw", flat=True)
    now = language_of_words(record.raw)
    if record.page_id and any(language_of_words(raw) != now for raw in known):
        note_all_written([record.page_id])


def _texts(pages: Iterable[Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the primary key of each page, and its texts by the name that the package has for them.

    What a page holds in memory counts, for it may be a draft.
    """
    unread: dict[Any, set[int]] = defaultdict(set)
    for page in pages:
        model = page.specific_class
        columns = _columns(model)
        if isinstance(page, model) and page.get_deferred_fields().isdisjoint(columns.values()):
            yield page.pk, {name: getattr(page, column) for name, column in columns.items()}
        else:
            unread[model].add(page.pk)
    for model, pks in unread.items():
        columns = _columns(model)
        rows = model.objects.filter(pk__in=pks).order_by().values_list("pk", *columns.values())
        for pk, *values in rows.iterator():
            yield pk, dict(zip(columns, values, strict=True))


def _columns(model: type) -> dict[str, str]:
    names = {name: field_name_of(model, name) for name in model.event_text}  # type: ignore[attr-defined]
    return {name: column for name, column in names.items() if column}


def _are_as_imported(texts: dict[str, Any], applied: dict[str, Any]) -> bool:
    return all(
        (text or "") == (applied.get(name) or "") if name in applied else not text
        for name, text in texts.items()
    )
