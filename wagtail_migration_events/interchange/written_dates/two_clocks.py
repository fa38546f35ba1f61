"""One moment told by several clocks: "15:00 CET / 9:00 EST"; the first of them is enough."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.interchange.written_dates.hours import Span, take_hours
from wagtail_migration_events.interchange.written_dates.names import plain
from wagtail_migration_events.interchange.written_dates.zone_names import zone_of_label

#: One of these days has the clocks as they are on a day that is not known: both in winter, only
#: those of America put forward, both in summer, only those of Europe put back.
_DAYS = (dt.date(2024, 1, 15), dt.date(2024, 3, 20), dt.date(2024, 7, 15), dt.date(2024, 10, 30))
Clock = tuple[list[Span], str]


@dataclass(frozen=True)
class ZoneThere:
    """Where in a text a zone stands, and what the text calls it."""

    begin: int
    end: int
    label: str


def clocks_in(text: str, zones: list[ZoneThere]) -> list[Clock]:
    """Return the hours and the zone of each of several clocks in a text, else nothing.

    :param zones: where zones stand in the text, each behind its hours.
    """
    begins = [0, *(zone.end for zone in zones)]
    clocks = [
        (take_hours(plain(text[begin : zone.begin])).spans, zone_of_label(zone.label))
        for begin, zone in zip(begins, zones, strict=False)
    ]
    between = (text[one.end : other.begin] for one, other in pairwise(zones))
    says_more = any(re.search(r"[^\W\d_]", take_hours(plain(each)).rest) for each in between)
    are_whole = len(clocks) > 1 and all(spans and name for spans, name in clocks)
    return clocks if are_whole and not says_more else []


def show_the_same(clocks: list[Clock], day: dt.date | None) -> bool:
    """Whether all clocks show one moment.

    :param day: on which they do; None if it is not known.
    """
    days = _DAYS if day is None else (day,)
    return any(len({_in_utc(*clock, each) for clock in clocks}) == 1 for each in days)


def _in_utc(spans: list[Span], name: str, day: dt.date) -> tuple[str, ...]:
    """Return hours as they are in UTC, on whatever day that is there."""
    zone = get_zone(name)
    times = (time for span in spans for time in span if time is not None)
    moments = (dt.datetime.combine(day, time, zone) for time in times)
    return tuple(f"{moment.astimezone(dt.UTC):%H:%M}" for moment in moments)
