"""Writing the published facts of the source to the rows of its siblings."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.freshness.source_text import remember_published_text
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.saved import note_written, written_together
from wagtail_migration_events.events.sharing.columns import (
    Facts,
    give_facts,
    own_names,
    read_facts,
)
from wagtail_migration_events.events.sharing.last_published import (
    facts_as_stored,
    with_facts_as_stored,
)
from wagtail_migration_events.events.sharing.signals import facts_changed
from wagtail_migration_events.events.sharing.unless_set import (
    drop_copies_in_revisions,
    drop_repeated_values,
    remember_published_values,
)
from wagtail_migration_events.groups.page_model import base_page_model, with_aliases

#: The action in the history of a sibling that was written to.
FACTS_ACTION = "wagtail_migration_events.facts"
#: The action in the history of the source itself.
CHANGED_ACTION = "wagtail_migration_events.facts_changed"
#: Without these no moment in the history can be read.
CLOCK = ("timezone", "date_precision")


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
        from wagtail_migration_events.events.sharing.tasks import follow_in_background

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
        log(instance=source, action=CHANGED_ACTION, data=data, content_changed=True)


def write_to_followers(
    group: EventGroup, source: Any, changed: list[str], is_first: bool = False
) -> list[Any]:
    """Write the facts of a live source to every page that follows it, and tell who listens.

    :param changed: names of facts that have changed in the source, for the signal.
    :param is_first: whether the source is published for the first time, so that what a language
        may set for itself is in its siblings a copy of it so far, where it is the same.
    :return: the pages that had other facts before.
    """
    written = []
    names = set(changed)
    pages = followers(group)
    facts = {
        model: read_facts(source, model.event_facts) for model in {type(page) for page in pages}
    }
    with written_together():
        for page in pages:
            differences = _write(page, source, facts[type(page)], group if is_first else None)
            note_written(page)  # it may also show another link of the source
            if differences:
                written.append(page)
                names |= set(differences)
    if names:
        send = functools.partial(
            facts_changed.send_robust,
            sender=type(source),
            source=source,
            key=group.pk,
            names=sorted(names),
            pages=written,
        )
        transaction.on_commit(send)
    return written


def follower_keys(group: EventGroup) -> set[int]:
    """Return the primary keys of all pages but the source that mirror a page of the group, or are
    one."""
    pages = base_page_model().objects.filter(translation_key=group.pk)
    own = {*pages.values_list("pk", flat=True), group.origin_id}
    return with_aliases(own) - {group.origin_id}


def followers(group: EventGroup) -> list[Any]:
    """Return the siblings of the source, and all aliases of pages of the group, wherever."""
    found = follower_keys(group)
    if not found:
        return []
    pages = base_page_model().objects.filter(pk__in=found)
    found_pages = pages.order_by("pk").annotate_site_root_state().specific()
    return [page for page in found_pages if hasattr(page, "event_facts")]


def _write(page: Any, source: Any, facts: Facts, copied_in: EventGroup | None) -> list[str]:
    before = read_facts(page, facts)
    names = [name for name, value in before.items() if value != facts[name]]
    give_facts(source, page, names)
    columns = own_names(type(page), names)
    if copied_in is not None:
        columns += drop_repeated_values(page, copied_in.published_values, None)
        if not page.alias_of_id:
            drop_copies_in_revisions(page, copied_in.published_values)
    if not columns:
        return []
    # Afterwards its child rows would have to be read again.
    written = read_facts(page, dict.fromkeys([*names, *CLOCK]))
    page.write_shared_facts(columns)
    if names and not page.alias_of_id:
        log_facts(page, source, {name: before[name] for name in names}, written)
    if page.live:
        transaction.on_commit(functools.partial(purge_page, page))
    return names


def log_facts(page: Any, source: Any, overwritten: Facts, written: Facts) -> None:
    """Name in the history of a page the facts it was given, and what they were before."""
    data = {
        "source": {"id": source.pk, "language": source.locale.language_code},
        "overwritten": overwritten,
        "written": written,
    }
    log(instance=page, action=FACTS_ACTION, data=data, content_changed=True)


def purge_page(page: Any) -> None:
    """Tell the site's cache in front of it, if it has one, that a public page has changed."""
    if apps.is_installed("wagtail.contrib.frontend_cache"):
        from wagtail.contrib.frontend_cache.utils import purge_page_from_cache

        purge_page_from_cache(page)
