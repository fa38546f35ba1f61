"""How the codes of a page are written into its row of the index, and read from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Set
from functools import lru_cache
from sys import intern
from typing import Any

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat

from wagtail_migration_events.occurrences.facets import FoundBy
from wagtail_migration_events.occurrences.rows import IndexedCodes

_PLAIN = re.compile(r"[^\s:@]{1,64}")


def written(facet: str, found: FoundBy) -> str:
    """Return ``facet:code``, with the time in which it holds; "" for what is no code."""
    if not _PLAIN.fullmatch(found.code):
        return ""
    if found.since is None and found.until is None:
        return f"{facet}:{found.code}"
    since, until = _seconds(found.since), _seconds(found.until)
    return f"{facet}:{found.code}@{since}..{until}"


def read(codes: str, now: dt.datetime) -> Set[str]:
    """Return what stands in a row and holds now, as ``facet:code``.

    :param now: an aware moment.
    """
    tokens = _tokens(codes)
    if "@" not in codes:
        return tokens
    at = now.timestamp()
    return {token.partition("@")[0] for token in tokens if _holds(token, at)}


@lru_cache(maxsize=4096)
def _tokens(codes: str) -> frozenset[str]:
    # The same few hundred tokens stand in all rows; as one object each they are counted fastest.
    return frozenset(map(intern, codes.split()))


def pages_with(facet: str, codes: Iterable[str]) -> Any:
    """Return the primary keys of the pages that have one of these codes, for use in a query.

    A code that holds for a time only is not found: whether it holds is known to :func:`read`.
    """
    condition = Q(pk__in=[])
    for code in codes:
        condition |= Q(all_codes__contains=f" {facet}:{code} ")
    all_codes = Concat(Value(" "), F("codes"), Value(" "), output_field=TextField())
    return IndexedCodes.objects.annotate(all_codes=all_codes).filter(condition).values("page")


def pages_with_now(facet: str, codes: Iterable[str], now: dt.datetime) -> list[int]:
    """Return the primary keys of the pages that have one of these codes at a moment.

    In one query, for codes that hold for a time only: of the few pages that have them.

    :param now: an aware moment.
    """
    wanted = {f"{facet}:{code}" for code in codes}
    condition = Q(pk__in=[])
    for token in wanted:
        condition |= Q(codes__contains=token)
    rows = IndexedCodes.objects.filter(condition).values_list("page", "codes")
    return [page for page, found in rows if not wanted.isdisjoint(read(found, now))]


def _holds(token: str, at: float) -> bool:
    since, _, until = token.partition("@")[2].partition("..")
    return (not since or int(since) <= at) and (not until or at < int(until))


def _seconds(moment: dt.datetime | None) -> str:
    return "" if moment is None else str(int(moment.timestamp()))
