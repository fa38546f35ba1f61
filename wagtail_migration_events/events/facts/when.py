"""When an event takes place: the facts about time, and the rules they keep."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.rows import MAX_ROWS, RowsField
from wagtail_migration_events.events.times.occurrence import (
    CALLED_OFF,
    DatePrecision,
    EventStatus,
    Occurrence,
)
from wagtail_migration_events.events.times.timezones import get_zone, local

MOMENTS = ("starts_at", "ends_at", "previous_starts_at")
#: Instants also where only the day of the event is known.
ALWAYS_WITH_HOUR = ("registration_opens_at", "registration_closes_at")
UNKNOWN_ZONE = _("“%(zone)s” is not a time zone of today. Choose one such as Europe/Zurich.")


def ends_not_before_start(start: str = "starts_at", end: str = "ends_at") -> Any:
    """Return the constraint by which the database refuses an end before a start.

    :param start: name of the column; that of the site where ``starts_at`` is an alias of it.
    :param end: likewise for ``ends_at``.
    """
    return models.CheckConstraint(
        condition=models.Q(**{f"{end}__isnull": True})
        | models.Q(**{f"{end}__gte": models.F(start)}),
        name="%(app_label)s_%(class)s_times",
        violation_error_message=_("The end is before the start."),
    )


class WhenFields(models.Model):
    """Start, end, zone and precision, or a list of dates; and whether it takes place at all."""

    starts_at = models.DateTimeField(
        _("start"), null=True, blank=True, help_text=_("On the clock of the event's time zone.")
    )
    ends_at = models.DateTimeField(
        _("end"),
        null=True,
        blank=True,
        help_text=_("May stay empty. For whole days: the last day."),
    )
    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("The zone of the place, such as Europe/Zurich; never CET or EST."),
    )
    date_precision = models.CharField(
        _("what is known"),
        max_length=8,
        choices=DatePrecision.choices,
        default=DatePrecision.TIME,
        help_text=_("Nobody needs to invent an hour, or a day, that is not known yet."),
    )
    dates = RowsField(
        "wagtail_migration_events.events.editor.when.form.DateRowForm",
        verbose_name=_("list of dates"),
        help_text=_(
            "For an event that is not one stretch, such as three mornings. "
            "List every date; start and end above then follow from the list."
        ),
    )
    event_status = models.CharField(
        _("event status"),
        max_length=16,
        choices=EventStatus.choices,
        default=EventStatus.SCHEDULED,
    )
    previous_starts_at = models.DateTimeField(
        _("previous start"),
        null=True,
        blank=True,
        help_text=_("For a rescheduled event: when it was to start before."),
    )

    class Meta:
        abstract = True
        constraints = [ends_not_before_start()]

    def get_occurrences(self) -> list[Occurrence]:
        """Return the stretches of time in which the event takes place, in order of time."""
        rows = [self._listed_occurrence(row) for row in self.dates or []]
        if rows:
            return sorted(
                rows, key=lambda each: each.starts_at or dt.datetime.max.replace(tzinfo=dt.UTC)
            )
        return [self.get_stretch()]

    def get_stretch(self) -> Occurrence:
        """Return the event as one stretch, from its first start to its last end."""
        return Occurrence(
            key="",
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            timezone=self.timezone,
            precision=self._known_precision() if self.starts_at else DatePrecision.NONE,
            status=self.event_status or EventStatus.SCHEDULED,
        )

    def _listed_occurrence(self, row: dict[str, Any]) -> Occurrence:
        return Occurrence(
            key=str(row.get("key", "")),
            starts_at=parse_moment(row.get("starts_at")),
            ends_at=parse_moment(row.get("ends_at")),
            timezone=self.timezone,
            precision=self._known_precision(),
            status=self._status_of_date(row),
        )

    def _status_of_date(self, row: dict[str, Any]) -> str:
        """Return what has become of a date, which nobody waits for if the event is called off.

        One that was cancelled by itself has no new date either when the event is postponed.
        """
        own = row.get("status") or EventStatus.SCHEDULED
        is_called_off = own != EventStatus.CANCELLED and self.event_status in CALLED_OFF
        return str(self.event_status if is_called_off else own)

    def _known_precision(self) -> str:
        """Return the precision; a site that has dropped the field knows the hour of each event."""
        return self.date_precision or DatePrecision.TIME


def is_date_lost(event: Any) -> bool:
    """Whether a missing date will not come any more.

    So it is with a cancelled event, and with one taken over from a source that gives no date.
    """
    if event.event_status == EventStatus.POSTPONED:
        return False
    return event.event_status == EventStatus.CANCELLED or bool(event.external_source)


def parse_moment(value: Any) -> dt.datetime | None:
    """Read an ISO 8601 date and time, without an offset in UTC; None when it is empty or none."""
    moment = _read(value)
    return moment.replace(tzinfo=dt.UTC) if moment and not moment.tzinfo else moment


def _read(value: Any) -> dt.datetime | None:
    if isinstance(value, dt.datetime):
        return value
    try:
        return parse_datetime(str(value or ""))
    except ValueError:
        return None


def normalise_when(event: Any) -> None:
    """Bring the facts about time into the one form in which they are stored.

    Without a start nothing is known of the date. Dates without hours are kept as midnight UTC.
    A list of dates gives the event's first start and last end. A moment without an offset is in
    UTC, never in the server's zone. What cannot be read is left for validation to refuse.
    """
    whole_days = event.date_precision in (DatePrecision.DAY, DatePrecision.MONTH)
    for name in (*MOMENTS, *ALWAYS_WITH_HOUR):
        if (moment := getattr(event, name)) is not None:
            whole_day = whole_days and name in MOMENTS
            setattr(event, name, _normal_moment(moment, event.timezone, whole_day))
    if event.dates and _are_rows(event.dates):
        event.dates = _normal_rows(event.dates, event.timezone, whole_days)
        _span_dates(event)
    if event.starts_at is None and event.ends_at is None and event.date_precision:
        event.date_precision = DatePrecision.NONE


def _span_dates(event: Any) -> None:
    """Let the event last from the first to the last moment that its list of dates names."""
    starts = [moment for row in event.dates if (moment := parse_moment(row["starts_at"]))]
    ends = [moment for row in event.dates if (moment := parse_moment(row["ends_at"]))]
    if starts:
        event.starts_at = min(starts)
        event.ends_at = max(starts + ends) if ends or len(starts) > 1 else None


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _normal_moment(value: Any, timezone: str, whole_day: bool) -> Any:
    """Return an aware moment; what is no moment is returned as it is."""
    moment = as_calendar_date(_read(value), timezone) if whole_day else parse_moment(value)
    return value if moment is None else moment


def as_calendar_date(moment: dt.datetime | None, timezone: str) -> dt.datetime | None:
    """Return midnight UTC of the date that ``moment`` falls on; what is that already stays.

    A moment without an offset is on the clock of the event, whichever its zone.
    """
    if moment is None or (moment.tzinfo and local(moment, "UTC").time() == dt.time()):
        return moment
    date = (local(moment, timezone) if moment.tzinfo else moment).date()
    return dt.datetime.combine(date, dt.time(), dt.UTC)


def _normal_rows(
    rows: list[dict[str, Any]], timezone: str, whole_days: bool
) -> list[dict[str, Any]]:
    """Give every row a key of its own, which it then keeps, and its moments in UTC."""
    taken = {str(row["key"]) for row in rows if row.get("key")}
    free = (str(number) for number in itertools.count(1) if str(number) not in taken)

    def iso(value: Any) -> Any:
        moment = _normal_moment(value, timezone, whole_days) if value else None
        if isinstance(moment, dt.datetime):
            return local(moment, "UTC").isoformat()
        return moment

    return [
        {
            "key": str(row.get("key") or next(free)),
            "starts_at": iso(row.get("starts_at")),
            "ends_at": iso(row.get("ends_at")),
            "status": row.get("status") or EventStatus.SCHEDULED.value,
        }
        for row in rows
    ]


def when_errors(event: Any) -> dict[str, list[ValidationError]]:
    """Return what is wrong with the facts about time, by field, in words for an editor."""
    errors: dict[str, list[ValidationError]] = {}

    def add(field: str, message: Any, **params: Any) -> None:
        errors.setdefault(field, []).append(ValidationError(message, params=params))

    if event.timezone and get_zone(event.timezone) is None:
        add(
            "timezone",
            UNKNOWN_ZONE,
            zone=str(event.timezone)[:64],
        )
    starts_at, ends_at = parse_moment(event.starts_at), parse_moment(event.ends_at)
    rows = event.dates if event.dates and _are_rows(event.dates) else []
    if ends_at and not event.starts_at and not rows:
        add("starts_at", _("Enter a start, or delete the end."))
    elif starts_at and ends_at and ends_at < starts_at and not rows:
        add("ends_at", _("The end is before the start."))
    if event.date_precision == DatePrecision.NONE and (starts_at or rows):
        add(
            "date_precision",
            _("You entered a date. Say here what is known of it, or delete the date."),
        )
    for message in _row_errors(rows):
        add("dates", message)
    return errors


def _row_errors(rows: list[dict[str, Any]]) -> list[Any]:
    messages: list[Any] = []
    if len(rows) > MAX_ROWS:
        messages.append(_("List at most %(most)s dates.") % {"most": MAX_ROWS})
    keys = [str(row.get("key", "")) for row in rows if row.get("key")]
    if len(keys) != len(set(keys)):
        messages.append(_("Two dates have the same key."))
    for number, row in enumerate(rows, start=1):
        start, end = parse_moment(row.get("starts_at")), parse_moment(row.get("ends_at"))
        if start is None:
            messages.append(_("Row %(number)s: enter a start.") % {"number": number})
        elif row.get("ends_at") and end is None:
            messages.append(_("Row %(number)s: the end is not a date.") % {"number": number})
        elif end and end < start:
            messages.append(_("Row %(number)s: the end is before the start.") % {"number": number})
        if row.get("status") and row["status"] not in EventStatus:
            messages.append(_("Row %(number)s: choose a status.") % {"number": number})
    return messages
