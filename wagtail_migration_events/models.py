"""The door through which Django finds the core's tables; the classes live in their rooms."""

from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.groups.event_settings import EventSettings
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.source_files.fetched_file import FetchedFile
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload, ImportUploadPart
from wagtail_migration_events.notices.change import EventChange
from wagtail_migration_events.notices.delivery import WebhookDelivery
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.runs.run import BackgroundRun, RunRow
from wagtail_migration_events.vocabularies.official.title_correction import TitleCorrection
from wagtail_migration_events.vocabularies.site.terms import Audience, EventType, Workstream

__all__ = [
    "Audience",
    "BackgroundRun",
    "EventChange",
    "EventGroup",
    "EventSettings",
    "EventType",
    "FetchedFile",
    "ImportRecord",
    "ImportUpload",
    "ImportUploadPart",
    "IndexedCodes",
    "IndexedOccurrence",
    "RunRow",
    "SourceText",
    "TitleCorrection",
    "WebhookDelivery",
    "Workstream",
]
