"""The actions on many events, as Wagtail's hooks and the runs find them."""

from __future__ import annotations

from wagtail_migration_events.admin.many.events_action import EventsBulkAction
from wagtail_migration_events.admin.many.export import ExportEventsAction
from wagtail_migration_events.admin.many.organizers import OrganizersBulkAction
from wagtail_migration_events.admin.many.publishing import (
    PublishEventsAction,
    UnpublishEventsAction,
)
from wagtail_migration_events.admin.many.terms import TermsBulkAction, TypeBulkAction
from wagtail_migration_events.admin.status.bulk import EventStatusBulkAction
from wagtail_migration_events.runs.kinds import register_kind

ACTIONS: tuple[type[EventsBulkAction], ...] = (
    EventStatusBulkAction,
    TypeBulkAction,
    TermsBulkAction,
    OrganizersBulkAction,
    PublishEventsAction,
    UnpublishEventsAction,
    ExportEventsAction,
)


def register_kinds() -> None:
    """Let their work be done in a run."""
    for action in ACTIONS:
        if action is not ExportEventsAction:  # which is a file, and no work
            register_kind(action.kind)
