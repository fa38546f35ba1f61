"""Addresses within the API, wherever a site has mounted it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

EVENT = "events_detail"


def api_address(request: HttpRequest, operation: str, **path_parameters: Any) -> str:
    """Return the absolute address of an operation of the API that has been asked."""
    match = request.resolver_match
    namespace = f"{match.namespace}:" if match and match.namespace else ""
    return request.build_absolute_uri(reverse(f"{namespace}{operation}", kwargs=path_parameters))


def event_address(request: HttpRequest, key: Any, language: str) -> str:
    return f"{api_address(request, EVENT, key=key)}?{urlencode({'locale': language})}"


def with_parameters(request: HttpRequest, **changed: Any) -> str:
    """Return the address that was asked for, with some parameters changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
