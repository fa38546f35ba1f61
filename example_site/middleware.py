"""Django sends an address without a language to the same one with it, if nothing is found there."""

from typing import Any

from django.middleware.locale import LocaleMiddleware


class PageLocaleMiddleware(LocaleMiddleware):
    """Does so for pages only: what an API does not find is not found."""

    def process_response(self, request: Any, response: Any) -> Any:
        if response.status_code == 404 and request.path_info.startswith("/api/"):
            return response
        return super().process_response(request, response)
