"""The door through which Wagtail finds this app: registrations only."""

from __future__ import annotations

from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.translation.site_settings import TranslationSettings

register_setting(TranslationSettings, icon="wagtail-localize-language")
