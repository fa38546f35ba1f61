"""The pages below several pages, in few queries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from wagtail_migration_events.groups.page_model import base_page_model

#: Databases bear only so many conditions in one query.
MOST_PATHS = 100


def pages_below(pages: Iterable[Any]) -> list[Any]:
    """Return base rows of all descendants, each once, with what rights and liveness need only."""
    top: list[str] = []
    for path in sorted(page.path for page in pages if not page.is_leaf()):
        if not top or not path.startswith(top[-1]):
            top.append(path)
    rows = base_page_model().objects.only("pk", "path", "depth", "live", "owner")
    found: list[Any] = []
    for start in range(0, len(top), MOST_PATHS):
        some = top[start : start + MOST_PATHS]
        below = reduce(or_, (Q(path__startswith=path) for path in some))
        found += rows.filter(below).exclude(path__in=some)
    return found
