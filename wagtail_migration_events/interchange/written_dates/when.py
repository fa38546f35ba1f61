"""What a text says of the time of an event: days, hours, the zone, and whether it is every day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wagtail_migration_events.interchange.written_dates.days import Days, NotUnderstood, read_days
from wagtail_migration_events.interchange.written_dates.hours import Span, take_hours
from wagtail_migration_events.interchange.written_dates.names import DAILY, plain
from wagtail_migration_events.interchange.written_dates.zone_names import is_label

LONGEST = 300
_OFFSET = re.compile(r"\(?\b(?:UTC|GMT)\s*[+\-−–]\s*\d{1,2}(?::?\d\d)?\)?")
_WORD = re.compile(r"\(?\b(?P<label>[A-Z]{2,5})\b\)?")
_NAME = r"(?!(?:[ap]m|to|from|at|until)\b)[^\W\d_]+"
_TIME_OF_PLACE = re.compile(
    rf"\(?(?P<label>\b{_NAME}(?:[ -]{_NAME}){{0,2}} time\b|heure de [^\W\d_]+(?:[ -][^\W\d_]+)?|"
    r"hora de [^\W\d_]+(?: [^\W\d_]+)?)\)?",
    re.IGNORECASE,
)
#: Said beside a date, which is what is known.
_UNSURE = re.compile(
    r"\(?\b(?:dates? )?(?:tb[acd]|to be (?:announced|confirmed|determined)|à confirmer|"
    r"por confirmar)\b\)?"
)


@dataclass(frozen=True)
class When:
    """What is known; ``zone`` is the label as it was written."""

    days: Days = field(default_factory=Days)
    hours: tuple[Span, ...] = ()
    zone: str = ""
    is_daily: bool = False


def read_when(text: str, *, year: int | None = None, day_first: bool | None = None) -> When:
    """Read a text such as "12–14 March 2024, 14:00–16:00 CET, daily".

    :param year: of days that stand in no year.
    :param day_first: what ``3/4/2027`` means.
    :raises NotUnderstood: if it says anything else, or could mean two things.
    """
    if len(text) > LONGEST:
        raise NotUnderstood(text[:LONGEST])
    zone, rest = take_zone(text)
    rest = _UNSURE.sub(" ", plain(rest))
    is_daily = False
    for word in sorted(DAILY, key=len, reverse=True):
        if word in rest:
            is_daily, rest = True, rest.replace(word, " ")
    hours, rest = take_hours(rest)
    if not re.search(r"\w", rest):
        return When(Days(), tuple(hours), zone, is_daily)
    try:
        days = read_days(rest, year=year, day_first=day_first)
    except NotUnderstood:
        if re.search(r"\d", rest) or not hours or not _is_only_joints(rest):
            raise
        days = Days()
    return When(days, tuple(hours), zone, is_daily)


def take_zone(text: str) -> tuple[str, str]:
    """Return the label of a zone in a text, and the text without it; "" if there is none."""
    if match := _OFFSET.search(text):
        return match[0].strip("()"), _without(text, match)
    for match in _WORD.finditer(text):
        if is_label(match["label"]):
            return match["label"], _without(text, match)
    if match := _TIME_OF_PLACE.search(text):
        return match["label"], _without(text, match)
    return "", text


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _is_only_joints(text: str) -> bool:
    joints = {
        "and",
        "et",
        "y",
        "и",
        "و",
        "from",
        "de",
        "with",
        "at",
        "to",
        "-",
        "/",
        ",",
        ";",
        "|",
        "&",
    }
    return all(word in joints for word in re.findall(r"[^\W\d_]+|[^\w\s]", text))
