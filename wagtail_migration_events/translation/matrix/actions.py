"""What can be done to the events that are ticked in the matrix."""

from __future__ import annotations

from wagtail_migration_events.runs.kinds import register_kind
from wagtail_migration_events.translation.publishing.bulk import PublishSets
from wagtail_migration_events.translation.requests.bulk.actions import (
    AssignTranslations,
    RemindTranslators,
    RequestTranslations,
    TranslationBulkAction,
)

#: In the order in which they are offered.
ACTIONS: tuple[type[TranslationBulkAction], ...] = (
    RequestTranslations,
    AssignTranslations,
    RemindTranslators,
    PublishSets,
)


def register_kinds() -> None:
    """Let their work be done in a run."""
    for action in ACTIONS:
        register_kind(action.kind)
