"""Addresses within the API, wherever a site has mounted it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

EVENT, EVENTS, ORGANIZER = "events_detail", "events_list", "organizers_detail"


def api_address(
    request: HttpRequest,
    operation: str,
    query: Mapping[str, Any] | None = None,
    **path_parameters: Any,
) -> str:
    """Return the absolute address of an operation of the API that has been asked."""
    match = request.resolver_match
    namespace = f"{match.namespace}:" if match and match.namespace else ""
    path = reverse(f"{namespace}{operation}", kwargs=path_parameters)
    return _whole(request, f"{path}?{urlencode(query)}" if query else path)


def event_address(request: HttpRequest, key: Any, language: str) -> str:
    return api_address(request, EVENT, {"locale": language}, key=key)


def organizer_address(request: HttpRequest, code: Any, language: str) -> str:
    """Return where the API tells of an organizer.

    :param code: or, of one that has none, its key.
    """
    return api_address(request, ORGANIZER, {"locale": language}, code=code)


def with_parameters(request: HttpRequest, **changed: Any) -> str:
    """Return the address that was asked for, with some parameters changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return _whole(request, f"{request.path}?{query.urlencode()}")


def _whole(request: HttpRequest, path: str) -> str:
    """Return an address on the host that was asked, which need not be that of the pages, unless the
    site says in Wagtail's own setting where its APIs are."""
    base = getattr(settings, "WAGTAILAPI_BASE_URL", None)
    return urljoin(base, path) if base else request.build_absolute_uri(path)
