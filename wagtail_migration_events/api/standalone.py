"""An API with nothing but events, for a site that has none of its own.

``path("api/events/", events_api.urls)``, outside ``i18n_patterns``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from wagtail_migration_events import __version__
from wagtail_migration_events.api.problems import register_problem_handlers
from wagtail_migration_events.api.router import router


class PlainLetters(JSONRenderer):
    """Writes letters as they are: escaped, Arabic and Chinese take two to three times the room."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        text: str = super().render(request, data, response_status=response_status)
        # Half of a surrogate pair, which a block of a page may hold, has no octets of its own.
        return text.encode(self.charset, "backslashreplace")


events_api = NinjaAPI(
    title="Events",
    version=__version__,
    description="Events, organizers and vocabularies: public, read-only, in the site's languages.",
    urls_namespace="wagtail_migration_events_api",
    openapi_url="/openapi.json",
    docs_url="/docs",
    renderer=PlainLetters(),
)
register_problem_handlers(events_api)
events_api.add_router("/", router)
