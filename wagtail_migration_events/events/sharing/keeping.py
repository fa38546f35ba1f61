"""What the mixin does around every save so that the pages of a group agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from wagtail.models import COMMENTS_RELATION_NAME

from wagtail_migration_events.events.fact_columns import own_names
from wagtail_migration_events.events.freshness.basis import note_basis
from wagtail_migration_events.events.group import EventGroup, ensure_group, group_of
from wagtail_migration_events.events.sharing.copies import hold_values_of_alias
from wagtail_migration_events.events.sharing.overlay import stored_row, take_over_facts
from wagtail_migration_events.events.sharing.publishing import publish_facts, stored_facts
from wagtail_migration_events.events.sharing.unless_set import drop_repeated_values

#: Columns that Wagtail saves alone whenever a draft is saved, scheduled or locked. They say
#: nothing of the event.
BOOKKEEPING = frozenset(
    {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}
    | {
        "live_revision",
        "numchild",
        COMMENTS_RELATION_NAME,
        "locked",
        "locked_at",
        "locked_by",
        "expired",
        "go_live_at",
    }
)


@contextmanager
def facts_kept(page: Any, columns: Collection[str] | None = None) -> Iterator[None]:
    """Around ``super().save()``, in a transaction: a sibling gets the facts of the source first,
    a live source gives its own to the siblings afterwards.

    :param columns: those that are saved, as in ``update_fields``; None for all.
    """
    group = group_of(page, lock=True)
    if group is not None and group.is_followed_by(page):
        take_over_facts(page, group)
        note_basis(page, group, columns)
        yield
        return
    if group is None:
        hold_values_of_alias(page)
    before = stored_facts(page)
    note_basis(page, group, columns)
    yield
    if group is None or group.origin_id is None:
        ensure_group(page)
    group = group_of(page, lock=True)
    if group is not None and group.is_followed_by(page):
        _catch_up(page, group)
    elif group is not None and group.origin_id == page.pk:
        # What the object holds may be more than was saved, or not in the form it is stored in.
        stored = type(page)._base_manager.get(pk=page.pk)
        if stored.live:
            publish_facts(group, stored, before)
        elif before is not None and before.live:
            group.published_facts = before.leaving
            group.save()


def _catch_up(page: Any, group: EventGroup) -> None:
    """Give a page the published facts after all: its group was adopted while it was saved."""
    take_over_facts(page, group)
    names = (*type(page).event_facts, *type(page).event_facts_unless_set)
    page.write_shared_facts(own_names(type(page), names))


def prepare_revision(page: Any) -> None:
    """Before ``super().save_revision()``, in a transaction: lock the group, and write into the
    page what its revision must know."""
    group = group_of(page, lock=True)
    if group is not None and group.is_followed_by(page):
        drop_repeated_values(page, group.published_values, stored_row(page))
    note_basis(page, group)


def columns_to_save(page: Any, update_fields: Any) -> list[str] | None:
    """Say which columns a save of only some must write.

    :return: None if none of them is shared or translated, so that nothing follows from it.
    """
    model = type(page)
    names = (*model.event_facts, *model.event_facts_unless_set, *model.event_text)
    asked = list(update_fields)
    if not page.alias_of_id and {"alias_of", "alias_of_id"} & set(asked):
        return [*asked, *own_names(model, model.event_facts_unless_set), "text_basis"]
    if "live" not in asked and not set(asked) & set(own_names(model, names)):
        return None
    facts = own_names(model, model.event_facts) if follows_source(page) else []
    return list(dict.fromkeys([*asked, *facts, "text_basis"]))


def follows_source(page: Any) -> bool:
    """Whether the page takes its facts from another page."""
    group: EventGroup | None = group_of(page)
    return group is not None and group.is_followed_by(page)
