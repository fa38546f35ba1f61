from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailMigrationEventsConfig(AppConfig):
    name = "wagtail_migration_events"
    label = "wagtail_migration_events"
    verbose_name = _("Events")
    # Pinned: a site's DEFAULT_AUTO_FIELD must not change the package's tables.
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_migration_events import wiring

        wiring.register()
        wiring.connect(self)
