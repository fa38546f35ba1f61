"""The page that an event was first written in: the end of localize's source chain."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale

from wagtail_migration_events.events.group import (
    ORIGIN_RULES,
    EventGroup,
    first_origin,
    own_pages,
)
from wagtail_migration_events.translation.seams import is_event
from wagtail_migration_events.translation.snapshots import source_chain


def end_of_source_chain(key: Any) -> int | None:
    """Return the primary key of the page from which the others of a group were translated.

    Of two ends, as when an event was brought together from two, the one in the site's default
    language, else the one that was translated first. None if localize knows nothing.
    """
    pairs = source_chain(key)
    targets = {target for _source, target in pairs}
    ends = [source for source, _target in pairs if source not in targets]
    if not ends:
        return None
    default = Locale.get_default().pk
    locale = default if default in ends else ends[0]
    page: int | None = own_pages(key).filter(locale=locale).values_list("pk", flat=True).first()
    return page


def register_rule() -> None:
    if end_of_source_chain not in ORIGIN_RULES:
        ORIGIN_RULES.append(end_of_source_chain)


def find_source_for_alias(instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """After "Convert to alias page" on the source of facts: another page becomes the source.

    localize saves nothing but ``alias_of``, and sends no signal of its own.
    """
    if set(update_fields or ()) != {"alias_of_id"} or not is_event(instance):
        return
    if not instance.alias_of_id:
        return
    key = instance.translation_key
    group = EventGroup.objects.select_for_update().filter(pk=key, origin=instance.pk).first()
    if group is None:
        return
    group.origin_id = first_origin(key, but_not=[instance.pk])
    group.save(update_fields=["origin"])
    source = own_pages(key).filter(pk=group.origin_id, live=True).first()
    if source is not None:
        source.specific.save(clean=False)  # so that the group remembers the text of this one
