"""The moments at which pages change by themselves: an event begins or is over, and what a page is
found by holds or holds no longer."""

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
)


def moments() -> dict[str, Moments]:
    """Return for each column, by its name, what finds its moments around the present one."""
    return {
        f"{table.__name__}_{column}".lower(): partial(_around, table, column)
        for table, column in COLUMNS
    }


def _around(table: Any, column: str, now: dt.datetime) -> tuple[Subquery, Subquery]:
    """Return the last moment of a column that has come by now, and the next that has not."""
    rows = table.objects.values(column)
    before = rows.filter(**{f"{column}__lte": now}).order_by(f"-{column}")
    after = rows.filter(**{f"{column}__gt": now}).order_by(column)
    return Subquery(before[:1]), Subquery(after[:1])
