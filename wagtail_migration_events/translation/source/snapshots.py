"""localize's snapshot of a source is that of what is published, always.

localize renews ``TranslationSource`` only when somebody chooses "Sync translated pages", and until
then calls a translation of the older text "Up to date" (wagtail-localize #823, #884).
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation, TranslationSource, get_schema_version

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.source.segments import renew_segments


def model_of(source: Any) -> Any:
    """Return the page class of a ``TranslationSource``; None if the site has it no more."""
    return ContentType.objects.get_for_id(source.specific_content_type_id).model_class()


def is_of_event(source: Any) -> bool:
    model = model_of(source)
    return model is not None and is_event(model)


def renew(source: Any, *, only_live: bool = False) -> bool:
    """Bring the snapshot of an event, and its segments, up to date with its row.

    :param source: a ``TranslationSource``; changed in place.
    :param only_live: leave it as it is while the page is not published: its row holds a draft.
    :return: whether it was older.
    """
    with transaction.atomic():
        locked = TranslationSource.objects.select_for_update().filter(pk=source.pk).first()
        if locked is None:
            return False
        locked.specific_content_type = ContentType.objects.get_for_id(
            locked.specific_content_type_id
        )
        try:
            page = locked.get_source_instance()
        except ObjectDoesNotExist:
            return False
        content = page.to_json()
        source.content_json = locked.content_json
        if json.loads(content) == json.loads(source.content_json):
            return False
        if only_live and not page.live:
            return False
        source.content_json = content
        source.object_repr = str(page)[:200]
        source.schema_version = get_schema_version(type(page)._meta.app_label)
        source.last_updated_at = timezone.now()
        source.save(
            update_fields=["content_json", "object_repr", "schema_version", "last_updated_at"]
        )
        renew_segments(source, page)  # to_json() has given an id to each block that had none
        return True


def renew_published(instance: Any, **kwargs: Any) -> None:
    """After a page was published, by whomever: renew its own snapshot, if it has one."""
    if is_event(instance):
        _renew_of([instance])


def renew_changed(source: Any, pages: Any, **kwargs: Any) -> None:
    """After facts have changed: renew the snapshots of all pages that were written to."""
    _renew_of([source, *pages])


def renew_source(source: Any, **kwargs: Any) -> None:
    """After an action has changed the status of a published event, perhaps its reason only."""
    _renew_of([source])


def _renew_of(pages: list[Any]) -> None:
    by_locale = {page.locale_id: page for page in pages if not page.alias_of_id}
    if not by_locale:
        return
    for source in _sources(pages[0].translation_key).filter(locale__in=by_locale):
        content = by_locale[source.locale_id].to_json()
        if json.loads(content) != json.loads(source.content_json):
            renew(source)


def lock_group_first(original: Any, source: Any, *args: Any, **kwargs: Any) -> Any:
    """Around ``update_from_db``: whoever writes to pages afterwards must not wait for a snapshot
    that is held by somebody who waits for the group."""
    with transaction.atomic():
        if is_of_event(source):
            lock_group(source)
        return original(source, *args, **kwargs)


def lock_group(source: Any) -> None:
    EventGroup.objects.select_for_update().filter(pk=source.object_id).first()


def source_chain(key: Any) -> list[tuple[int, int]]:
    """Return from which locale into which other an event was translated, the oldest first."""
    pairs = Translation.objects.filter(source__object_id=key).order_by("source__created_at", "pk")
    return list(pairs.values_list("source__locale_id", "target_locale_id"))


def _sources(key: Any) -> Any:
    return TranslationSource.objects.filter(object_id=key).select_related("locale")
