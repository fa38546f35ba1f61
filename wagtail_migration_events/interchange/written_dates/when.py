"""What a text says of the time of an event: days, hours, the zone, and whether it is every day."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from wagtail_migration_events.interchange.written_dates.days import Days, NotUnderstood, read_days
from wagtail_migration_events.interchange.written_dates.hours import Hours, Span, take_hours
from wagtail_migration_events.interchange.written_dates.names import DAILY, plain
from wagtail_migration_events.interchange.written_dates.no_month import names_no_month
from wagtail_migration_events.interchange.written_dates.other_forms import in_known_forms
from wagtail_migration_events.interchange.written_dates.zones_in_text import zone_in

LONGEST = 300
#: Said beside a date, which is what is known.
_UNSURE = re.compile(
    r"\(?\b(?:exact )?(?:(?:dates?|(?P<hours>times?|hours?)) )?"
    r"(?:tb[ad]|to be (?:announced|determined)|(?P<confirmed>tbc|to be confirmed|tentative|"
    r"provisional|à confirmer|por confirmar))\b\)?"
)
#: Before a month of which no day is known: less than it says is taken, which is the month.
_ROUGHLY = re.compile(
    r"\b(?:(?:the )?(?:first|second|third|fourth|last) (?:week|half|fortnight) of|"
    r"(?:la )?(?:première|deuxième|dernière) (?:semaine|quinzaine) de|"
    r"(?:la )?(?:primera|segunda|última) (?:semana|quincena) de|early|mid|late|"
    r"(?:the )?(?:beginning|start|middle|end) of|début|mi|fin|"
    r"(?:a )?(?:principios|mediados|finales|fines) de|в (?:начале|середине|конце))\b[\s-]*"
)


_JOINTS = frozenset(
    {"and", "et", "y", "и", "و", "from", "de", "with", "at", "to", "-", "/", ",", ";", "|", "&"}
)


@dataclass(frozen=True)
class When:
    """What is known; ``zone`` is the label as it was written.

    ``is_unsure``: it says that the days are not confirmed yet.
    ``has_first_and_last_hour``: each of the two hours stands beside its own day.
    """

    days: Days = field(default_factory=Days)
    hours: tuple[Span, ...] = ()
    zone: str = ""
    is_daily: bool = False
    is_unsure: bool = False
    has_first_and_last_hour: bool = False


def read_when(
    text: str,
    *,
    year: int | None = None,
    day_first: bool | None = None,
    on: dt.date | None = None,
) -> When:
    """Read a text such as "12–14 March 2024, 14:00–16:00 CET, daily".

    :param year: of days that stand in no year.
    :param day_first: what ``3/4/2027`` means.
    :param on: the day on which the hours are, where the text names none itself.
    :raises NotUnderstood: if it says anything else, or could mean two things.
    """
    if len(text) > LONGEST:
        raise NotUnderstood(text[:LONGEST])
    text = in_known_forms(unicodedata.normalize("NFKC", text))
    zone = zone_in(text)
    unsure = _UNSURE.search(plain(zone.rest))
    rest = _UNSURE.sub(" ", plain(zone.rest))
    is_daily = False
    for word in sorted(DAILY, key=len, reverse=True):
        if word in rest:
            is_daily, rest = True, rest.replace(word, " ")
    hours = take_hours(rest)
    days = _days_in(hours, year, day_first)
    day = days.stretches[0][0] if days.stretches else on
    if not zone.is_one_on(day):
        raise NotUnderstood(text)
    is_unsure = bool(unsure and unsure["confirmed"] and not unsure["hours"])
    return When(days, _spans_of(hours, days), zone.label, is_daily, is_unsure, hours.are_parted)


def _spans_of(hours: Hours, days: Days) -> tuple[Span, ...]:
    """Return the hours of each day, or of the first and the last of them: "3 June, 14:00 - 5 June,
    17:00". Those of several days, each with its own, are more than can be said of them."""
    if not hours.are_parted:
        return tuple(hours.spans)
    is_stretch = len(days.stretches) == 1 and days.names_last
    if not is_stretch or len(hours.spans) != 2 or any(end for _begin, end in hours.spans):
        raise NotUnderstood(hours.rest)
    begins, ends = hours.spans[0][0], hours.spans[1][0]
    first, last = days.stretches[0]
    if first == last and ends < begins:  # both hours are said to be on this day
        raise NotUnderstood(hours.rest)
    return ((begins, ends),)


def _days_in(hours: Hours, year: int | None, day_first: bool | None) -> Days:
    """Return the days of what hours have left of a text."""
    if not re.search(r"\w", hours.rest):
        return Days()
    if names_no_month(hours.rest):
        return Days(lacks_month=True)
    text = _ROUGHLY.sub(" ", hours.rest)
    try:
        days = read_days(text, year=year, day_first=day_first)
    except NotUnderstood:
        if re.search(r"\d", text) or not hours.spans or not _is_only_joints(text):
            raise
        return Days()
    if text != hours.rest and not days.is_month:
        raise NotUnderstood(hours.rest)
    return days


def _is_only_joints(text: str) -> bool:
    return all(word in _JOINTS for word in re.findall(r"[^\W\d_]+|[^\w\s]", text))
