"""Writing the published facts of the source to the rows of its siblings."""

from __future__ import annotations

import functools
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.log_actions import log

from wagtail_migration_events.events.fact_columns import (
    Facts,
    give_facts,
    own_names,
    read_facts,
)
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.saved import note_written, written_together
from wagtail_migration_events.events.sharing.signals import facts_changed
from wagtail_migration_events.events.sharing.unless_set import (
    drop_copies_in_revisions,
    drop_repeated_values,
)
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.page_model import base_page_model, with_aliases

#: The action in the history of a sibling that was written to.
FACTS_ACTION = "wagtail_migration_events.facts"
#: Without these no moment in the history can be read.
CLOCK = ("timezone", "date_precision")


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
    with entries_of_one_page():
        log(instance=page, action=FACTS_ACTION, data=data, content_changed=True)


def purge_page(page: Any) -> None:
    """Tell the site's cache in front of it, if it has one, that a public page has changed."""
    if apps.is_installed("wagtail.contrib.frontend_cache"):
        from wagtail.contrib.frontend_cache.utils import purge_page_from_cache

        purge_page_from_cache(page)
