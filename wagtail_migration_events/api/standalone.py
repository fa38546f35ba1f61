"""An API with nothing but events, for a site that has none of its own.

``path("api/events/", events_api.urls)``, outside ``i18n_patterns``.
"""

from __future__ import annotations

from ninja import NinjaAPI

from wagtail_migration_events import __version__
from wagtail_migration_events.api.problems import register_problem_handlers
from wagtail_migration_events.api.router import router

events_api = NinjaAPI(
    title="Events",
    version=__version__,
    description="Events, organizers and vocabularies: public, read-only, in the site's languages.",
    urls_namespace="wagtail_migration_events_api",
    openapi_url="/openapi.json",
    docs_url="/docs",
)
register_problem_handlers(events_api)
events_api.add_router("/", router)
