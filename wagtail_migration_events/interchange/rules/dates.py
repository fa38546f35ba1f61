"""Dates and hours: written in words, apart from each other, every day, or only half known."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.source_event import quoted
from wagtail_migration_events.interchange.written_dates.days import NotUnderstood
from wagtail_migration_events.interchange.written_dates.serials import (
    hours_of_part,
    without_serials,
)
from wagtail_migration_events.interchange.written_dates.when import When, read_when

MOST_DATES = 500
LONGEST_NIGHT = 12
_ISO = re.compile(
    r"\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?)?"
)
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUR_COLUMNS = ("Time", "Hours", "Time (CET)")


def dates_in_words(draft: Draft) -> None:
    """Read a start (and an end) that are no ISO dates; what lacks a year is kept and said."""
    _read_serials(draft)
    start, end = _When.of(draft, "start"), _When.of(draft, "end")
    if start is None and end is None:
        return
    whens = [each for each in (start, end) if each]
    if start:  # else the hours of the start are on the clock of its column
        draft.zone_of_hours = next((each.zone for each in whens if each.hours and each.zone), "")
    draft.zone = draft.zone or next((each.zone for each in whens if each.zone), "")
    draft.is_daily = any(each.is_daily for each in whens)
    for name, each in (("start", start), ("end", end)):
        if each and (message := _what_is_lacking(each)):
            draft.note(message % {"date": quoted(draft.text(name))})
            draft.change(name, None)
        elif each and each.days.is_other_weekday:
            message = _(
                "“%(date)s” names a day of the week that is another one on this date. Look up "
                "which of them is right."
            )
            draft.note(message % {"date": quoted(draft.text(name))})
    if start and not _what_is_lacking(start):
        _use_start(draft, start)
    if end and end.days.stretches:
        _use_end(draft, start, end)
    elif end and end.hours:
        _use_hour_of_end(draft, end)


def _read_serials(draft: Draft) -> None:
    for column in ("start", "end", "published"):
        value = draft.row.get(column)
        if isinstance(value, list):  # whether and when it was published
            written: Any = [without_serials(each) or each for each in value]
        else:
            written = without_serials(value)
        if written and written != value:
            draft.change(column, written)


def _what_is_lacking(when: When) -> str:
    if when.days.lacks_year:
        return _(
            "“%(date)s” names no year; it is kept in the record. Add the year, or a column with it."
        )
    if when.days.lacks_month:
        return _(
            "“%(date)s” names no month; it is kept in the record. Give the month, like 2027-03, "
            "as soon as it is known."
        )
    return ""


class _When:
    """What a column says of the time; None for nothing, for ISO, and for what is no date."""

    @staticmethod
    def of(draft: Draft, column: str) -> When | None:
        text = draft.text(column)
        if not text or _ISO.fullmatch(text):
            return None
        try:
            return read_when(text, year=year_of(draft), day_first=_day_first(draft))
        except NotUnderstood:
            return None


def year_of(draft: Draft) -> int | None:
    """Return the year that a row gives for dates without one."""
    value = draft.row.get("year")
    if isinstance(value, str) and re.fullmatch(r"\s*(?:19|20)\d\d\s*", value):
        return int(value)
    is_year = isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2100
    return value if is_year else None


def hours_apart(draft: Draft) -> None:
    """Join hours that stand in a cell of their own to the day that the start names."""
    if written := hours_of_part(draft.row.get("time")):
        draft.change("time", written)
    days = draft.days or _iso_days(draft)
    when = _hours(draft, days)
    if when is None:
        return
    if days and when.hours and not draft.hours:
        draft.zone_of_hours = when.zone
    draft.hours = draft.hours or list(when.hours)
    draft.zone = draft.zone or when.zone
    draft.is_daily = draft.is_daily or when.is_daily
    if days and when.hours:
        draft.days = days
        _lay_out(draft)


def daily_blocks(draft: Draft) -> None:
    """List the dates of an event that is not one stretch."""
    days = draft.days or _iso_days(draft)
    if not days or not draft.is_empty("dates"):
        return
    if message := _may_be_daily(draft, days):
        draft.note(message)
    whole = _single_days(days) if draft.is_daily and draft.hours else days
    if (
        len(whole) * max(len(draft.hours), 1) > MOST_DATES
        or len(whole) * len(draft.hours or [0]) < 2
    ):
        return
    spans: list[Any] = list(draft.hours) or [(None, None)]
    dates = [
        {"start": _moment(first, begins), "end": _end_of(first, last, begins, ends)}
        for first, last in whole
        for begins, ends in spans
    ]
    draft.change("dates", dates)
    draft.change("start", dates[0]["start"])
    draft.change("end", dates[-1]["end"] or None)


def _may_be_daily(draft: Draft, days: list[tuple[dt.date, dt.date]]) -> str:
    """Return what is to be said where hours may be those of a stretch or of each of its days."""
    is_stretch = len(days) == 1 and days[0][0] < days[0][1]
    if not is_stretch or draft.is_daily or draft.has_first_and_last_hour or len(draft.hours) != 1:
        return ""
    begins, ends = draft.hours[0]
    if ends is None or ends <= begins:
        return ""
    message = _(
        "the hours %(begins)s to %(ends)s are taken for the beginning of the first day and the end "
        "of the last. If they are those of every day, list the dates on the page."
    )
    return message % {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}


def end_without_start(draft: Draft) -> None:
    """Do without an end that nothing begins."""
    if draft.is_empty("start") and draft.is_empty("dates") and not draft.is_empty("end"):
        message = _(
            "there is an end without a start: “%(end)s”; it is kept in the record. "
            "Give the start too."
        )
        draft.note(message % {"end": quoted(draft.row["end"])})
        draft.change("end", None)


def _use_start(draft: Draft, when: When) -> None:
    draft.hours = list(when.hours)
    draft.has_first_and_last_hour = when.has_first_and_last_hour
    if not when.days.stretches:
        return
    if when.days.is_month:
        first, last = when.days.stretches[0][0], when.days.stretches[-1][1]
        draft.change("start", f"{first:%Y-%m}")
        if last != first and draft.is_empty("end"):
            draft.change("end", f"{last:%Y-%m}")
        return
    draft.days = list(when.days.stretches)
    end = draft.text("end")
    _lay_out(draft, keeps_end=bool(end))


def _use_end(draft: Draft, start: When | None, end: When) -> None:
    last = end.days.stretches[-1][1]
    if end.days.is_month:
        draft.change("end", f"{last:%Y-%m}")
        return
    begins, ends = end.hours[0] if end.hours else (None, None)
    draft.has_first_and_last_hour |= bool(begins)
    draft.change("end", _moment(last, ends or begins))
    if draft.days:
        draft.days = [(draft.days[0][0], last)]
        if begins and draft.hours:
            draft.hours = [(draft.hours[0][0], ends or begins)]


def _use_hour_of_end(draft: Draft, end: When) -> None:
    """Take an end that is an hour and no day for one on the day of the start."""
    start, hour = draft.text("start"), f"{end.hours[0][0]:%H:%M}"
    is_one_day = not draft.days or draft.days[0][0] == draft.days[-1][1]
    if is_one_day and len(end.hours) == 1 and _LOCAL.fullmatch(start) and start[11:16] < hour:
        draft.change("end", f"{start[:10]}T{hour}")


def _lay_out(draft: Draft, *, keeps_end: bool = False) -> None:
    """Write days and hours as one stretch, which daily blocks may divide later."""
    first, last = draft.days[0][0], draft.days[-1][1]
    begins, ends = None, None
    if draft.hours:
        begins = draft.hours[0][0]
        ends = draft.hours[-1][1]
    draft.change("start", _moment(first, begins))
    end = _end_of(first, last, begins, ends)
    if end and not keeps_end:
        draft.change("end", end)


def _end_of(
    first: dt.date, last: dt.date, begins: dt.time | None, ends: dt.time | None
) -> str | None:
    if ends is None:
        return _moment(last, None) if last != first else None
    if last == first and begins and ends < begins and first < dt.date.max:
        last += dt.timedelta(days=1)  # until after midnight
    return _moment(last, ends)


def _moment(day: dt.date, time: dt.time | None) -> str:
    return f"{day.isoformat()}T{time:%H:%M}" if time else day.isoformat()


def _hours(draft: Draft, days: list[tuple[dt.date, dt.date]]) -> When | None:
    columns = [draft.row.get("time"), *(draft.raw.get(name) for name in _HOUR_COLUMNS)]
    texts = [str(each).strip() for each in columns if isinstance(each, str | int | float)]
    texts = [text for text in texts if text]
    for text in texts:
        try:
            when = read_when(text, on=days[0][0] if days else None)
        except NotUnderstood:
            continue
        if not _lasts_too_long(days, when):
            return when
    if texts:
        message = _(
            "the hours “%(time)s” are not understood; they are kept in the record. Write them "
            "like 14:00-16:00."
        )
        draft.note(message % {"time": quoted(texts[0])})
    return None


def _lasts_too_long(days: list[tuple[dt.date, dt.date]], when: When) -> bool:
    """Whether hours of one day go on for more than half a day after midnight: "16:00 - 9:00"."""
    is_one_day = len(days) == 1 and days[0][0] == days[0][1]
    return is_one_day and any(
        last is not None and last < first and last.hour + 24 - first.hour > LONGEST_NIGHT
        for first, last in when.hours
    )


def _iso_days(draft: Draft) -> list[tuple[dt.date, dt.date]]:
    start, end = draft.text("start"), draft.text("end")
    if not _DAY.fullmatch(start) or (end and not _DAY.fullmatch(end)):
        return []
    try:
        first = dt.date.fromisoformat(start)
        last = dt.date.fromisoformat(end) if end else first
    except ValueError:
        return []
    return [(first, last)] if first <= last else []


def _single_days(days: list[tuple[dt.date, dt.date]]) -> list[tuple[dt.date, dt.date]]:
    found: list[tuple[dt.date, dt.date]] = []
    for first, last in days:
        length = (last - first).days + 1
        if length > MOST_DATES:
            return days
        found += [(day, day) for day in (first + dt.timedelta(days=n) for n in range(length))]
    return found


def _day_first(draft: Draft) -> bool | None:
    value = draft.row.get("day_first")
    return value if isinstance(value, bool) else None
