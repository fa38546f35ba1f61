"""The moments at which pages change by themselves: an event begins or is over, and what a page is
found by holds or holds no longer, or its time has run out."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db.models import Subquery

from wagtail_migration_events.groups.http_caching import Moments
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence

#: Columns of moments, each with an index.
COLUMNS = (
    (IndexedOccurrence, "starts_at"),
    (IndexedOccurrence, "ends_at"),
    (IndexedCodes, "since"),
    (IndexedCodes, "until"),
    (IndexedCodes, "expires_at"),
)


def moments() -> dict[str, Moments]:
    """Return for each column, by its name, what finds its next moment after the present one."""
    return {
        f"{table.__name__}_{column}".lower(): partial(_next, table, column)
        for table, column in COLUMNS
    }


def _next(table: Any, column: str, now: dt.datetime) -> Subquery:
    rows = table.objects.values(column)
    return Subquery(rows.filter(**{f"{column}__gt": now}).order_by(column)[:1])
