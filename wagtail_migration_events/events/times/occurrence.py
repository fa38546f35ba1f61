"""One stretch of time in which an event takes place, and what can be said about it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_migration_events.events.times.timezones import end_of_day, local, start_of_day


class DatePrecision(TextChoices):
    """How much is known about when an event takes place."""

    TIME = "time", _("Day and time")
    DAY = "day", _("Day only")
    MONTH = "month", _("Month only")
    NONE = "none", _("Not known yet")


class EventStatus(TextChoices):
    """What has become of the plan; the names follow schema.org's EventStatusType and RFC 5545."""

    SCHEDULED = "scheduled", _("Scheduled")
    TENTATIVE = "tentative", _("Tentative")
    POSTPONED = "postponed", _("Postponed")
    RESCHEDULED = "rescheduled", _("Rescheduled")
    CANCELLED = "cancelled", pgettext_lazy("event status", "Cancelled")
    MOVED_ONLINE = "moved_online", _("Moved online")


#: A date with one of these is not one to wait for.
CALLED_OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When one date of an event takes place.

    With precision `time`, `starts_at` and `ends_at` are instants. With `day` and `month` they hold
    midnight UTC of calendar dates (the last one inclusive), which are the same everywhere and are
    never converted between zones. A blank or unknown `timezone` counts as UTC, and an end that is
    not after the start as no end: nothing here raises because of what is stored.
    """

    key: str
    starts_at: datetime | None
    ends_at: datetime | None
    timezone: str
    precision: str
    status: str

    @property
    def is_dated(self) -> bool:
        """Whether anything is known: there is a start, and the precision says how to read it."""
        known = (DatePrecision.TIME, DatePrecision.DAY, DatePrecision.MONTH)
        return self.starts_at is not None and self.precision in known

    @property
    def has_hours(self) -> bool:
        """Whether the start is an instant and not a calendar date."""
        return self.starts_at is not None and self.precision == DatePrecision.TIME

    @property
    def is_all_day(self) -> bool:
        """Whether only the day is known (or meant), so that it fills the day in a calendar."""
        return self.starts_at is not None and self.precision == DatePrecision.DAY

    @property
    def end(self) -> datetime | None:
        """The stored end, if it comes after the start."""
        if self.starts_at is None or self.ends_at is None or self.ends_at <= self.starts_at:
            return None
        return self.ends_at

    def first_day(self) -> date | None:
        """Return the first day in the event's own zone (of a month: its first), None if undated."""
        if self.starts_at is None or not self.is_dated:
            return None
        if self.has_hours:
            return local(self.starts_at, self.timezone).date()
        first = local(self.starts_at, "UTC").date()
        return first.replace(day=1) if self.precision == DatePrecision.MONTH else first

    def last_day(self) -> date | None:
        """Return the last day in the event's own zone, None if undated.

        An event that ends at midnight does not take place on the day that begins then. Of a month
        it is the last day, without an end the same as `first_day()`.
        """
        first = self.first_day()
        if first is None:
            return None
        if self.has_hours:
            if self.end is None:
                return first
            return max(first, local(self.end - timedelta(microseconds=1), self.timezone).date())
        last = local(self.end, "UTC").date() if self.end else first
        if self.precision == DatePrecision.MONTH:
            last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return last

    @property
    def begins_at(self) -> datetime | None:
        """The instant from which it is on: of a day or a month its first midnight in the zone."""
        first = self.first_day()
        if self.has_hours or first is None:
            return self.starts_at if self.is_dated else None
        return start_of_day(first, self.timezone)

    @property
    def over_at(self) -> datetime | None:
        """The instant from which it is past.

        A day lasts from midnight to midnight in the event's zone, a month likewise. An event with
        an hour but without an end lasts until the end of its local day: it is not known to be over.
        """
        last = self.last_day()
        if last is None or (self.has_hours and self.end):
            return self.end if last else None
        return end_of_day(last, self.timezone)

    def state(self, now: datetime) -> str:
        """Return "upcoming", "ongoing" or "past" as seen at `now`, "" for what has no date.

        Args:
            now: an aware instant.
        """
        begins_at, over_at = self.begins_at, self.over_at
        if begins_at is None or over_at is None:
            return ""
        if now < begins_at:
            return "upcoming"
        return "past" if now >= over_at else "ongoing"
