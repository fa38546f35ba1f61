"""What must hold whenever localize writes a translation, whoever asked it to."""

from __future__ import annotations

import inspect
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction

from wagtail_migration_events.events.group import EventGroup, own_pages
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.gate.holding_back import hold_back, is_held_back
from wagtail_migration_events.translation.kept.own_values import (
    fields_of_own,
    hold_overrides,
    remember_own_values,
)
from wagtail_migration_events.translation.kept.own_words import text_columns
from wagtail_migration_events.translation.source.snapshots import (
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
        renew(source, only_live=True)
        locale, publish = asked.arguments["locale"], asked.arguments["publish"]
        shown = _row(source, locale)
        row = None if shown is None or shown.alias_of_id else shown
        if publish and is_held_back(source, row):
            asked.arguments["publish"] = publish = False
        if publish and row is not None:
            hold_overrides(row)
        before = shown if shown is not None and shown.live and not publish else None
        try:
            page, created = original(*asked.args, **asked.kwargs)
        except ValidationError as error:
            refused = error  # what localize has noted for the translator must be stored
        else:
            remember_own_values(page)
            if before is not None:
                columns = _columns_of_own(before)
                before.alias_of_id = None  # what it showed as an alias it shows until it is live
                before.save(clean=False, update_fields=columns)
            return page, created
    raise refused


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
    with hold_back():
        return original(creator, instance, include_related_objects)


def _taken_locales(page: Any) -> set[int]:
    key = page.translation_key
    there_are = set(own_pages(key).values_list("locale", flat=True))
    others = there_are - {page.locale_id}
    taken = {target for source, target in source_chain(key) if source in others} & there_are
    origin = EventGroup.objects.filter(pk=key, origin__isnull=False)
    return taken | set(origin.values_list("origin__locale", flat=True))


def _row(source: Any, locale: Any) -> Any:
    try:
        return source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None


def _columns_of_own(page: Any) -> list[str]:
    """Return the columns that a draft must not bring to readers: all but facts, which are live.

    :param page: as it was; one that was an alias has had nothing of its own.
    """
    model = type(page)
    own = [] if page.alias_of_id else [field.name for field in fields_of_own(model)]
    return [*text_columns(model), *own, "text_basis"]
