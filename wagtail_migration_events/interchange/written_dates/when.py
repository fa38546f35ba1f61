"""What a text says of the time of an event: days, hours, the zone, and whether it is every day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from wagtail_migration_events.interchange.written_dates.days import Days, NotUnderstood, read_days
from wagtail_migration_events.interchange.written_dates.hours import Span, take_hours
from wagtail_migration_events.interchange.written_dates.names import DAILY, plain
from wagtail_migration_events.interchange.written_dates.two_clocks import clocks_in, show_the_same
from wagtail_migration_events.interchange.written_dates.zone_names import is_label, zone_of_place

LONGEST = 300
_OFFSET = re.compile(r"\(?\b(?:UTC|GMT)\s*[+\-−–]\s*\d{1,2}(?::?\d\d)?\)?")
_WORD = re.compile(r"\(?\b(?P<label>[A-Z]{2,5})\b\)?")
_NAME = r"(?!(?:[ap]m|to|from|at|until)\b)[^\W\d_]+"
_TIME_OF_PLACE = re.compile(
    rf"\(?(?P<label>\b{_NAME}(?:[ -]{_NAME}){{0,2}} time\b|heure de [^\W\d_]+(?:[ -][^\W\d_]+)?|"
    r"hora de [^\W\d_]+(?: [^\W\d_]+)?|по [^\W\d_]+(?:-[^\W\d_]+)? времени|"
    r"ب?توقيت [^\W\d_]+(?: [^\W\d_]+)?|[\u4e00-\u9fff]{2,6}时间)\)?",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(r"\((?P<label>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})\)")
#: Said beside a date, which is what is known.
_UNSURE = re.compile(
    r"\(?\b(?:exact )?(?:(?:dates?|(?P<hours>times?|hours?)) )?"
    r"(?:tb[ad]|to be (?:announced|determined)|(?P<confirmed>tbc|to be confirmed|tentative|"
    r"provisional|à confirmer|por confirmar))\b\)?"
)
#: Before a month of which no day is known: less than it says is taken, which is the month.
_ROUGHLY = re.compile(
    r"\b(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of|début|mi|fin|"
    r"(?:a )?(?:principios|mediados|finales|fines) de|в (?:начале|середине|конце))\b[\s-]*"
)


@dataclass(frozen=True)
class When:
    """What is known; ``zone`` is the label as it was written.

    ``is_unsure``: it says that the days are not confirmed yet.
    """

    days: Days = field(default_factory=Days)
    hours: tuple[Span, ...] = ()
    zone: str = ""
    is_daily: bool = False
    is_unsure: bool = False


def read_when(text: str, *, year: int | None = None, day_first: bool | None = None) -> When:
    """Read a text such as "12–14 March 2024, 14:00–16:00 CET, daily".

    :param year: of days that stand in no year.
    :param day_first: what ``3/4/2027`` means.
    :raises NotUnderstood: if it says anything else, or could mean two things.
    """
    if len(text) > LONGEST:
        raise NotUnderstood(text[:LONGEST])
    text = unicodedata.normalize("NFKC", text)
    zones = _zones_in(text)
    if clocks := clocks_in(text, zones):
        text = f"{text[: zones[0].end()]} {text[zones[-1].end() :]}"
    zone, rest = take_zone(text)
    unsure = _UNSURE.search(plain(rest))
    rest = _UNSURE.sub(" ", plain(rest))
    is_daily = False
    for word in sorted(DAILY, key=len, reverse=True):
        if word in rest:
            is_daily, rest = True, rest.replace(word, " ")
    hours, rest = take_hours(rest)
    bare = _ROUGHLY.sub(" ", rest)
    days = _days_in(bare, bool(hours), year, day_first)
    if bare != rest and not days.is_month:
        raise NotUnderstood(text)
    day = days.stretches[0][0] if days.stretches else None
    if clocks and not show_the_same(clocks, day):
        raise NotUnderstood(text)
    is_unsure = bool(unsure and unsure["confirmed"] and not unsure["hours"])
    return When(days, tuple(hours), zone, is_daily, is_unsure)


def _days_in(text: str, has_hours: bool, year: int | None, day_first: bool | None) -> Days:
    if not re.search(r"\w", text):
        return Days()
    try:
        return read_days(text, year=year, day_first=day_first)
    except NotUnderstood:
        if re.search(r"\d", text) or not has_hours or not _is_only_joints(text):
            raise
        return Days()


def take_zone(text: str) -> tuple[str, str]:
    """Return the label of a zone in a text, and the text without it; "" if there is none."""
    if match := _OFFSET.search(text):
        return match[0].strip("()"), _without(text, match)
    for match in _WORD.finditer(text):
        if is_label(match["label"]):
            return match["label"], _without(text, match)
    if match := _TIME_OF_PLACE.search(text):
        return match["label"], _without(text, match)
    for match in _PLACE_BEHIND.finditer(text):
        if zone_of_place(match["label"]):
            return match["label"], _without(text, match)
    return "", text


def _zones_in(text: str) -> list[re.Match[str]]:
    """Return where zones stand in a text, in its order; in brackets a place may be one."""
    offsets = list(re.finditer(f"(?P<label>{_OFFSET.pattern})", text))
    words = [match for match in _WORD.finditer(text) if is_label(match["label"])]
    places = [match for match in _PLACE_BEHIND.finditer(text) if zone_of_place(match["label"])]
    found = [*offsets, *_TIME_OF_PLACE.finditer(text), *places, *words]
    apart: list[re.Match[str]] = []
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if not apart or match.start() >= apart[-1].end():
            apart.append(match)
    return apart


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
