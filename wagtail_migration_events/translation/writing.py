"""What must hold whenever localize writes a translation, whoever asked it to."""

from __future__ import annotations

import inspect
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.translation.own_values import fields_of_own, remember_own_values
from wagtail_migration_events.translation.own_words import text_columns
from wagtail_migration_events.translation.seams import is_event
from wagtail_migration_events.translation.snapshots import (
    is_of_event,
    lock_group,
    renew,
    source_chain,
)


def around_writing(original: Any, source: Any, *args: Any, **kwargs: Any) -> Any:
    """Around ``create_or_update_translation``: from today's source, and no draft into a live row.

    localize writes the row of a live page also when it is told to save a draft.
    """
    if not is_of_event(source):
        return original(source, *args, **kwargs)
    asked = inspect.signature(original).bind(source, *args, **kwargs)
    asked.apply_defaults()
    with transaction.atomic():
        lock_group(source)
        renew(source)
        before = None
        if not asked.arguments["publish"]:
            before = _live_row(source, asked.arguments["locale"])
        page, created = original(source, *args, **kwargs)
        remember_own_values(page)
        if before is not None:
            before.save(clean=False, update_fields=_columns_of_own(type(before)))
        return page, created


def around_submitting(
    original: Any, creator: Any, instance: Any, include_related_objects: bool = True
) -> Any:
    """Around ``create_translations``: an event has one source for each language.

    "Include subtree" asks for languages that an event has already: with a second source for one
    of them, localize's editor fails with "MultipleObjectsReturned"; and the page that the facts
    come from would become a translation of its own translation.
    """
    asked = creator.__dict__.setdefault("_wagtail_migration_events_asked", creator.target_locales)
    creator.target_locales = list(asked)
    page = getattr(instance, "specific", instance)
    if is_event(page):
        taken = _taken_locales(page)
        creator.target_locales = [locale for locale in asked if locale.pk not in taken]
    return original(creator, instance, include_related_objects)


def _taken_locales(page: Any) -> set[int]:
    pairs = source_chain(page.translation_key)
    taken = {target for source, target in pairs if source != page.locale_id}
    origin = EventGroup.objects.filter(pk=page.translation_key, origin__isnull=False)
    return taken | set(origin.values_list("origin__locale", flat=True))


def _live_row(source: Any, locale: Any) -> Any:
    try:
        page = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None
    return page if page.live and not page.alias_of_id else None


def _columns_of_own(model: Any) -> list[str]:
    """Return the columns that a draft must not bring to readers: all but facts, which are live."""
    return [*text_columns(model), *(field.name for field in fields_of_own(model)), "text_basis"]
