"""The page that an event was first written in: the end of localize's source chain."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale

from wagtail_migration_events.events.group import ORIGIN_RULES, own_pages
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
