"""The door through which Django finds the tables of this app; the classes live in their rooms."""

from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.review.task import ReviewByLanguageTask
from wagtail_migration_events.translation.site_settings import (
    LanguageSettings,
    RequestRule,
    TranslationSettings,
)
from wagtail_migration_events.translation.telling.notice import NoticePreference, TranslationNotice

__all__ = [
    "LanguageSettings",
    "NoticePreference",
    "RequestRule",
    "ReviewByLanguageTask",
    "TranslationNotice",
    "TranslationRequest",
    "TranslationSettings",
]
