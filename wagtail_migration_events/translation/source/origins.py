"""The page that an event was first written in: the end of localize's source chain."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Locale

from wagtail_migration_events.events.group import (
    ORIGIN_RULES,
    first_origin,
    group_of,
    own_pages,
)
from wagtail_migration_events.events.sharing.change_of_source import make_source
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.event_class import is_event
from wagtail_migration_events.translation.source.snapshots import source_chain


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


def around_mirroring(
    original: Any, source_page: Any, alias_page: Any, *args: Any, **kwargs: Any
) -> Any:
    """Around ``sync_alias`` ("Convert to alias page"): if it is the source of facts that becomes
    an alias, another page is made the source first, so that nothing is lost of what is shown.
    """
    if not is_event(alias_page):
        return original(source_page, alias_page, *args, **kwargs)
    with transaction.atomic():
        group = group_of(alias_page, lock=True)
        if group is not None and group.origin_id == alias_page.pk:
            next_pk = first_origin(group.pk, but_not=[alias_page.pk])
            if next_pk is not None:
                make_source(base_page_model().objects.get(pk=next_pk))
                source_page, alias_page = _stored(source_page), _stored(alias_page)
        return original(source_page, alias_page, *args, **kwargs)


def _stored(page: Any) -> Any:
    return type(page)._base_manager.get(pk=page.pk)
