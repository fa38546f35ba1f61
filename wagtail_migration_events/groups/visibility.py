"""Which pages the public may see.

Wagtail's ``public()`` overlooks aliases of restricted pages and the pages below such aliases;
``Page.get_view_restrictions()`` does not. This agrees with the latter, for whole querysets.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.db.models import F, Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from wagtail_migration_events.groups.page_model import base_page_model

_READ_BEFORE = "_event_pages_closed_paths"
_RESTRICTIONS = "_event_pages_restrictions"


def visible(pages: Any, request: HttpRequest | None = None) -> Any:
    """Keep the pages that may be shown.

    :param pages: a queryset of pages of any class.
    :param request: with a request, restrictions which that visitor has passed (a login, a group,
        a password typed before) do not hide pages; without one, every restriction does.
    """
    return pages.filter(may_be_shown(request))


def may_be_shown(request: HttpRequest | None = None) -> Q:
    """Return the condition on pages that may be shown: live, not past their expiry, not private."""
    # Wagtail takes down what has expired only when its command runs the next time.
    lasting = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    return Q(live=True) & lasting & ~below(_restricted_paths(request))


def below(paths: list[str]) -> Q:
    """Return the condition on pages at or below these tree paths; no paths: on none."""
    condition = Q(pk__in=[])
    outermost = ""
    for path in sorted(paths):
        # Inside another branch nothing more needs to be said; queries have a limit.
        if not outermost or not path.startswith(outermost):
            condition |= Q(path__startswith=path)
            outermost = path
    return condition


def nothing_is_restricted(request: HttpRequest) -> None:
    """Save a request the reading of restrictions, where it is known already that there are none."""
    setattr(request, _READ_BEFORE, [])


def has_passed_restrictions(request: HttpRequest) -> bool:
    """Whether this visitor sees more than the public does, so that an answer must not be cached."""
    restrictions = _restrictions()
    return len(_not_passed(restrictions, request)) < len(restrictions)


def restricted_paths_of_all(request: HttpRequest) -> list[str]:
    """Return the tree paths that are closed to the public, whoever asks."""
    return [restriction.page.path for restriction in _restrictions_in(request)]


def _restrictions_in(request: HttpRequest | None) -> list[Any]:
    """Return the restrictions that count, read once for each request."""
    if request is None:
        return _restrictions()
    if _RESTRICTIONS not in request.__dict__:
        request.__dict__[_RESTRICTIONS] = _restrictions()
    known: list[Any] = request.__dict__[_RESTRICTIONS]
    return known


def _restrictions() -> list[Any]:
    """Return the restrictions that count: one on an alias does not, its source's do.

    Each comes with the aliases of its page, once for every alias of an alias, so that these need
    not be asked for.
    """
    found = PageViewRestriction.objects.filter(page__alias_of__isnull=True).select_related("page")
    found = found.only("restriction_type", "password", "page__path").annotate(
        alias_path=F("page__aliases__path"),
        second_alias=F("page__aliases__aliases"),
        second_alias_path=F("page__aliases__aliases__path"),
    )
    return list(found)


def _not_passed(restrictions: list[Any], request: HttpRequest | None) -> list[Any]:
    """Return the restrictions that keep a visitor out; None is kept out by all."""
    if request is None:
        return restrictions
    by_group = [each for each in restrictions if each.restriction_type == each.GROUPS]
    # Who has not logged in is in no group: which they are need not be read.
    is_somebody = bool(by_group) and request.user.is_authenticated
    if is_somebody:
        prefetch_related_objects(by_group, "groups")
    return [
        each
        for each in restrictions
        if (each.restriction_type == each.GROUPS and not is_somebody)
        or not each.accept_request(request)
    ]


def _restricted_paths(request: HttpRequest | None) -> list[str]:
    """Return the tree paths that are closed to a visitor, read once for each request."""
    if request is None:
        return _read_restricted_paths(None)
    known = getattr(request, _READ_BEFORE, None)
    if known is None:
        known = _read_restricted_paths(request)
        setattr(request, _READ_BEFORE, known)
    return list(known)


def _read_restricted_paths(request: HttpRequest | None) -> list[str]:
    closed = _not_passed(_restrictions_in(request), request)
    read = ((each.page.path, each.alias_path, each.second_alias_path) for each in closed)
    paths = list(dict.fromkeys(filter(None, chain.from_iterable(read))))
    sources = [each.second_alias for each in closed if each.second_alias]
    while sources:
        aliases = base_page_model().objects.filter(alias_of__in=sources)
        rows = list(aliases.values_list("pk", "path"))
        paths += [path for _, path in rows]
        sources = [pk for pk, _ in rows]
    return paths
