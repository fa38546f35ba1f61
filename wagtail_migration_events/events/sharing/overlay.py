"""The published facts of the source, laid over whatever a revision or a caller brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail_migration_events.events.fact_columns import copy_facts, fact_field, name_of
from wagtail_migration_events.events.freshness.basis import fill_basis
from wagtail_migration_events.events.group import EventGroup, group_of, source_page
from wagtail_migration_events.events.sharing.copies import lay_row_over_copied_revision
from wagtail_migration_events.events.sharing.last_published import published_source
from wagtail_migration_events.events.sharing.unless_set import (
    drop_repeated_values,
    values_unless_set,
)


def take_over_facts(page: Any, group: EventGroup) -> None:
    """Give a sibling that is about to be saved the facts that are published.

    While the source is not live its row may hold a draft, which is nobody's business. If it was
    never live, the sibling keeps what its own row has, and a new sibling starts as the others are;
    only the first one starts with what it was copied from.
    """
    stored = stored_row(page)
    source = published_source(group) or stored or _stored_sibling(page, group)
    if source is not None:
        copy_facts(source, page)
    if stored is None and group.published_facts:
        drop_repeated_values(page, values_unless_set(source_page(group)), None)
    drop_repeated_values(page, group.published_values, stored)


def lay_facts_over(page: Any, stored: Any, content: Mapping[str, Any]) -> None:
    """Give a page that was made from a revision the facts that are published.

    :param page: as the revision has it; changed in place, not saved.
    :param stored: the same page as its row has it.
    :param content: of the revision. What it lacks, because a column is younger, stays as stored.
    """
    _keep_what_is_missing(page, stored, content)
    lay_row_over_copied_revision(page, stored, content)
    group = group_of(stored)
    if group is None or not group.is_followed_by(stored):
        return
    copy_facts(published_source(group) or stored, page)
    drop_repeated_values(page, group.published_values, stored)


def _keep_what_is_missing(page: Any, stored: Any, content: Mapping[str, Any]) -> None:
    missing = []
    for name in type(page).event_facts:
        field = fact_field(type(page), name)
        if field is not None and name_of(field) not in content:
            missing.append(name)
    if missing:
        copy_facts(stored, page, missing)
    fill_basis(page, stored)


def stored_row(page: Any) -> Any:
    """Return a page as its row has it; None if it has none yet."""
    return type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None


def _stored_sibling(page: Any, group: EventGroup) -> Any:
    siblings = type(page)._base_manager.filter(translation_key=group.pk, alias_of=None)
    return siblings.exclude(pk__in=[group.origin_id, page.pk or 0]).order_by("-live", "pk").first()
