"""What was written into a translation outside localize's editor is not lost when localize goes on.

After "Convert to regular page" a translation is edited like any page; imports and code write to it
too. "Start Synced translation" then brought back localize's older strings (wagtail-localize #876).
So words from elsewhere are taken into localize's records: when they are published, and when
localize takes the page over.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.freshness.digests import digest
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.kept.own_values import remember_own_values, written_last
from wagtail_migration_events.translation.kept.own_words import text_columns
from wagtail_migration_events.translation.source.segments import strings_of
from wagtail_migration_events.translation.source.snapshots import is_of_event
from wagtail_migration_events.translation.source.suggestions import mark


def learn_from_published(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """After a translation was published by other means than localize."""
    if not is_event(instance) or instance.alias_of_id:
        return
    translations = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id
    ).select_related("source", "target_locale")
    for translation in translations:
        logs = TranslationLog.objects.filter(source=translation.source, revision=revision)
        if revision is None or not logs.exists():
            take_over(translation, instance)


def learn_from_draft(instance: Any, **kwargs: Any) -> None:
    """When localize takes over a page that is there already."""
    if not instance.enabled or kwargs.get("raw") or not is_of_event(instance.source):
        return
    try:
        page = instance.get_target_instance()
    except ObjectDoesNotExist:
        return
    if not page.alias_of_id:
        take_over(instance, page.get_latest_revision_as_object())


def take_over(translation: Any, page: Any) -> None:
    """Write the words of a page into localize's records of its translation.

    What the page has of older words, or in another structure than the source, counts as still to
    do. What repeats the source is no translation.
    """
    with transaction.atomic():
        stale = {field_name_of(type(page), each.name) for each in stale_texts(page)}
        written = _written_by_hand(page)
        words, segments = _words(page), _segments(translation, page)
        for path, rows in segments.items():
            column = path.split(".")[0]
            if column not in written:
                continue
            found = words.get(path, [])
            if len(found) != len(rows):
                _mark_all(translation, rows)
                continue
            for row, text in zip(rows, found, strict=True):
                _take_over(translation, row, text, column in stale)
        remember_own_values(page)


def _written_by_hand(page: Any) -> set[str]:
    """Return the columns whose text is neither the source's nor as localize wrote it last.

    Of the latter localize may know better: a translator's work that is not published yet.
    """
    of_source = {
        field_name_of(type(page), name)
        for name, (made_from, own) in (page.text_basis or {}).items()
        if made_from == own
    }
    now, before = json.loads(page.to_json()), written_last(page)
    return {
        name
        for name in text_columns(type(page))
        if name not in of_source
        and (name not in before or _digest(now, name) != _digest(before, name))
    }


def _digest(content: dict[str, Any], name: str) -> str:
    return digest(str(content.get(name) or ""))


def _words(page: Any) -> dict[str, list[str]]:
    found = defaultdict(list)
    for path, text in strings_of(page):
        found[path].append(text)
    return found


def _segments(translation: Any, page: Any) -> dict[str, list[Any]]:
    columns = set(text_columns(type(page)))
    found = defaultdict(list)
    rows = translation.source.stringsegment_set.select_related("context", "string")
    for row in rows.order_by("order"):
        if row.context.path.split(".")[0] in columns:
            found[row.context.path].append(row)
    return found


def _take_over(translation: Any, row: Any, text: str, is_stale: bool) -> None:
    known = _known(translation, row)
    if (known is not None and known.data == text) or (known is None and text == row.string.data):
        return
    if is_stale and known is not None and not known.has_error:
        return  # somebody has translated the newer text already
    made = known or StringTranslation(
        translation_of_id=row.string_id,
        locale_id=translation.target_locale_id,
        context_id=row.context_id,
    )
    made.data = text
    made.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    made.tool_name, made.field_error, made.has_error = "", "", False
    if is_stale:
        mark(made, translation.target_locale.language_code)
    made.save()


def _mark_all(translation: Any, rows: list[Any]) -> None:
    for row in rows:
        known = _known(translation, row)
        if known is not None and not known.has_error:
            mark(known, translation.target_locale.language_code)
            known.save()


def _known(translation: Any, row: Any) -> Any:
    return StringTranslation.objects.filter(
        translation_of=row.string_id,
        locale=translation.target_locale_id,
        context=row.context_id,
    ).first()
