"""Everything that changes what the public sees of events, and what is noted then."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from wagtail_migration_events.events.saved import pages_written
from wagtail_migration_events.events.sharing.keeping import BOOKKEEPING
from wagtail_migration_events.groups.page_model import base_page_model, with_aliases
from wagtail_migration_events.groups.serving.last_changes import EVENT_CHANGE, STAMPS
from wagtail_migration_events.groups.visibility import below
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.organizers import note_organizers_below
from wagtail_migration_events.notices.recording import record
from wagtail_migration_events.notices.shown import keys_below, keys_of_pages
from wagtail_migration_events.occurrences.indexing import events_left

_KEYS = "_events_that_it_shows"


def follow_changes() -> None:
    """Note from now on what the public sees of events, and tell who listens.

    Called after the index follows, and before that drops the rows of pages that are deleted.
    """
    STAMPS[EVENT_CHANGE] = (EventChange, "changed_at")
    base = base_page_model()
    pages_written.connect(_written, dispatch_uid=f"{__name__}.written")
    events_left.connect(_left, dispatch_uid=f"{__name__}.left")
    post_save.connect(_saved_as_base_page, base, dispatch_uid=f"{__name__}.saved")
    pre_delete.connect(_departing, base, dispatch_uid=f"{__name__}.departing")
    post_delete.connect(_gone, base, dispatch_uid=f"{__name__}.gone")
    post_page_move.connect(_moved, dispatch_uid=f"{__name__}.moved")
    page_slug_changed.connect(_moved, dispatch_uid=f"{__name__}.renamed")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, PageViewRestriction, dispatch_uid=f"{__name__}.restricted")


def _written(sender: Any, pages: list[int], **kwargs: Any) -> None:
    record(keys_of_pages(pages), written=pages)


def _left(sender: Any, keys: set[Any], **kwargs: Any) -> None:
    """The pages that have been written are no longer those of these events."""
    record(keys, quietly=True)


def _saved_as_base_page(
    sender: Any, instance: Any, created: bool, update_fields: Any, raw: bool, **kwargs: Any
) -> None:
    """Wagtail takes down what has expired by saving the row of its base page alone."""
    if raw or created or (update_fields is not None and BOOKKEEPING.issuperset(update_fields)):
        return
    if keys := keys_of_pages([instance.pk]):
        record(keys, written=[instance.pk])


def _departing(sender: Any, instance: Any, **kwargs: Any) -> None:
    if hasattr(instance.specific_class, "event_facts"):
        instance.__dict__[_KEYS] = keys_of_pages([instance.pk])


def _gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    if keys := instance.__dict__.pop(_KEYS, None):
        record(keys)


def _moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Pages below have other addresses now, and may be private or no longer so."""
    _record_below([instance.path])


def _restricted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A restriction holds for the pages below, and below whatever mirrors the page."""
    pages = base_page_model().objects.filter(pk__in=with_aliases([instance.page_id]))
    paths = list(pages.values_list("path", flat=True))
    if paths:
        _record_below(paths)


def _record_below(paths: list[str]) -> None:
    record(keys_below(below(paths)))
    note_organizers_below(paths)
