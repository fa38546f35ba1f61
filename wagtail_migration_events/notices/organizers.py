"""An organizer is shown otherwise: in another way or place, or not at all.

Harvesters learn it of each of its events, and targets of webhooks of the organizer alone, because
it may have thousands.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import task
from wagtail.signals import page_published, page_unpublished

from wagtail_migration_events.groups.page_model import base_pages_with
from wagtail_migration_events.groups.visibility import below
from wagtail_migration_events.notices.outbox import note_for_targets, send_soon
from wagtail_migration_events.notices.recording import record
from wagtail_migration_events.notices.shown import keys_of_pages
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.organizers.usage import pages_naming


def follow_organizers() -> None:
    """Note from now on that the events of an organizer are shown otherwise than before."""
    for name, signal in {"published": page_published, "unpublished": page_unpublished}.items():
        signal.connect(_changed, dispatch_uid=f"{__name__}.{name}")


def note_organizers_below(paths: list[str]) -> None:
    """Note that organizers have other addresses, or are private or no longer so.

    :param paths: in the tree of pages; the pages there count too.
    """
    pages = base_pages_with(OrganizerPageMixin).filter(below(paths), live=True).order_by()
    for key in pages.values_list("translation_key", flat=True).distinct():
        _note(key)


def _changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, OrganizerPageMixin):
        _note(instance.translation_key)


def _note(key: UUID) -> None:
    def send_it_soon() -> None:  # Django wants the name of what has failed; a partial has none
        send_soon([key])

    note_for_targets([key])
    transaction.on_commit(send_it_soon, robust=True)
    transaction.on_commit(partial(note_events_of_organizer.enqueue, str(key)))


@task()
def note_events_of_organizer(key: str) -> None:
    """Note that all events of an organizer have changed, and tell nobody by webhook.

    :param key: of the organizer's group.
    """
    pages = pages_naming(UUID(key))
    record(keys_of_pages(pages), written=pages, quietly=True)
