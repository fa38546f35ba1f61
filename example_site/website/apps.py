from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "example_site.website"
    label = "website"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from example_site.website.facets import HostCityFacet
        from wagtail_migration_events.occurrences.facets import register_facet

        register_facet(HostCityFacet("city", _("Host city")))

        from example_site.website.front_end import note_change
        from wagtail_migration_events.notices.signals import event_changed

        event_changed.connect(note_change, dispatch_uid="website.note_change")

        # Importing these registers what is in them.
        from example_site.website import (  # noqa: F401 - they register themselves
            api_fields,
            city_themes,
            import_readers,
            publish_checks,
        )
