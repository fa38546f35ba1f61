"""Events of several dates: a list of stretches on one clock, known to one precision."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.rows import MAX_ROWS
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus
from wagtail_migration_events.interchange.source.cells import refuse
from wagtail_migration_events.interchange.source.source_dates import understand_dates
from wagtail_migration_events.interchange.source.source_event import SourceEvent

_COARSENESS = [DatePrecision.TIME, DatePrecision.DAY, DatePrecision.MONTH]


def understand_listed_dates(event: SourceEvent, dates: Any) -> None:
    """Give an event its list of dates, and start and end from the first to the last of them.

    Each keeps a key made of its start (or of ``key``, where the source has one), so that the date
    is the same date when the source is read again.
    """
    if not isinstance(dates, list):
        refuse(event, "dates", dates, _("It is not a list. Put it in square brackets."))
        return
    if len(dates) > MAX_ROWS:
        reason = _("Only the first %(most)d values are read.") % {"most": MAX_ROWS}
        refuse(event, "dates", len(dates), reason)
    zone = event.values.get("timezone", "")
    found = []
    for each in dates[:MAX_ROWS]:
        each = each if isinstance(each, dict) else {"start": each}
        read = understand_dates(each.get("start"), each.get("end"), zone)
        event.refused += [text for text in read.refused if text not in event.refused]
        event.notes += [text for text in read.notes if text not in event.notes]
        if read.values["starts_at"]:
            found.append((read.values, each))
    if len(found) < (1 if event.key else 2):
        if found and not event.values.get("starts_at"):
            event.values |= found[0][0]
        return
    precision = max((values["date_precision"] for values, _each in found), key=_rank)
    rows = _rows(found, precision)
    # Of two hours of one day, which have no zone, only the day is known.
    if event.key or len(rows) > 1:
        event.values["dates"] = list(rows.values())
    event.values |= {
        "starts_at": min(values["starts_at"] for values, _each in found),
        "ends_at": max(values["ends_at"] or values["starts_at"] for values, _each in found),
        "date_precision": str(precision),
    }


def _rows(
    found: list[tuple[dict[str, Any], dict[str, Any]]], precision: str
) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for values, each in sorted(found, key=lambda pair: pair[0]["starts_at"]):
        row = _row(values, each, precision)
        first = rows.setdefault(row["key"], row)
        ends_elsewhere = row["ends_at"] not in (None, first["ends_at"])
        if ends_elsewhere and not each.get("key"):  # two that begin together
            row["key"] = f"{row['key']}-{values['ends_at']:%Y%m%dT%H%MZ}"
            rows.setdefault(row["key"], row)
    return rows


def _rank(precision: str) -> int:
    return _COARSENESS.index(DatePrecision(precision))


def _row(values: dict[str, Any], each: dict[str, Any], precision: str) -> dict[str, Any]:
    start, end = values["starts_at"], values["ends_at"]
    if precision != values["date_precision"]:
        start = start.replace(hour=0, minute=0, second=0, microsecond=0)
        end = end and end.replace(hour=0, minute=0, second=0, microsecond=0)
    status = each.get("status")
    return {
        "key": str(each.get("key") or f"{start:%Y%m%dT%H%MZ}")[:64],
        "starts_at": start.isoformat(),
        "ends_at": end.isoformat() if end else None,
        "status": status if status in EventStatus.values else EventStatus.SCHEDULED.value,
    }
