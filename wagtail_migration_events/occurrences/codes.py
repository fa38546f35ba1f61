"""How the codes of a page are written into its row of the index, and read from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
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


def read(codes: str, now: dt.datetime) -> str:
    """Return what stands in a row and holds now, as :func:`token` writes it.

    A text in which tokens are looked for, and no set of them: to make ten thousand sets takes ten
    times as long.

    :param now: an aware moment.
    """
    if "@" in codes:
        at = now.timestamp()
        # A set, because a code may hold at several times.
        codes = " ".join({each.partition("@")[0] for each in codes.split() if _holds(each, at)})
    return f" {codes} "


def token(facet: str, code: str) -> str:
    """Return ``facet:code`` as it stands in what :func:`read` returns: between two spaces."""
    return f" {facet}:{code} "


def pages_with(facet: str, codes: Iterable[str]) -> Any:
    """Return the primary keys of the pages that have one of these codes, for use in a query.

    A code that holds for a time only is not found: whether it holds is known to :func:`read`.
    """
    condition = Q(pk__in=[])
    for code in codes:
        condition |= Q(all_codes__contains=token(facet, code))
    all_codes = Concat(Value(" "), F("codes"), Value(" "), output_field=TextField())
    return IndexedCodes.objects.annotate(all_codes=all_codes).filter(condition).values("page")


def pages_naming(facet: str, codes: Iterable[str]) -> list[int]:
    """Return the primary keys of the pages that have one of these codes, in one query for any
    number of codes: of a facet that few pages have, whose codes hold at any time."""
    wanted = {token(facet, code).strip() for code in codes}
    rows = IndexedCodes.objects.filter(codes__contains=f"{facet}:").values_list("page", "codes")
    return [page for page, held in rows.iterator() if not wanted.isdisjoint(held.split())]


def pages_with_now(facet: str, codes: Iterable[str], now: dt.datetime) -> list[int]:
    """Return the primary keys of the pages that have one of these codes at a moment.

    In one query, for codes that hold for a time only: of the few pages that have them.

    :param now: an aware moment.
    """
    wanted = {token(facet, code) for code in codes}
    condition = Q(pk__in=[])
    for each in wanted:
        condition |= Q(codes__contains=each.strip())
    rows = IndexedCodes.objects.filter(condition).values_list("page", "codes")
    held = ((page, read(found, now)) for page, found in rows)
    return [page for page, text in held if any(each in text for each in wanted)]


def _holds(written_token: str, at: float) -> bool:
    since, _, until = written_token.partition("@")[2].partition("..")
    return (not since or int(since) <= at) and (not until or at < int(until))


def _seconds(moment: dt.datetime | None) -> str:
    return "" if moment is None else str(int(moment.timestamp()))
