"""Hours as people write them: 14:00, 2.30 p.m., 14h30, and from one to another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

Span = tuple[dt.time, dt.time | None]

_HALF = r"(?P<half{n}>a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_CLOCK = (
    r"(?<![\d:.])(?P<hour{n}>\d{{1,2}})(?:\s?(?P<sign{n}>[:.h])\s?(?P<minute{n}>[0-5]\d)?(?::[0-5]\d)?)?\s?(?:h\b|hrs\b)?\s?"
    + (_HALF + "?")
)
_TO = r"\s*(?:-|to|until|till|à|a las|a|до|по|إلى|الى|حتى|至|到)\s*"
_RANGE = re.compile(_CLOCK.format(n=1) + _TO + _CLOCK.format(n=2) + r"(?![\d:]|\.\d)")
_SINGLE = re.compile(_CLOCK.format(n=1) + r"(?![\d:]|\.\d)")
_NAMED = {"noon": "12:00", "midday": "12:00", "midi": "12:00", "mediodía": "12:00"}


def take_hours(text: str) -> tuple[list[Span], str]:
    """Return the hours that a plain text names, and the text without them.

    A number is an hour only with minutes, "h", "a.m." or "p.m.", or beside one that has them.
    """
    for name, clock in _NAMED.items():
        text = re.sub(rf"\b(?:12\s+)?{name}\b", clock, text)
    text = re.sub(r"(?<=\d)\s?heures?\b", "h", text)
    found: list[tuple[int, Span]] = []

    def range_(match: re.Match[str]) -> str:
        span = _span(match)
        if span is None:
            return match[0]
        found.append((match.start(), span))
        return " " * len(match[0])

    def single(match: re.Match[str]) -> str:
        if not _is_hour(match, 1):
            return match[0]
        time = _time(match, 1, "")
        if time is None:
            return match[0]
        found.append((match.start(), (time, None)))
        return " " * len(match[0])

    rest = _SINGLE.sub(single, _RANGE.sub(range_, text))
    return [span for _place, span in sorted(found, key=lambda each: each[0])], rest


def _span(match: re.Match[str]) -> Span | None:
    if not (_is_hour(match, 1) or _is_hour(match, 2)):
        return None
    # "10 - 12 March, 14:00" is no range of hours: a bare number needs its likeness beside it.
    if match["sign2"] is None and match["half2"] is None:
        return None
    halves = list(_halves(match))
    first, last = _time(match, 1, halves[0]), _time(match, 2, halves[1])
    if first is None or last is None:
        return None
    return first, last


def _halves(match: re.Match[str]) -> Iterator[str]:
    """Yield the halves of the day; "10 - 11:30 am" means both, "11 - 1 pm" is 11 in the morning."""
    one, other = match["half1"] or "", match["half2"] or ""
    if not one and other:
        begins, ends = int(match["hour1"]) % 12, int(match["hour2"]) % 12
        one = other if begins <= ends or begins == 0 else ("am" if other[0] == "p" else "pm")
    yield one
    yield other


def _is_hour(match: re.Match[str], number: int) -> bool:
    sign, minute = match[f"sign{number}"], match[f"minute{number}"]
    return bool(match[f"half{number}"] or sign == "h" or (sign and minute))


def _time(match: re.Match[str], number: int, half: str) -> dt.time | None:
    hour, minute = int(match[f"hour{number}"]), int(match[f"minute{number}"] or 0)
    half = half or match[f"half{number}"] or ""
    if half:
        if not 1 <= hour <= 12:
            return dt.time(hour, minute) if hour < 24 else None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour == 24 and not minute:
        return dt.time(23, 59)
    return dt.time(hour, minute) if hour < 24 else None
