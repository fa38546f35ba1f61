"""When an event takes place, for programs and in words, and what has become of the plan."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from wagtail_migration_events.api.asking.language import Coded, Text, coded, text
from wagtail_migration_events.api.event.field import InLists, event_field
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.events.display.dates import EventDate, event_dates, event_stretch
from wagtail_migration_events.events.display.status import status_notice
from wagtail_migration_events.events.facts.when import as_calendar_date
from wagtail_migration_events.events.times.iso import iso_moment
from wagtail_migration_events.events.times.occurrence import (
    DatePrecision,
    EventStatus,
    Occurrence,
)
from wagtail_migration_events.groups.resolution import GroupPage

MORNING = {"starts_at": "2027-03-01T09:00:00-05:00", "ends_at": "2027-03-01T12:00:00-05:00"}

IN_WORDS = {
    "text": "1 March 2027, 09:00–12:00 Eastern Standard Time (UTC-5)",
    "days": "1 March 2027",
    "hours": "09:00–12:00",
    "zone": "Eastern Standard Time (UTC-5)",
    "state": "upcoming",
}


class When(BaseModel):
    """When something takes place, in words of the language that was asked for."""

    text: str = Field(description="All of it in one line.", examples=["1 March 2027, 09:00"])
    days: str = Field(description="The days.", examples=["1–3 March 2027"])
    hours: str = Field(description="The hours; empty if not known.", examples=["09:00–12:00"])
    zone: str = Field(
        description="Name and offset of the event's own time zone; empty without hours.",
        examples=["Eastern Standard Time (UTC-5)"],
    )
    state: str = Field(
        description="`upcoming`, `ongoing`, `past`, or empty for an event without a date.",
        examples=["upcoming"],
    )


class ListedDate(BaseModel):
    """One date of an event that is not one stretch."""

    key: str = Field(description="Stable within the event.", examples=["d1"])
    starts_at: str = Field(
        description="ISO 8601: a moment with offset, a day, or a month.",
        examples=[MORNING["starts_at"]],
    )
    ends_at: str | None = Field(
        description="Likewise; the last day or month inclusive; null if there is none.",
        examples=[MORNING["ends_at"]],
    )
    status: Coded | None = Field(
        description="What has become of this date.",
        examples=[{"code": "cancelled", "label": "Cancelled"}],
    )
    when: When = Field(
        description="In words.",
        examples=[IN_WORDS],
    )


def iso_start(occurrence: Occurrence) -> str | None:
    """Return the start; None without a date."""
    moment = occurrence.starts_at if occurrence.is_dated else None
    return iso_moment(moment, occurrence.timezone, occurrence.precision)


def iso_end(occurrence: Occurrence) -> str | None:
    """Return the end; None for one that says no more than the start."""
    end = iso_moment(occurrence.end, occurrence.timezone, occurrence.precision)
    return end if occurrence.is_dated and end != iso_start(occurrence) else None


@event_field(
    str | None,
    "The start: a moment in ISO 8601 with offset, or, after `date_precision`, a day or a month; "
    "null without a date. Of an event with several dates that of the first.",
    MORNING["starts_at"],
    in_lists=InLists.ALWAYS,
)
def starts_at(event: GroupPage, together: EventsTogether) -> str | None:
    return iso_start(event.page.get_stretch())


@event_field(
    str | None,
    "The end likewise; the last day or month is inclusive. Null if none is known.",
    MORNING["ends_at"],
    in_lists=InLists.ALWAYS,
)
def ends_at(event: GroupPage, together: EventsTogether) -> str | None:
    return iso_end(event.page.get_stretch())


@event_field(
    str, "IANA name of the event's time zone.", "America/New_York", in_lists=InLists.ALWAYS
)
def timezone(event: GroupPage, together: EventsTogether) -> str:
    return str(event.page.timezone or "")


@event_field(
    Coded,
    "What is known of the date: `time`, `day`, `month` or `none`.",
    {"code": "time", "label": "Day and time"},
    in_lists=InLists.ALWAYS,
)
def date_precision(event: GroupPage, together: EventsTogether) -> Any:
    return coded(event.page.date_precision or DatePrecision.NONE, DatePrecision)


@event_field(
    When,
    "When it takes place, in words.",
    IN_WORDS,
    in_lists=InLists.ALWAYS,
)
def when(event: GroupPage, together: EventsTogether) -> dict[str, str]:
    return in_words(event_stretch(event.page, together.language))


@event_field(
    list[ListedDate],
    "Its dates, where it lists several.",
    [{"key": "d1", **MORNING, "status": None, "when": IN_WORDS}],
)
def dates(event: GroupPage, together: EventsTogether) -> list[dict[str, Any]]:
    page = event.page
    if not page.dates:
        return []
    occurrences = page.get_occurrences()
    return [
        _listed(occurrence, date)
        for occurrence, date in zip(occurrences, event_dates(page, together.language), strict=True)
    ]


def _listed(occurrence: Occurrence, date: EventDate) -> dict[str, Any]:
    return {
        "key": occurrence.key,
        "starts_at": iso_start(occurrence),
        "ends_at": iso_end(occurrence),
        "status": coded(occurrence.status, EventStatus),
        "when": in_words(date),
    }


def in_words(date: EventDate) -> dict[str, str]:
    """Return :class:`When`."""
    when = date.when
    line = f"{when.text} ({date.detail})" if date.detail else when.text
    return {
        "text": line,
        "days": when.days,
        "hours": when.hours,
        "zone": when.zone,
        "state": date.state,
    }


@event_field(
    Coded,
    "What has become of the plan.",
    {"code": "rescheduled", "label": "Rescheduled"},
    in_lists=InLists.ALWAYS,
)
def event_status(event: GroupPage, together: EventsTogether) -> Any:
    return coded(event.page.event_status or EventStatus.SCHEDULED, EventStatus)


class Notice(BaseModel):
    """What stands on top of the page of an event that does not go ahead as planned."""

    headline: str = Field(
        description="In the language that was asked for.", examples=["Rescheduled: was 1 May 2027"]
    )
    reason: Text | None = Field(
        description="In the words of the editors; null if none is given.", examples=[None]
    )


@event_field(
    Notice | None,
    "What is said of an event that does not go ahead as planned.",
    {"headline": "Rescheduled: was 1 May 2027", "reason": None},
    name="status_notice",
    in_lists=InLists.NEVER,
)
def notice_of_status(event: GroupPage, together: EventsTogether) -> dict[str, Any] | None:
    notice = status_notice(event.page, together.language)
    if notice is None:
        return None
    reason = text(notice.reason, notice.reason_language, together.language)
    return {"headline": notice.headline, "reason": reason if notice.reason else None}


@event_field(
    str | None,
    "The start for which it was planned before; null if it was never moved.",
    "2027-05-01T09:00:00+02:00",
)
def previous_starts_at(event: GroupPage, together: EventsTogether) -> str | None:
    page = event.page
    moment, precision = page.previous_starts_at, page.date_precision
    if precision == DatePrecision.NONE:
        moment, precision = as_calendar_date(moment, page.timezone), DatePrecision.DAY
    return iso_moment(moment, page.timezone, precision)
