"""What follows from a source of facts having been saved while it is live."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.fact_columns import (
    Facts,
    read_facts,
)
from wagtail_migration_events.events.freshness.source_text import remember_published_text
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.last_published import (
    facts_as_stored,
    with_facts_as_stored,
)
from wagtail_migration_events.events.sharing.propagation import CLOCK, write_to_followers
from wagtail_migration_events.events.sharing.tasks import follow_in_background
from wagtail_migration_events.events.sharing.unless_set import (
    remember_published_values,
)
from wagtail_migration_events.groups.page_log import entries_of_one_page

#: The action in the history of the source itself.
CHANGED_ACTION = "wagtail_migration_events.facts_changed"


@dataclass(frozen=True)
class StoredFacts:
    """The facts of a source as they stood before it was saved, and whether they were public.

    ``leaving`` are the same as they are kept where the source is about to be no longer live.
    """

    live: bool
    facts: Facts
    leaving: Facts


def stored_facts(source: Any) -> StoredFacts | None:
    """Read the row of a page; None if it has none yet."""
    row = type(source)._base_manager.filter(pk=source.pk).first() if source.pk else None
    if row is None:
        return None
    leaves = row.live and not source.live
    return StoredFacts(row.live, read_facts(row), facts_as_stored(row) if leaves else {})


def publish_facts(group: EventGroup, source: Any, before: StoredFacts | None) -> None:
    """Do what follows from a live source having been saved, in the same transaction.

    :param group: the row of the group, locked.
    :param before: the source as it was stored; None for a new page.
    """
    stored = before.facts if before is not None else {}
    now = read_facts(source, stored) if before is not None else {}
    changed = [name for name, value in now.items() if value != stored[name]]
    published = _published_before(group, source, before)
    values = dict(group.published_values)
    new_text = remember_published_text(group, source)
    new_values = remember_published_values(group, source)
    is_first = group.facts_changed_at is None
    is_change = bool(changed) or new_values or before is None or not before.live
    if is_change:
        group.sequence += 0 if is_first else 1
        group.facts_changed_at = timezone.now()
        group.published_facts = {}  # they are in the row
    if is_change or new_text:
        group.save()
    if published is not None:
        log_change(source, published, now, (values, group.published_values))
    if not group.adopted:
        return
    if setting("FACTS_IN_BACKGROUND"):
        transaction.on_commit(functools.partial(follow_in_background, group.pk, changed, is_first))
    else:
        write_to_followers(group, source, changed, is_first)


def _published_before(group: EventGroup, source: Any, before: StoredFacts | None) -> Facts | None:
    """Return the facts that readers knew before; None of an event that is new to them."""
    if before is None or before.live:
        return before.facts if before is not None else None
    if not group.published_facts:
        return None
    return read_facts(with_facts_as_stored(source, group.published_facts))


def log_change(source: Any, facts: Facts, now: Facts, values: tuple[Facts, Facts]) -> None:
    """Name in the history of a source what is public from now on, and what was before.

    :param facts: as readers knew them.
    :param now: all facts of the source.
    :param values: what it gave to languages that set nothing for themselves, before and now.
    """
    names = [name for name, value in now.items() if value != facts.get(name, value)]
    written = {name: now[name] for name in dict.fromkeys([*names, *CLOCK]) if name in now}
    overwritten = {name: facts[name] for name in names}
    old, new = values
    for name in old.keys() & new.keys():
        if old[name] != new[name]:
            overwritten[name], written[name] = old[name], new[name]
    if overwritten:
        data = {"overwritten": overwritten, "written": written}
        with entries_of_one_page():
            log(instance=source, action=CHANGED_ACTION, data=data, content_changed=True)
