"""What browsers ask before a page of another host may read an answer of this one (CORS)."""

from collections.abc import Callable
from typing import Any


def events_api_for_any_origin(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Lets the pages of other hosts read the API of events, which is the same for everybody."""

    def answer(request: Any) -> Any:
        response = get_response(request)
        if request.path_info.startswith("/api/events/"):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return answer
