"""How long an answer may be kept, and how a cache asks whether it still holds.

RFC 9110 §8.8 (validators), RFC 9111 §4.2 (freshness). What the public sees follows from what
:mod:`last_changes` asks for in one query, so that a request with ``If-None-Match`` or
``If-Modified-Since`` need not build the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import http_date, parse_http_date_safe

from wagtail_migration_events import __version__
from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.serving.last_changes import last_changes
from wagtail_migration_events.groups.visibility import nothing_is_restricted
from wagtail_migration_events.vocabularies.kept_rows import marks_of_kept_rows

#: What code changes without leaving a trace in the log shows after so many seconds.
HOUR = 3600

#: A change that is younger than so many seconds has no date yet: within the same second there may
#: be another one, and a transaction that began before it may end after it (RFC 9110 §8.8.2.2).
SETTLED = 60

_STATE = "_event_pages_state"


@dataclass(frozen=True)
class PublicState:
    """What the database said before an answer was made: another one after every change.

    Attributes:
        marks, times, nexts: as in ``LastChanges``; among the marks, those of the process too.
        seen_at: when it was asked.
    """

    marks: Mapping[str, Any]
    times: Mapping[str, dt.datetime | None]
    nexts: Mapping[str, dt.datetime | None]
    seen_at: dt.datetime = field(compare=False)


def is_for_everybody(request: HttpRequest) -> bool:
    """Whether the answer may be shared: to a visitor without a session, who is nobody yet."""
    is_plain = request.method in ("GET", "HEAD") and not getattr(request, "is_preview", False)
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    is_known = getattr(getattr(request, "user", None), "is_authenticated", False)
    return bool(is_plain and not has_session and not is_known and setting("PAGE_MAX_AGE"))


def answer_conditionally(
    request: HttpRequest,
    about: Any,
    build: Callable[[], HttpResponseBase],
    vary: Sequence[str] = ("Cookie",),
    next_change: dt.datetime | None = None,
) -> HttpResponseBase:
    """Answer a request whose answer is for everybody, with 304 and without building if it can be.

    :param about: what else than the address tells this answer from others, such as a page's key.
    :param build: makes the response; called only if it is needed.
    :param vary: headers of a request with which the answer would be another.
    :param next_change: when this answer changes by itself, beside the moments of all events.
    """
    now = timezone.now()
    last = last_changes(now)
    if last.has_no_restriction:
        nothing_is_restricted(request)
    soonest = min(filter(None, (*last.nexts.values(), next_change)), default=None)
    hour = int(now.timestamp() // HOUR)
    marks = {**last.marks, **marks_of_kept_rows(), "hour": hour}
    times = tuple(last.times.values())
    if not last.is_pending:
        setattr(request, _STATE, PublicState(marks, last.times, last.nexts, now))
    tag = _tag(request, about, {**marks, **last.nexts, "own": next_change})
    # Nobody knows when an answer has changed last that changes by itself at moments of its own.
    modified = _modified(times, now) if next_change is None else None
    unchanged = _unchanged(request, tag, modified)
    response: HttpResponseBase = unchanged or _built(request, modified, build)
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag
        if modified is not None:
            response.headers["Last-Modified"] = http_date(modified)
        patch_cache_control(response, public=True, max_age=_max_age(now, soonest))
        patch_vary_headers(response, vary)
        _recall_if_personal(request, response)
    return response


def _unchanged(request: HttpRequest, tag: str, modified: int | None) -> HttpResponseBase | None:
    """Return the answer to who knows this one already."""
    tags = request.headers.get("If-None-Match", "").strip()
    # "*" asks whether there is anything at all (RFC 9110 §13.1.2), which only building tells. So it
    # does for a moment that is not the one we gave to who has the answer (§13.2.1).
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if tags == "*" or not (tags or (since is not None and since == modified)):
        return None
    found: HttpResponseBase | None = get_conditional_response(request, tag, modified)
    return found


def _built(
    request: HttpRequest, modified: int | None, build: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return the answer, or 304 if it turns out that there is one and it has not changed since."""
    response: Any = build()
    if response.status_code != 200 or "If-None-Match" in request.headers:
        return response
    return get_conditional_response(request, None, modified, response) or response


def state_seen(request: HttpRequest | None) -> PublicState | None:
    """Return what is another after every change of what the public sees.

    :return: None where nobody has asked, as for an answer that is not for everybody, and while a
        change is not yet settled.
    """
    state: PublicState | None = getattr(request, _STATE, None)
    return state


def keep_private(response: HttpResponseBase) -> None:
    """Forbid every cache to keep what only some visitors may see."""
    add_never_cache_headers(response)
    patch_cache_control(response, private=True, no_store=True)


def _recall_if_personal(request: HttpRequest, response: Any) -> None:
    """Let nobody keep a page into which a site's template wrote a visitor's token or cookie."""

    def recall(rendered: HttpResponse) -> None:
        if rendered.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            for name in ("ETag", "Last-Modified", "Cache-Control"):
                rendered.headers.pop(name, None)
            keep_private(rendered)

    if hasattr(response, "add_post_render_callback"):
        response.add_post_render_callback(recall)


def _tag(request: HttpRequest, about: Any, marks: Mapping[str, Any]) -> str:
    where = (request.get_host(), request.get_full_path(), about)
    said = repr((__version__, where, sorted(marks.items(), key=str)))
    # Weak, because compression in front of us makes other bytes of the same page.
    return f'W/"{blake2s(said.encode(), digest_size=16).hexdigest()}"'


def _modified(times: Sequence[dt.datetime | None], now: dt.datetime) -> int | None:
    """Return the second since which an answer is the same; None while that is not settled.

    What code changes without leaving a trace in the log may have changed with the hour.
    """
    latest = max((each.timestamp() for each in times if each), default=0.0)
    if now.timestamp() - latest < SETTLED:
        return None
    return max(int(latest), int(now.timestamp() // HOUR) * HOUR)


def _max_age(now: dt.datetime, next_change: dt.datetime | None) -> int:
    longest = int(setting("PAGE_MAX_AGE"))
    if next_change is None:
        return longest
    return max(0, min(longest, int((next_change - now).total_seconds())))
