"""On which days of a calendar an event stands, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wagtail_migration_events.calendars.grid import DAY, Period
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.occurrences.found import FoundOccurrence

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class PlacedOccurrence:
    """One occurrence on one of its days.

    Attributes:
        begins, ends: whether this day is the first or the last of the days that it touches.
    """

    row: FoundOccurrence
    begins: bool
    ends: bool


def place(rows: Iterable[FoundOccurrence], period: Period) -> dict[date, list[PlacedOccurrence]]:
    """Return what stands on each day of a period, by the calendar of each event's own zone.

    What begins on a day stands before what only goes on, and whole days before hours. What is
    known by the month alone stands on no day.

    :param rows: in order of time, as a search finds them.
    """
    days: dict[date, list[PlacedOccurrence]] = {day: [] for day in period.days}
    for row in rows:
        first, last = row.first_day, row.last_day
        if first is None or last is None or is_month_only(row):
            continue
        day = max(first, period.first)
        while day <= min(last, period.last):
            days[day].append(PlacedOccurrence(row, day == first, day == last))
            day += DAY
    for placed in days.values():
        placed.sort(key=_order)
    return days


def month_only(rows: Iterable[FoundOccurrence], period: Period) -> list[FoundOccurrence]:
    """Return what takes place sometime in a month that the period touches, in the order given."""
    return [
        row
        for row in rows
        if is_month_only(row)
        and row.first_day
        and row.last_day
        and period.meets(Period(row.first_day, row.last_day))
    ]


def is_month_only(row: FoundOccurrence) -> bool:
    """Whether only the month is known, so that it has no place on any day."""
    return row.precision == DatePrecision.MONTH


def shown_first(items: list[Item], most: int) -> list[Item]:
    """Return what is shown of a long list; one thing more is no reason to shorten it.

    :param most: how many are shown beside the link to the rest.
    """
    return items if len(items) <= most + 1 else items[:most]


def _order(placed: PlacedOccurrence) -> tuple[bool, bool]:
    return not placed.begins, placed.row.precision == DatePrecision.TIME
