"""Rules of repetition, and dates listed beside them, as they may be followed."""

from __future__ import annotations

import calendar as calendar_days
import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _
from icalendar.prop import vRecur

from wagtail_migration_events.interchange.calendars.moments import duration_of, moment_of
from wagtail_migration_events.interchange.calendars.properties import Property
from wagtail_migration_events.interchange.calendars.times import Part
from wagtail_migration_events.interchange.calendars.zones import CalendarZones
from wagtail_migration_events.interchange.source.source_event import quoted

MOST_LISTED = 5000
_DAILY_OR_ABOVE = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")


def rule_of(rule: Property, master: Part, notes: list[str]) -> vRecur | None:
    """Return a rule; None, and say so, if it repeats more often than daily or cannot be read."""
    try:
        # RFC 7529 adds other calendars; the one of everybody may be named too.
        text = re.sub(r"\s|RSCALE=GREGORIAN;?|(?:^|;)SKIP=\w+", "", rule.value, flags=re.IGNORECASE)
        read = vRecur.from_ical(text.strip(";"))
        frequency = str(read.get("FREQ", [""])[0]).upper()
    except (ValueError, TypeError, KeyError, IndexError):
        frequency, read = "", None
    if read is None or frequency not in _DAILY_OR_ABOVE or not _can_be_followed(read, frequency):
        message = _(
            "The rule “%(rule)s” repeats more often than daily or cannot be read: only the "
            "dates written down are taken. List the others on the page."
        )
        notes.append(message % {"rule": quoted(rule.value)})
        return None
    until = read.get("UNTIL")
    if until:
        read["UNTIL"] = [_until(until[0], master)]
    return read


def _can_be_followed(rule: vRecur, frequency: str) -> bool:
    """Whether a rule gives at most one date a day, and one at all in the end."""
    if any(len(rule.get(name, [])) > 1 for name in _CLOCK_PARTS):
        return False
    if any(int(interval) < 1 for interval in rule.get("INTERVAL", [])):
        return False  # it would stand still, and the search for the next date never end
    if frequency != "YEARLY" and (rule.get("BYYEARDAY") or rule.get("BYWEEKNO")):
        return False  # RFC 5545 §3.3.10 has these for YEARLY only
    months, days = rule.get("BYMONTH", []), rule.get("BYMONTHDAY", [])
    if not months or not days:
        return True
    longest = max(calendar_days.monthrange(2024, int(month) % 13 or 1)[1] for month in months)
    return any(abs(int(day)) <= longest for day in days)


def _until(value: Any, master: Part) -> Any:
    """Return the end of a rule in the kind of its start, as RFC 5545 §3.3.10 asks."""
    start = master.times.start.value if master.times.start else value
    if not isinstance(start, dt.datetime):
        return value.date() if isinstance(value, dt.datetime) else value
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time(23, 59, 59), start.tzinfo)
    if start.tzinfo is None:
        return value.replace(tzinfo=None)
    aware = value if value.tzinfo else value.replace(tzinfo=start.tzinfo)
    return aware.astimezone(dt.UTC)


def listed_dates(part: Part, name: str, zones: CalendarZones, notes: list[str]) -> list[Any]:
    """Return the dates that a property lists; a pair of start and end where it is a period."""
    found: list[Any] = []
    for prop in part.properties.every(name):
        for value in prop.value.split(",")[:MOST_LISTED]:
            begins, _slash, ends = value.partition("/")
            moment = moment_of(prop, zones, begins)
            if moment is not None:
                start = alike(moment.value, part)
                end = _end_of_period(start, ends, prop, zones) if name == "RDATE" else None
                found.append((start, end) if end else start)
            elif begins.strip():
                message = _(
                    "%(name)s “%(value)s” is no date; it is kept in the record. Write it "
                    "like 20270309T143000Z."
                )
                notes.append(message % {"name": name, "value": quoted(value)})
    if len(found) > MOST_LISTED or any(
        prop.value.count(",") >= MOST_LISTED for prop in part.properties.every(name)
    ):
        reason = _("Only the first %(most)d values are read.") % {"most": MOST_LISTED}
        notes.append(f"{name}: {reason}")
    return found[:MOST_LISTED]


def _end_of_period(
    start: dt.date | dt.datetime, ends: str, prop: Property, zones: CalendarZones
) -> dt.datetime | None:
    """Return the end of a period, which is written as a moment or as a duration; None for none."""
    if not isinstance(start, dt.datetime):
        return None
    if length := duration_of(ends):
        return start + length
    moment = moment_of(prop, zones, ends) if ends else None
    end = moment.value if moment else None
    is_same_kind = isinstance(end, dt.datetime) and (end.tzinfo is None) == (start.tzinfo is None)
    return end if isinstance(end, dt.datetime) and is_same_kind and end > start else None


def alike(value: dt.date | dt.datetime, part: Part) -> dt.date | dt.datetime:
    """Return a date of a series in the kind of its start, since many files mix them."""
    start = part.times.start.value if part.times.start else value
    if not isinstance(start, dt.datetime):
        return value.date() if isinstance(value, dt.datetime) else value
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, start.time(), start.tzinfo)
    if start.tzinfo is None:
        return value.replace(tzinfo=None)
    return value if value.tzinfo else value.replace(tzinfo=start.tzinfo)
