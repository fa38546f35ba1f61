"""How the codes of a page are written into its row of the index, and read from it."""

from __future__ import annotations

import datetime as dt
import re

from wagtail_migration_events.occurrences.facets import FoundBy

_PLAIN = re.compile(r"[^\s:@]{1,64}")


def written(facet: str, found: FoundBy) -> str:
    """Return ``facet:code``, with the time in which it holds; "" for what is no code."""
    if not _PLAIN.fullmatch(found.code):
        return ""
    if found.since is None and found.until is None:
        return f"{facet}:{found.code}"
    since, until = _seconds(found.since), _seconds(found.until)
    return f"{facet}:{found.code}@{since}..{until}"


def read(codes: str, now: dt.datetime) -> list[str]:
    """Return what stands in a row and holds now, as ``facet:code``.

    :param now: an aware moment.
    """
    tokens = codes.split()
    if "@" not in codes:
        return tokens
    at = now.timestamp()
    return [token.partition("@")[0] for token in tokens if _holds(token, at)]


def _holds(token: str, at: float) -> bool:
    since, _, until = token.partition("@")[2].partition("..")
    return (not since or int(since) <= at) and (not until or at < int(until))


def _seconds(moment: dt.datetime | None) -> str:
    return "" if moment is None else str(int(moment.timestamp()))
