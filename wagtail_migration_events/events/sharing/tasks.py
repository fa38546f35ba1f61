"""Writing facts to siblings after the request, for sites with very many languages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks import task

from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.sharing.last_published import published_source
from wagtail_migration_events.events.sharing.propagation import write_to_followers


@task()
def bring_up_to_date(key: str, changed: list[str], is_first: bool = False) -> None:
    """Write the facts that the source of a group has published last to all its siblings.

    :param changed: names of facts that have changed in the source, for the signal.
    :param is_first: whether the source had never been published before.
    """
    with transaction.atomic():
        group = EventGroup.objects.select_for_update().filter(pk=key, adopted=True).first()
        source = published_source(group) if group is not None else None
        if group is not None and source is not None:
            write_to_followers(group, source, changed, is_first)


def follow_in_background(key: Any, changed: list[str], is_first: bool) -> None:
    bring_up_to_date.enqueue(str(key), changed, is_first)
