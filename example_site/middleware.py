"""What this site does to an answer of the API that Django does not do by itself."""

from collections.abc import Callable
from typing import Any

from django.middleware.locale import LocaleMiddleware


class PageLocaleMiddleware(LocaleMiddleware):
    """Sends an address without a language to the same one with it, if nothing is found there.

    It does so for pages only: what an API does not find is not found.
    """

    def process_response(self, request: Any, response: Any) -> Any:
        if response.status_code == 404 and request.path_info.startswith("/api/"):
            return response
        return super().process_response(request, response)


def events_api_for_any_origin(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Lets the pages of other hosts read the API of events, which is the same for everybody."""

    def answer(request: Any) -> Any:
        response = get_response(request)
        if request.path_info.startswith("/api/events/"):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return answer
