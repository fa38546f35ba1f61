from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailMigrationEventsPagesConfig(AppConfig):
    name = "wagtail_migration_events.pages"
    label = "wagtail_migration_events_pages"
    verbose_name = _("Event pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_migration_events.interchange.leaving.dropping import guard_tables
        from wagtail_migration_events.interchange.leaving.histories import keep_histories

        guard_tables(self)
        keep_histories(self)
