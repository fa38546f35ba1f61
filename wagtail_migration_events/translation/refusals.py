"""Who may not write to a translation, and how they are told: as Wagtail does it."""

from __future__ import annotations

import html
from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.html import strip_tags
from rest_framework.exceptions import PermissionDenied as RestPermissionDenied
from wagtail.admin import messages

from wagtail_migration_events.translation.gate.missing import what_is_missing_of
from wagtail_migration_events.translation.gate.telling import say_what_is_missing
from wagtail_migration_events.translation.review.running import reviews_that_would_end

#: Pages that an address writes to; ``None`` stands for one that is not there (any more).
Pages = list[Any]


def check_rights(request: Any, pages: Pages, goes_live: bool = False) -> None:
    """Raise ``PermissionDenied`` unless the user may edit every one of the pages.

    A page stands in the tree of its language, so the right to it is the right to the language.

    :param goes_live: demand the right to publish them as well.
    """
    for page in pages:
        if page is None:
            allowed = request.user.is_superuser
        else:
            rights = page.permissions_for_user(request.user)
            allowed = rights.can_edit() and (not goes_live or rights.can_publish())
        if not allowed:
            raise PermissionDenied


def tell_of_locks(request: HttpRequest, pages: Pages) -> None:
    """Say in localize's editor what Wagtail's says, unless a refusal has just said it.

    localize's shows nothing but the lock of a person, and of a refusal only "Server error".
    """
    waiting = get_messages(request)
    told = any("lock" in message.tags.split() for message in waiting)
    waiting.used = False  # type: ignore[union-attr]  # they are still to be shown
    if not told:
        for each in what_locks(request.user, pages):
            messages.warning(request, each, extra_tags="lock")


def refusal(
    request: HttpRequest,
    pages: Pages,
    *,
    goes_live: bool,
    speaks_json: bool,
    asks_gate: bool | None = None,
) -> HttpResponse | None:
    """Return the answer to somebody who may not write to one of the pages, or raise it.

    :param goes_live: whether the request changes what readers see.
    :param asks_gate: whether what the Site demands of a translation must hold; by default, if it
        goes live.
    :param speaks_json: whether the client is JavaScript that understands a status and JSON.
    :raises PermissionDenied: which Wagtail's admin turns into a message on its first page.
    """
    try:
        check_rights(request, pages, goes_live)
    except PermissionDenied:
        if speaks_json:
            return _in_json(str(RestPermissionDenied.default_detail))
        raise
    locks: list[str] = what_locks(request.user, pages)
    if goes_live and not locks:
        locks = [*reviews_that_would_end(pages)]
    if locks and speaks_json:
        return _in_json(html.unescape(strip_tags(" ".join(locks))))
    if locks:
        return _locked(request, pages, locks)
    if goes_live if asks_gate is None else asks_gate:
        return _kept_from_going_live(request, [page for page in pages if page is not None])
    return None


def _kept_from_going_live(request: HttpRequest, pages: Pages) -> HttpResponse | None:
    missing = what_is_missing_of(pages, writes_words=True)
    if not missing:
        return None
    say_what_is_missing(request, pages, missing)
    return _back(pages)


def what_locks(user: Any, pages: Pages) -> list[str]:
    """Return what Wagtail says of each lock that applies to the user, who or why; safe HTML."""
    locks = [page.get_lock() for page in pages if page is not None]
    return [
        lock.get_message(user) or lock.get_description(user)
        for lock in locks
        if lock is not None and lock.for_user(user)
    ]


def _locked(request: HttpRequest, pages: Pages, locks: list[str]) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    for each in locks:
        messages.error(request, each, extra_tags="lock")
    return _back(pages)


def _back(pages: Pages) -> HttpResponse:
    if len(pages) > 1:
        return redirect("wagtailadmin_home")
    return redirect("wagtailadmin_pages:edit", pages[0].pk)


def _in_json(words: str) -> HttpResponse:
    """Answer as Django REST framework does, which localize uses."""
    return JsonResponse({"detail": words}, status=403)
