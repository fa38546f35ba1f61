"""Harvesters learn that an umbrella event is called otherwise, or is shown or not: its parts name
it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django_tasks import task

from wagtail_migration_events.notices.recording import record
from wagtail_migration_events.notices.shown import keys_of_pages
from wagtail_migration_events.notices.telling import AFTERWARDS
from wagtail_migration_events.occurrences.codes import pages_naming


def follow_umbrellas() -> None:
    """Note from now on that the parts of an umbrella are shown otherwise than before."""
    AFTERWARDS.append(_note_afterwards)


def _note_afterwards(keys: Collection[UUID]) -> None:
    # In a task, because an umbrella may have hundreds of parts.
    note_parts.enqueue([str(key) for key in keys])


@task()
def note_parts(keys: list[str]) -> None:
    """Note that all parts of these events have changed, and tell nobody by webhook.

    :param keys: of events, few of which have any.
    """
    pages = pages_naming("part_of", keys)
    record(keys_of_pages(pages), written=pages, quietly=True)
