"""Another page of a group becomes the one in which the facts are edited."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_migration_events.events.fact_columns import Facts, copy_facts, own_names
from wagtail_migration_events.events.freshness.staleness import stale_texts
from wagtail_migration_events.events.group import (
    EventGroup,
    ensure_group,
    group_of,
    own_pages,
    source_page,
)
from wagtail_migration_events.events.saved import note_all_written, written_together
from wagtail_migration_events.events.sharing.last_published import (
    facts_as_stored,
    published_source,
)
from wagtail_migration_events.events.sharing.open_revisions import (
    rewrite_open_revisions,
    take_facts_of,
)
from wagtail_migration_events.events.sharing.propagation import (
    follower_keys,
    followers,
    write_to_followers,
)
from wagtail_migration_events.events.sharing.text_of_source import hand_over_text
from wagtail_migration_events.events.sharing.unless_set import (
    drop_copies_in_revisions,
    drop_repeated_values,
    keep_as_own,
    values_unless_set,
)
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import source_of

#: The action in the history of the page that became the source, and of the one that was it.
SOURCE_ACTION = "wagtail_migration_events.source"


class AliasAsSourceError(ValueError):
    """An alias only mirrors another page, so no facts can be edited in it."""


def make_source(page: Any, user: Any = None) -> bool:
    """Make a page the source of facts of its group, in one transaction.

    What is published stays as it is, in every language: facts, own values, texts, and which of
    the texts count as up to date. Only from now on do facts come from ``page``. If no language of
    the event was ever published, the page takes over the facts of the former source's draft.

    :param page: an event page of any class, as stored.
    :param user: who wants it; named in the history.
    :return: False if the page was the source already.
    :raises AliasAsSourceError: for an alias.
    """
    with transaction.atomic():
        group_of(page, lock=True)
        page = base_page_model().objects.get(pk=page.pk).specific
        if page.alias_of_id:
            raise AliasAsSourceError(page.pk)
        ensure_group(page)
        group = group_of(page, lock=True)
        if group is None or group.origin_id == page.pk:
            return False
        hand_over(group, source_page(group), page, user)
        return True


def hand_over(group: EventGroup, old: Any, new: Any, user: Any = None) -> None:
    """Let ``new`` take the place of ``old``.

    :param group: its row, locked.
    :param old: the source so far, specific; None if it is gone.
    :param new: an own page of the group, specific, as stored.
    """
    with written_together():
        _hand_over(group, old, new, user)
        note_all_written([new.pk, *follower_keys(group)])  # they may show another link than before


def _hand_over(group: EventGroup, old: Any, new: Any, user: Any) -> None:
    stale = [text.name for text in stale_texts(new)]
    if group.adopted:
        _take_over(group, old, new)
    group.origin_id = new.pk
    hand_over_text(group, old, new)
    if new.live:
        group.facts_changed_at = group.facts_changed_at or timezone.now()
    before = dict(group.published_values)
    if group.adopted:
        _keep_what_others_show(group, new, before)
    if new.live:
        group.published_values = values_unless_set(new)
    was_published = group.adopted and group.facts_changed_at is not None
    group.published_facts = facts_as_stored(new) if was_published and not new.live else {}
    group.save()
    _log_change(old, new, user, stale)
    if group.adopted and old is not None and new.live:
        write_to_followers(group, new, [])
        _let_follow(old, group)


def _let_follow(old: Any, group: EventGroup) -> None:
    """Take from the former source what the new one has taken over from it."""
    stored = type(old)._base_manager.get(pk=old.pk)
    if columns := drop_repeated_values(stored, group.published_values, None):
        stored.write_shared_facts(columns)
    drop_copies_in_revisions(stored, group.published_values)


def _take_over(group: EventGroup, old: Any, new: Any) -> None:
    """Write what ``new`` shows today into its row and its open revisions, as its own."""
    columns = []
    if source := _newer_facts(group, old, new):
        columns += own_names(type(new), copy_facts(source, new))
    columns += keep_as_own(new, group.published_values)
    if columns:
        new.write_shared_facts(columns)
    values = group.published_values
    take_facts = take_facts_of(new)
    rewrite_open_revisions(new, lambda held: [*take_facts(held), *keep_as_own(held, values)])


def _newer_facts(group: EventGroup, old: Any, new: Any) -> Any:
    """Return the page whose facts are newer than those in the row of ``new``, or None."""
    published = published_source(group)
    if published is not None or old is None:
        return published  # a site may write to siblings in the background, some time later
    if group.facts_changed_at or own_pages(group.pk).filter(live=True).exists():
        return None  # what nobody has published since is nobody's business
    return old.get_latest_revision_as_object()


def _keep_what_others_show(group: EventGroup, new: Any, before: Facts) -> None:
    """Write down for the other pages what they showed of the former source's values, where the
    new source has another value."""
    now = values_unless_set(new)
    lost = {name: value for name, value in before.items() if value and now.get(name) != value}
    if not lost:
        return
    for page in followers(group):
        if source_of(page).pk == new.pk:
            continue
        if columns := keep_as_own(page, lost):
            page.write_shared_facts(columns)
        if not page.alias_of_id:
            rewrite_open_revisions(page, lambda held: keep_as_own(held, lost))


def _log_change(old: Any, new: Any, user: Any, stale: list[str]) -> None:
    data = {"source": _named(new), "before": _named(old), "stale": stale}
    for page in (new, old):
        if page is not None:
            with entries_of_one_page():
                log(instance=page, action=SOURCE_ACTION, user=user, data=data)


def _named(page: Any) -> dict[str, Any] | None:
    if page is None:
        return None
    return {"id": page.pk, "title": page.title, "language": page.locale.language_code}
