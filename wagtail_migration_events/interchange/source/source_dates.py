"""When an event takes place, from what a source says and nothing more."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.times.timezones import (
    NonexistentLocalTime,
    from_local,
    get_zone,
)
from wagtail_migration_events.interchange.source.source_event import quoted

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_COARSENESS = [DatePrecision.TIME, DatePrecision.DAY, DatePrecision.MONTH]


@dataclass
class SourceDates:
    """The facts about time by field name, and what is to be said about them."""

    values: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Moment:
    """A date, and an hour where the source gives one: on a clock, or with its offset from UTC."""

    precision: DatePrecision
    clock: dt.datetime

    def instant(self, zone: str) -> dt.datetime:
        if self.clock.tzinfo is not None:
            return self.clock.astimezone(dt.UTC)
        return from_local(self.clock, zone)

    def calendar_date(self, zone: str, precision: DatePrecision) -> dt.datetime:
        clock = self.clock
        if clock.tzinfo is not None and zone:
            clock = clock.astimezone(get_zone(zone))
        date = clock.date()
        if precision == DatePrecision.MONTH:
            date = date.replace(day=1)
        return dt.datetime.combine(date, dt.time(), dt.UTC)


def understand_dates(start: Any, end: Any, timezone: Any) -> SourceDates:
    """Return start, end, zone and precision as an event page keeps them.

    :param start: ``2022-05``, ``2022-05-18`` or ``2022-05-18T08:30`` on the clock of the zone (or
        with its offset from UTC); None if the source says nothing. ``end`` likewise.
    :param timezone: an IANA name, or None. An hour without one is no instant, so only the day
        is taken from it.
    """
    found = SourceDates()
    zone = _zone(timezone, found)
    first, last = _moment(start, found), _moment(end, found)
    if last and not first:
        found.refused.append(_("There is an end without a start. Give the start too."))
        last = None
    if first and last and _says_no_more(last, first, zone):
        last = None
    precision = _precision(first, last, zone, found)
    starts_at = _stored(first, zone, precision)
    ends_at = _stored(last, zone, precision)
    if starts_at and ends_at and ends_at < starts_at:
        found.refused.append(
            _("The end “%(end)s” is before the start. Correct one of the two.")
            % {"end": quoted(end)}
        )
        ends_at = None
    found.values = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "timezone": zone,
        "date_precision": precision.value,
    }
    return found


def _says_no_more(last: _Moment, first: _Moment, zone: str) -> bool:
    """Whether the end is the day of a start that has an hour, as in a table with no "End time"."""
    days = [each.calendar_date(zone, DatePrecision.DAY) for each in (first, last)]
    precisions = (first.precision, last.precision)
    return precisions == (DatePrecision.TIME, DatePrecision.DAY) and days[0] == days[1]


def _zone(timezone: Any, found: SourceDates) -> str:
    if timezone in (None, ""):
        return ""
    if isinstance(timezone, str) and get_zone(timezone.strip()):
        return timezone.strip()
    found.refused.append(
        _("“%(zone)s” is not a time zone. Write it as a city, like Europe/Zurich.")
        % {"zone": quoted(timezone)}
    )
    return ""


def _moment(value: Any, found: SourceDates) -> _Moment | None:
    if value in (None, ""):
        return None
    moment = _parsed(value.strip()) if isinstance(value, str) and len(value) < 64 else None
    if moment is None:
        message = _(
            "“%(value)s” is not a date, or not of the years 1000 to 9998. Write it "
            "like 2027-03-09 or 2027-03-09T14:30."
        )
        found.refused.append(message % {"value": quoted(value)})
    return moment


def _parsed(text: str) -> _Moment | None:
    try:
        if _MONTH.fullmatch(text):
            moment = _Moment(DatePrecision.MONTH, dt.datetime.fromisoformat(f"{text}-01"))
        elif _DAY.fullmatch(text):
            moment = _Moment(DatePrecision.DAY, dt.datetime.fromisoformat(text))
        elif _TIME.fullmatch(text):
            moment = _Moment(DatePrecision.TIME, dt.datetime.fromisoformat(text))
        else:
            return None
    except ValueError:
        return None
    return moment if 1000 <= moment.clock.year <= 9998 else None


def _precision(
    first: _Moment | None, last: _Moment | None, zone: str, found: SourceDates
) -> DatePrecision:
    """Return the coarser of the two precisions, so that nothing is claimed that is not known."""
    given = [moment for moment in (first, last) if moment]
    if not given:
        return DatePrecision.NONE
    precision = max((moment.precision for moment in given), key=_COARSENESS.index)
    if precision != DatePrecision.TIME:
        if any(moment.precision == DatePrecision.TIME for moment in given):
            found.notes.append(
                _(
                    "The hour is kept in the record: only one of two is known. Give the "
                    "start and the end an hour each."
                )
            )
        return precision
    if not zone and any(moment.clock.tzinfo is None for moment in given):
        found.notes.append(
            _(
                "The hour is kept in the record: without a zone it is no instant. Give "
                "the time zone, like Europe/Zurich."
            )
        )
        return DatePrecision.DAY
    try:
        for moment in given:
            moment.instant(zone)
    except NonexistentLocalTime:
        message = _(
            "The clocks are put forward on that day: the hour does not exist in "
            "%(zone)s. Correct the hour or the zone."
        )
        found.refused.append(message % {"zone": zone})
        return DatePrecision.DAY
    return precision


def _stored(moment: _Moment | None, zone: str, precision: DatePrecision) -> dt.datetime | None:
    if moment is None:
        return None
    if precision == DatePrecision.TIME:
        return moment.instant(zone)
    return moment.calendar_date(zone, precision)
