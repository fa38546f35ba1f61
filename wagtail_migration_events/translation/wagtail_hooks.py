"""The door through which Wagtail finds this app: registrations only."""

from __future__ import annotations

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.translation.desk.view import open_desk
from wagtail_migration_events.translation.pieces.rich_text import register_source_links
from wagtail_migration_events.translation.site_settings import TranslationSettings

register_setting(TranslationSettings, icon="wagtail-localize-language")
# Before wagtail-localize, which would open its own editor.
hooks.register("before_edit_page", open_desk, order=-10)
hooks.register("register_rich_text_features", register_source_links)
