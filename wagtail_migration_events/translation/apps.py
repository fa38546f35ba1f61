from __future__ import annotations

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

MISSING = (
    "wagtail_migration_events.translation needs wagtail-localize: install "
    'wagtail-migration-events[localize] and add "wagtail_localize" and "wagtail_localize.locales" '
    "to INSTALLED_APPS, or take the app out of INSTALLED_APPS."
)


class WagtailMigrationEventsTranslationConfig(AppConfig):
    name = "wagtail_migration_events.translation"
    label = "wagtail_migration_events_translation"
    verbose_name = _("Event translation")
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        if not apps.is_installed("wagtail_localize"):
            raise ImproperlyConfigured(MISSING)
        super().import_models()

    def ready(self) -> None:
        from wagtail_migration_events.interchange.leaving.dropping import guard_tables
        from wagtail_migration_events.interchange.leaving.histories import keep_histories

        try:
            from wagtail_migration_events.translation.gate.missing import register_gate
            from wagtail_migration_events.translation.guards.field_lists import declare_fields
            from wagtail_migration_events.translation.guards.installing import stand_guard
            from wagtail_migration_events.translation.guards.slugs import keep_unicode_slugs
            from wagtail_migration_events.translation.matrix.actions import register_kinds
            from wagtail_migration_events.translation.progress import register_progress
            from wagtail_migration_events.translation.publishing.log_actions import OVERRIDDEN
            from wagtail_migration_events.translation.requests.trees import register_check
            from wagtail_migration_events.translation.requests.wanted import register_wishes
            from wagtail_migration_events.translation.row_entries import read_entries_at_once
            from wagtail_migration_events.translation.source.origins import register_rule
            from wagtail_migration_events.translation.telling.listening import listen
            from wagtail_migration_events.translation.telling.wagtail_mail import share_with_wagtail
        except ModuleNotFoundError as error:
            raise ImproperlyConfigured(MISSING) from error
        guard_tables(self)
        keep_histories(self, OVERRIDDEN)
        declare_fields()
        keep_unicode_slugs()
        register_rule()
        register_progress()
        register_wishes()
        read_entries_at_once()
        register_check()
        register_gate()
        register_kinds()
        stand_guard(self.label)
        listen(self.label)
        share_with_wagtail(self.label)
