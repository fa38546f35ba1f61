"""What answers depend on: what editors have done, which Wagtail's log of actions numbers, and
moments that pass. All of it is asked for in one query.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.models import Count, QuerySet, Subquery, Value
from wagtail.models import (
    CollectionViewRestriction,
    ModelLogEntry,
    PageLogEntry,
    PageViewRestriction,
    Site,
)

#: So many numbers of the log may be given out while one transaction goes on.
RECENT = 200

#: A table, and a column of it with moments at which pages change by themselves.
Moments = tuple[Any, str]
#: By name. A site may add its own; the column needs an index.
MOMENTS: dict[str, Moments] = {}
#: A table, and a column of it in which each change gets its moment after its commit, and has none
#: before. So no change hides behind a later one, however many entries the log has got meanwhile.
STAMPS: dict[str, Moments] = {}
#: The name of the stamps whose table has a row for each event, with its key as primary key.
EVENT_CHANGE = "event_change"
#: Stands for the present moment in the query as it is written.
_NOW = dt.datetime(1999, 12, 31, 23, 59, 58, 987654, tzinfo=dt.UTC)


class LastChanges(NamedTuple):
    """What tells an answer from one that was given before.

    Attributes:
        marks: numbers, by name, of which one at least is another after whatever editors do.
        times: by name, when what is logged, and what happened by itself, last took place.
        nexts: by name, when pages change by themselves next. When such a moment passes another
            one is the next, so that these tell answers apart too.
    """

    marks: Mapping[str, Any]
    times: Mapping[str, dt.datetime | None]
    nexts: Mapping[str, dt.datetime | None]

    @property
    def is_pending(self) -> bool:
        """Whether a change has no moment yet: it may have been committed just now or taken back."""
        return any(self.marks[f"{name}_pending"] for name in STAMPS)

    @property
    def has_no_restriction(self) -> bool:
        """Whether it is certain that no page is private."""
        return self.marks.get(PageViewRestriction.__name__, "not asked") is None


def last_changes(now: dt.datetime) -> LastChanges:
    """Ask for the last changes as seen from a moment, in one query.

    :param now: an aware moment.
    """
    alias = router.db_for_read(Site)
    connection = connections[alias]
    names, sql, params = _written(alias, tuple(MOMENTS.items()), tuple(STAMPS.items()))
    adapt = connection.ops.adapt_datetimefield_value
    stands_in = adapt(_NOW)
    with connection.cursor() as cursor:
        cursor.execute(sql, [adapt(now) if each == stands_in else each for each in params])
        row = cursor.fetchone() or ()
    found: dict[str, dict[str, Any]] = {"mark": {}, "time": {}, "next": {}}
    for (kind, name), value in zip(names, row, strict=False):
        found[kind][name] = value if kind == "mark" else _moment(value, connection.timezone)
        if kind == "mark" and name in STAMPS:
            found["time"][name] = _moment(value, connection.timezone)
    return LastChanges(found["mark"], found["time"], found["next"])


def _moment(value: Any, zone: dt.tzinfo | None) -> dt.datetime | None:
    """Return a moment as Django does, which only PostgreSQL gives with its zone."""
    moment: dt.datetime | None = (
        dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    )
    if moment is None or moment.tzinfo:
        return moment
    return moment.replace(tzinfo=zone or dt.UTC)


@cache
def _written(
    alias: str,
    moments: tuple[tuple[str, Moments], ...],
    stamps: tuple[tuple[str, Moments], ...],
) -> tuple[list[tuple[str, str]], str, tuple[Any, ...]]:
    """Return what is asked for, each with its kind, and the query with its parameters.

    For Django to write it takes several times as long as all else of an answer that has not
    changed, so that is done once.
    """
    asked: dict[tuple[str, str], Any] = {}
    for name, log in (("page", PageLogEntry), ("model", ModelLogEntry)):
        entries = log.objects.all()
        asked["mark", f"{name}_log"] = _latest(entries, "pk")
        asked["mark", f"{name}_log_recent"] = _recent(entries)
        asked["time", f"{name}_log"] = _latest(entries, "timestamp")
    for table in (PageViewRestriction, CollectionViewRestriction):
        asked["mark", table.__name__] = _latest(table.objects.all(), "pk")
    # What is made anew past the log, as by a command, has other rows.
    for table in dict.fromkeys(table for _, (table, _) in moments):
        asked["mark", f"{table.__name__}_rows"] = _latest(table.objects.all(), "pk")
    for name, (table, column) in moments:
        rows = table.objects.values(column)
        later, earlier = {f"{column}__gt": _NOW}, {f"{column}__lte": _NOW}
        asked["next", name] = Subquery(rows.filter(**later).order_by(column)[:1])
        asked["time", name] = Subquery(rows.filter(**earlier).order_by(f"-{column}")[:1])
    for name, (table, column) in stamps:
        stamped = table.objects.filter(**{f"{column}__isnull": False}).order_by(f"-{column}")
        asked["mark", name] = Subquery(stamped.values(column)[:1])  # its time too
        asked["mark", f"{name}_pending"] = _number(table.objects.filter(**{column: None}))
    columns = {f"{kind}_{name}".lower(): each for (kind, name), each in asked.items()}
    query = Site.objects.using(alias).annotate(**columns).order_by("pk").values(*columns)[:1].query
    sql, params = query.get_compiler(alias).as_sql()
    return list(asked), sql, tuple(params)


def _latest(entries: QuerySet[Any], column: str) -> Subquery:
    return Subquery(entries.order_by("-pk").values(column)[:1])


def _recent(entries: QuerySet[Any]) -> Subquery:
    """Count the newest entries: one more is there when a transaction that took its number earlier
    than the newest ends later."""
    return _number(entries.filter(pk__gt=_latest(entries, "pk") - RECENT))


def _number(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().values(all=Value(1)).annotate(number=Count("pk"))
    return Subquery(counted.values("number"))
