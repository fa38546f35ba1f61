"""What wagtail-localize knows of texts and their translations, for files: two queries for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation

from wagtail_migration_events.translation.files.pieces import Piece, State, Work, key_of
from wagtail_migration_events.translation.files.places import Place, place_of
from wagtail_migration_events.translation.source.snapshots import model_of


def works_of(translations: Iterable[Any]) -> list[Work]:
    """Return the text of each translation, in the order of the page, each piece once.

    :param translations: wagtail-localize's ``Translation``, with source and locales.
    """
    translations = list(translations)
    segments = _segments({each.source_id for each in translations})
    words = _words(translations)
    places: dict[tuple[Any, str], Place] = {}
    return [_work(each, segments[each.source_id], words, places) for each in translations]


def pieces_of(translation: Any) -> dict[str, tuple[Piece, Any, Any]]:
    """Return what may come back for a translation: by key, the piece, its segment, its words."""
    words, places = _words([translation]), {}  # type: ignore[var-annotated]
    found = {}
    for segment in _segments({translation.source_id})[translation.source_id]:
        row = words.get((translation.target_locale_id, segment.context_id, segment.string_id))
        piece = _piece(model_of(translation.source), segment, row, places)
        found[piece.key] = piece, segment, row
    return found


def state_of(row: Any) -> State:
    """Return how far a ``StringTranslation``, or None, is."""
    if row is None or not row.data:
        return State.TO_DO
    if row.has_error:
        return State.SUGGESTED
    is_machine = row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return State.MACHINE if is_machine else State.DONE


def _segments(sources: set[int]) -> dict[int, list[Any]]:
    rows = StringSegment.objects.filter(source__in=sources).select_related("context", "string")
    found: dict[int, dict[tuple[int, int], Any]] = defaultdict(dict)
    for row in rows.order_by("source", "order", "pk"):
        found[row.source_id].setdefault((row.context_id, row.string_id), row)
    return defaultdict(list, {pk: list(each.values()) for pk, each in found.items()})


def _words(translations: list[Any]) -> dict[tuple[int, int, int], Any]:
    rows = StringTranslation.objects.filter(
        context__object__in={each.source.object_id for each in translations},
        locale__in={each.target_locale_id for each in translations},
    )
    return {(row.locale_id, row.context_id, row.translation_of_id): row for row in rows}


def _work(translation: Any, segments: list[Any], words: Any, places: Any) -> Work:
    source, locale = translation.source, translation.target_locale_id
    model = model_of(source)
    return Work(
        translation=translation.uuid,
        title=source.object_repr,
        source_tag=source.locale.language_code,
        target_tag=translation.target_locale.language_code,
        as_of=source.last_updated_at,
        pieces=tuple(
            _piece(model, each, words.get((locale, each.context_id, each.string_id)), places)
            for each in segments
        ),
    )


def _piece(model: Any, segment: Any, row: Any, places: dict[tuple[Any, str], Place]) -> Piece:
    path = segment.context.field_path or segment.context.path
    place = places.get((model, path))
    if place is None:
        place = places[model, path] = place_of(model, path)
    state = state_of(row)
    return Piece(
        key=key_of(segment.context.path, segment.string.data_hash),
        path=segment.context.path,
        source=segment.string.data,
        target=row.data if state is not State.TO_DO else "",
        state=state,
        error=row.field_error if state is State.SUGGESTED else "",
        place=place.name,
        longest=place.longest,
        on_one_line=place.on_one_line,
    )
