"""The door through which Wagtail finds this app: registrations only."""

from __future__ import annotations

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.translation.review.running import keep_reviews_in_bulk
from wagtail_migration_events.translation.site_settings import TranslationSettings

register_setting(TranslationSettings, icon="wagtail-localize-language")
hooks.register("before_bulk_action", keep_reviews_in_bulk)
