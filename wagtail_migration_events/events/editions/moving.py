"""How far one edition lies from the next, and what that makes of an event's moments."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail_migration_events.events.facts.when import ALWAYS_WITH_HOUR, parse_moment
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus
from wagtail_migration_events.events.times.timezones import (
    NonexistentLocalTime,
    from_local,
    get_zone,
    local,
    zone_or_utc,
)

MEAN_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Move:
    """Calendar days; or months, for an event of which only the month is known.

    So nine o'clock stays nine o'clock, whatever the clocks do in between.
    """

    days: int = 0
    months: int = 0

    @classmethod
    def between(cls, first: dt.date, new_first: dt.date, precision: str) -> Move:
        if precision == DatePrecision.MONTH:
            years = new_first.year - first.year
            return cls(months=12 * years + new_first.month - first.month)
        return cls(days=(new_first - first).days)

    def of_day(self, day: dt.date) -> dt.date:
        """:raises OverflowError, ValueError: if the calendar ends before."""
        if not self.months:
            return day + dt.timedelta(days=self.days)
        year, month = divmod(12 * day.year + day.month - 1 + self.months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last))

    def of_moment(self, moment: dt.datetime, timezone: str) -> dt.datetime:
        """Return the moment at which the clock of a zone shows the same hour on the new day.

        An hour that the clocks jump over comes as much later (RFC 5545 §3.3.5).

        :param timezone: an IANA zone; blank or unknown means UTC.
        :raises OverflowError, ValueError: if the calendar ends before.
        """
        shown = local(moment, timezone)
        clock = dt.datetime.combine(self.of_day(shown.date()), shown.time())
        try:
            return from_local(clock, timezone if get_zone(timezone) else "")
        except NonexistentLocalTime:
            return clock.replace(tzinfo=zone_or_utc(timezone), fold=0).astimezone(dt.UTC)

    def of_span(
        self, start: dt.datetime | None, end: dt.datetime | None, timezone: str
    ) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Return the moved start and end; the end never comes before the start."""
        new_start = self.of_moment(start, timezone) if start else None
        new_end = self.of_moment(end, timezone) if end else None
        if start and end and new_start and new_end and start <= end and new_end < new_start:
            new_end = new_start + (end - start)
        return new_start, new_end


def proposed_day(event: Any, today: dt.date) -> dt.date | None:
    """Return the day that is proposed for the next edition: to come, on the same day of the week.

    :return: None if the event has no date, or the calendar ends before.
    """
    first = event.get_stretch().first_day()
    if first is None:
        return None
    years = max(1, today.year - first.year)
    try:
        proposed = _later(first, years, event.date_precision)
        if proposed <= today:
            proposed = _later(first, years + 1, event.date_precision)
    except (ValueError, OverflowError):
        return None
    return proposed


def _later(first: dt.date, years: int, precision: str) -> dt.date:
    if precision == DatePrecision.MONTH:
        return first.replace(year=first.year + years, day=1)
    return first + dt.timedelta(weeks=round(years * MEAN_YEAR / 7))


def moved_dates(event: Any, new_first: dt.date | None) -> dict[str, Any]:
    """Return the facts about time of the next edition, by name; all of it is to take place.

    :param event: a specific event page.
    :param new_first: its first day on the clock of the event, of a month any day. Without one
        nothing is known of its time.
    :raises OverflowError, ValueError: if the calendar ends before.
    """
    first = event.get_stretch().first_day()
    if first is None or new_first is None:
        nothing = dict.fromkeys(("starts_at", "ends_at", *ALWAYS_WITH_HOUR))
        return {**nothing, "dates": [], "date_precision": DatePrecision.NONE.value}
    move = Move.between(first, new_first, event.date_precision)
    whole_days = event.date_precision in (DatePrecision.DAY, DatePrecision.MONTH)
    zone = "UTC" if whole_days else event.timezone or ""
    starts_at, ends_at = move.of_span(event.starts_at, event.ends_at, zone)
    opens_at, closes_at = move.of_span(
        event.registration_opens_at, event.registration_closes_at, event.timezone or ""
    )
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "dates": [_moved_row(row, move, zone) for row in event.dates or []],
        **dict(zip(ALWAYS_WITH_HOUR, (opens_at, closes_at), strict=True)),
    }


def _moved_row(row: dict[str, Any], move: Move, zone: str) -> dict[str, Any]:
    moments = parse_moment(row.get("starts_at")), parse_moment(row.get("ends_at"))
    start, end = (each.isoformat() if each else None for each in move.of_span(*moments, zone))
    return {**row, "starts_at": start, "ends_at": end, "status": EventStatus.SCHEDULED.value}
