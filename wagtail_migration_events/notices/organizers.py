"""Harvesters learn that an organizer is called something else, or is no longer shown."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import task
from wagtail.signals import page_published, page_unpublished

from wagtail_migration_events.notices.recording import record
from wagtail_migration_events.notices.shown import keys_of_pages
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.organizers.usage import pages_naming


def follow_organizers() -> None:
    """Note from now on that the events of an organizer are shown otherwise than before."""
    for name, signal in {"published": page_published, "unpublished": page_unpublished}.items():
        signal.connect(_changed, dispatch_uid=f"{__name__}.{name}")


def _changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, OrganizerPageMixin):
        # Afterwards, because an organizer may have thousands of events.
        note = partial(note_events_of_organizer.enqueue, str(instance.translation_key))
        transaction.on_commit(note)


@task()
def note_events_of_organizer(key: str) -> None:
    """Note that all events of an organizer have changed, and tell nobody by webhook.

    :param key: of the organizer's group.
    """
    pages = pages_naming(UUID(key))
    record(keys_of_pages(pages), written=pages, quietly=True)
