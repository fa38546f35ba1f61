"""How long an answer may be kept, and how a cache asks whether it still holds.

RFC 9110 §8.8 (validators), RFC 9111 §4.2 (freshness). What the public sees follows from what
editors have done, which Wagtail's log of actions numbers, and from moments that pass. Both are
asked for in one query, so that a request with ``If-None-Match`` need not build the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import blake2s
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from wagtail.models import (
    CollectionViewRestriction,
    ModelLogEntry,
    PageLogEntry,
    PageViewRestriction,
    Site,
)

from wagtail_migration_events import __version__
from wagtail_migration_events.conf import setting
from wagtail_migration_events.groups.visibility import nothing_is_restricted

#: What code changes without leaving a trace in the log shows after so many seconds.
HOUR = 3600

#: So many numbers of the log may be given out while one transaction goes on.
RECENT = 200

Moments = Callable[[dt.datetime], Any]
#: Expressions, by name, for the next moment after now at which pages change by themselves: called
#: with the present moment. A site may add its own.
MOMENTS: dict[str, Moments] = {}


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
    marks, nexts = _marks(now)
    if marks and marks["restriction"] is None:
        nothing_is_restricted(request)
    nexts |= {"own": next_change}
    soonest = min(filter(None, nexts.values()), default=None)
    tag = _tag(request, about, {**marks, **nexts, "hour": int(now.timestamp() // HOUR)})
    # "*" asks whether there is anything at all (RFC 9110 §13.1.2), which only building tells.
    is_known = request.headers.get("If-None-Match", "*").strip() != "*"
    unchanged = get_conditional_response(request, etag=tag) if is_known else None
    response: HttpResponseBase = build() if unchanged is None else unchanged
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag
        patch_cache_control(response, public=True, max_age=_max_age(now, soonest))
        patch_vary_headers(response, vary)
        _recall_if_personal(request, response)
    return response


def keep_private(response: HttpResponseBase) -> None:
    """Forbid every cache to keep what only some visitors may see."""
    add_never_cache_headers(response)
    patch_cache_control(response, private=True, no_store=True)


def _recall_if_personal(request: HttpRequest, response: Any) -> None:
    """Let nobody keep a page into which a site's template wrote a visitor's token or cookie."""

    def recall(rendered: HttpResponse) -> None:
        if rendered.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            del rendered.headers["ETag"], rendered.headers["Cache-Control"]
            keep_private(rendered)

    if hasattr(response, "add_post_render_callback"):
        response.add_post_render_callback(recall)


def _marks(now: dt.datetime) -> tuple[Mapping[str, Any], dict[str, dt.datetime | None]]:
    """Return what a page depends on, and when it changes by itself next, in one query.

    When such a moment passes another one is the next, so that these tell answers apart too.
    """
    asked = _asked()
    following = {name: moment(now) for name, moment in MOMENTS.items()}
    rows = Site.objects.annotate(**asked, **following).order_by("pk")
    row = rows.values(*asked, *following).first() or {}
    marks = {name: value for name, value in row.items() if name in asked}
    return marks, {name: row.get(name) for name in following}


@cache
def _asked() -> Mapping[str, Any]:
    """Return what numbers all that editors have done; made once, for it takes Django a while."""
    return {
        "page_log": _latest(PageLogEntry.objects.all()),
        "page_log_recent": _recent(PageLogEntry.objects.all()),
        "model_log": _latest(ModelLogEntry.objects.all()),
        "model_log_recent": _recent(ModelLogEntry.objects.all()),
        "restriction": _latest(PageViewRestriction.objects.all()),
        "closed_collection": _latest(CollectionViewRestriction.objects.all()),
    }


def _latest(entries: QuerySet[Any]) -> Subquery:
    return Subquery(entries.order_by("-pk").values("pk")[:1])


def _recent(entries: QuerySet[Any]) -> Subquery:
    """Count the newest entries: one more is there when a transaction that took its number earlier
    than the newest ends later."""
    recent = entries.filter(pk__gt=_latest(entries) - RECENT).order_by()
    counted = recent.values(all=Value(1)).annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


def _tag(request: HttpRequest, about: Any, marks: Mapping[str, Any]) -> str:
    where = (request.get_host(), request.get_full_path(), about)
    said = repr((__version__, where, sorted(marks.items(), key=str)))
    # Weak, because compression in front of us makes other bytes of the same page.
    return f'W/"{blake2s(said.encode(), digest_size=16).hexdigest()}"'


def _max_age(now: dt.datetime, next_change: dt.datetime | None) -> int:
    longest = int(setting("PAGE_MAX_AGE"))
    if next_change is None:
        return longest
    return max(0, min(longest, int((next_change - now).total_seconds())))
