"""Who asks: the public, or whoever an API token of Wagtail names. A session is nobody here."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

try:
    from wagtail.api.v3.auth import BearerTokenAuth
except ImportError:  # Wagtail 7.4 has no API tokens
    BearerTokenAuth = None


def anyone(request: HttpRequest) -> AnonymousUser:
    """Let everybody read, as somebody unknown even with the session of an editor."""
    nobody = AnonymousUser()
    request.user = nobody
    return nobody


#: Asked in turn; the second takes whoever has no valid token.
READERS: list[Callable[..., Any]] = [*([BearerTokenAuth()] if BearerTokenAuth else []), anyone]


def may_have_token(request: HttpRequest) -> bool:
    """Whether the answer may depend on who asks, so that no cache may keep it for others."""
    return "Authorization" in request.headers


def without_session(request: HttpRequest) -> Any:
    """Return the request as one of somebody who has no session, and typed no password before.

    The original keeps its session, so that answering does not end it.
    """
    plain: Any = copy.copy(request)
    plain.session = {}
    return plain
