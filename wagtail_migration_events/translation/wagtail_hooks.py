"""The door through which Wagtail finds this app: registrations only."""

from __future__ import annotations

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.translation.desk.view import open_desk
from wagtail_migration_events.translation.files.screens.doors import file_buttons, file_urls
from wagtail_migration_events.translation.files.screens.export_bulk import ExportBulkAction
from wagtail_migration_events.translation.matrix.actions import ACTIONS
from wagtail_migration_events.translation.matrix.view import matrix_menu_item, matrix_urls
from wagtail_migration_events.translation.pieces.rich_text import register_source_links
from wagtail_migration_events.translation.publishing.api_actions import gate_admin_api, gate_api_v3
from wagtail_migration_events.translation.publishing.doors import (
    publish_set_button,
    publishing_urls,
)
from wagtail_migration_events.translation.publishing.hooks import (
    ask_before_publishing,
    ask_before_publishing_in_bulk,
    say_what_approval_waits_for,
)
from wagtail_migration_events.translation.publishing.log_actions import register_override_action
from wagtail_migration_events.translation.requests.following import (
    settle_after_minor_edit,
    wait_for_minor_edit,
)
from wagtail_migration_events.translation.requests.screens.doors import (
    request_button,
    request_urls,
)
from wagtail_migration_events.translation.review.labels import promise_no_publishing
from wagtail_migration_events.translation.review.running import keep_reviews_in_bulk
from wagtail_migration_events.translation.site_settings import TranslationSettings
from wagtail_migration_events.translation.source.minor_edits import (
    keep_translations,
    remember_suggestions,
)
from wagtail_migration_events.translation.telling.preference import notice_preference_panel
from wagtail_migration_events.translation.waiting.home_panel import add_home_panel
from wagtail_migration_events.translation.waiting.listing import (
    my_translations_menu_item,
    my_translations_urls,
)

register_setting(TranslationSettings, icon="wagtail-localize-language")
# First of all: the others count on the page being published.
hooks.register("before_publish_page", ask_before_publishing, order=-10)
# Before words are written into a page that is in review.
hooks.register("before_bulk_action", keep_reviews_in_bulk, order=-20)
hooks.register("before_bulk_action", ask_before_publishing_in_bulk, order=-10)
hooks.register("after_edit_page", say_what_approval_waits_for)
hooks.register("construct_admin_api", gate_admin_api)
hooks.register("register_actions", gate_api_v3)
hooks.register("register_admin_urls", publishing_urls)
hooks.register("register_page_header_buttons", publish_set_button)
hooks.register("register_page_listing_more_buttons", publish_set_button)
hooks.register("register_log_actions", register_override_action)
hooks.register("before_publish_page", remember_suggestions)
hooks.register("before_publish_page", wait_for_minor_edit)
# After the core has noted the minor edit.
hooks.register("after_publish_page", keep_translations, order=5)
hooks.register("after_publish_page", settle_after_minor_edit, order=10)
hooks.register("construct_page_action_menu", promise_no_publishing)
hooks.register("register_admin_urls", my_translations_urls)
hooks.register("register_admin_menu_item", my_translations_menu_item)
hooks.register("construct_homepage_panels", add_home_panel)
hooks.register("register_account_settings_panel", notice_preference_panel)
hooks.register("register_admin_urls", matrix_urls)
hooks.register("register_admin_menu_item", matrix_menu_item)
hooks.register("register_admin_urls", request_urls)
hooks.register("register_page_header_buttons", request_button)
for action in ACTIONS:
    # After the core: publishing behind the gate takes the place of the core's, by its type.
    hooks.register("register_bulk_action", action, order=10)
hooks.register("register_admin_urls", file_urls)
hooks.register("register_page_header_buttons", file_buttons)
hooks.register("register_bulk_action", ExportBulkAction)
# Before wagtail-localize, which would open its own editor.
hooks.register("before_edit_page", open_desk, order=-10)
hooks.register("register_rich_text_features", register_source_links)
