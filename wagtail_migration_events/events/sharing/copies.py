"""Pages that begin as the image of another and then are events of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail_migration_events.events.fact_columns import copy_facts
from wagtail_migration_events.events.group import EventGroup, group_of, own_pages
from wagtail_migration_events.events.sharing.unless_set import (
    drop_repeated_values,
    keep_as_own,
    values_unless_set,
)


def hold_values_in_copy(page: Any, copy: Any) -> None:
    """Give a copy that is a new event, and not yet saved, what the copied page shows of its
    source. One that is a translation has nothing of its own: it shows that itself. Nor is it given
    anything where it joins another event, whose source it follows."""
    if copy.pk or copy.alias_of_id:
        return
    group = group_of(page)
    if group is None or not group.is_followed_by(page):
        return
    if copy.translation_key == page.translation_key:
        drop_repeated_values(copy, values_unless_set(page), None)
        return
    joined = group_of(copy)
    if joined is None or not joined.is_followed_by(copy):
        keep_as_own(copy, group.published_values)


def hold_values_of_alias(page: Any) -> None:
    """Give an alias elsewhere, which is about to become a page of its own, what it has shown."""
    stored = type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None
    if stored is None or not stored.alias_of_id or page.alias_of_id:
        return
    group = group_of(stored)
    if group is not None and group.adopted:
        keep_as_own(page, group.published_values)


def lay_row_over_copied_revision(page: Any, stored: Any, content: Mapping[str, Any]) -> None:
    """Give a page made from a revision that came along with a copy the facts of the copy.

    Wagtail copies revisions as they are. Those of a sibling may say what was true long ago, and
    so nothing of them counts but the text.

    :param stored: the copy, as its row has it.
    :param content: of the revision; it still has the key and the language of the copied page.
    """
    key = content.get("translation_key")
    if not key or str(key) == str(stored.translation_key):
        return
    group = EventGroup.objects.filter(pk=key).first()
    copied = own_pages(key).filter(locale_id=content.get("locale")).first()
    if group is not None and copied is not None and group.is_followed_by(copied):
        copy_facts(stored, page)
        keep_as_own(page, group.published_values)
