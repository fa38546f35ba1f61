"""The door through which Wagtail finds this app: registrations only."""

from __future__ import annotations

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from wagtail_migration_events.translation.requests.following import (
    settle_after_minor_edit,
    wait_for_minor_edit,
)
from wagtail_migration_events.translation.review.running import keep_reviews_in_bulk
from wagtail_migration_events.translation.site_settings import TranslationSettings

register_setting(TranslationSettings, icon="wagtail-localize-language")
hooks.register("before_publish_page", wait_for_minor_edit)
# After the core has noted the minor edit.
hooks.register("after_publish_page", settle_after_minor_edit, order=10)
hooks.register("before_bulk_action", keep_reviews_in_bulk)
