"""The door through which Wagtail finds this app: registrations only."""

from __future__ import annotations

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.translation.matrix.view import matrix_menu_item, matrix_urls
from wagtail_migration_events.translation.requests.bulk.actions import ACTIONS
from wagtail_migration_events.translation.requests.following import (
    settle_after_minor_edit,
    wait_for_minor_edit,
)
from wagtail_migration_events.translation.requests.screens.doors import (
    request_button,
    request_urls,
)
from wagtail_migration_events.translation.site_settings import TranslationSettings

register_setting(TranslationSettings, icon="wagtail-localize-language")
hooks.register("before_publish_page", wait_for_minor_edit)
# After the core has noted the minor edit.
hooks.register("after_publish_page", settle_after_minor_edit, order=10)
hooks.register("register_admin_urls", matrix_urls)
hooks.register("register_admin_menu_item", matrix_menu_item)
hooks.register("register_admin_urls", request_urls)
hooks.register("register_page_header_buttons", request_button)
for action in ACTIONS:
    hooks.register("register_bulk_action", action)
