"""The door through which Wagtail finds this app: registrations only."""

from __future__ import annotations

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.translation.requests.following import (
    settle_after_minor_edit,
    wait_for_minor_edit,
)
from wagtail_migration_events.translation.site_settings import TranslationSettings
from wagtail_migration_events.translation.telling.preference import notice_preference_panel
from wagtail_migration_events.translation.waiting.home_panel import add_home_panel
from wagtail_migration_events.translation.waiting.listing import (
    my_translations_menu_item,
    my_translations_urls,
)

register_setting(TranslationSettings, icon="wagtail-localize-language")
hooks.register("before_publish_page", wait_for_minor_edit)
# After the core has noted the minor edit.
hooks.register("after_publish_page", settle_after_minor_edit, order=10)
hooks.register("register_admin_urls", my_translations_urls)
hooks.register("register_admin_menu_item", my_translations_menu_item)
hooks.register("construct_homepage_panels", add_home_panel)
hooks.register("register_account_settings_panel", notice_preference_panel)
