"""Django sends an address without a language to the same one with it, if nothing is found there,
and tells caches to keep it for each language of browsers."""

from typing import Any

from django.middleware.locale import LocaleMiddleware


class PageLocaleMiddleware(LocaleMiddleware):
    """Does so for pages only: what an API does not find is not found, and the API of events is in
    the language that it is asked for, whatever the browser speaks."""

    def process_response(self, request: Any, response: Any) -> Any:
        if request.path_info.startswith(("/api/events/", "/api/v3/events/")):
            return response
        if response.status_code == 404 and request.path_info.startswith("/api/"):
            return response
        return super().process_response(request, response)
