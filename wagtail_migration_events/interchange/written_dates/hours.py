"""Hours as people write them: 14:00, 2.30 p.m., 14h30, and from one to another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[dt.time, dt.time | None]

_HALF = r"(?P<half{n}>a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_CLOCK = (
    r"(?<![\d:.])(?P<hour{n}>\d{{1,2}})(?:\s?(?P<sign{n}>[:.h])\s?(?P<minute{n}>[0-5]\d)?(?::[0-5]\d)?)?\s?(?:h\b|hrs\b)?\s?"
    + (_HALF + "?")
)
_TO = r"\s*(?:-|to|until|till|à|a las|a|до|по|إلى|الى|حتى|至|到)\s*"
_RANGE = re.compile(_CLOCK.format(n=1) + _TO + _CLOCK.format(n=2) + r"(?![\d:]|\.\d)")
_SINGLE = re.compile(_CLOCK.format(n=1) + r"(?![\d:]|\.\d)")
_IN_WORDS = re.compile(r"(?<=\d)\s?(?:heures?|horas?|час(?:ов|а)?)\b")
#: "0930-1100" with or without "hrs"; a number of four digits alone may be a year.
_MILITARY = re.compile(
    r"(?<![\d.:/-])(?:(?:[01]\d|2[0-3])[0-5]\d\s*(?:-|to)\s*)?(?:[01]\d|2[0-3])[0-5]\d"
    r"(?=\s?(?:h|hrs?|hours)\b)|(?<![\d.:/-])0\d[0-5]\d\s*(?:-|to)\s*(?:[01]\d|2[0-3])[0-5]\d(?![\d.:/-])"
)
_SIGN_BEFORE = re.compile(r"\w[\w.)]*\s*(?P<sign>[-@|])\s*$")
_NAMED = {"noon": "12:00", "midday": "12:00", "midi": "12:00", "mediodía": "12:00"}


@dataclass(frozen=True)
class Hours:
    """The hours of a text in its order, and the text without them.

    ``are_parted``: something with a number, such as a day, stands between two of them.
    """

    spans: list[Span]
    rest: str
    are_parted: bool = False


def take_hours(text: str) -> Hours:
    """Return the hours that a plain text names.

    A number is an hour only with minutes, "h", "a.m." or "p.m.", or beside one that has them.
    """
    for name, clock in _NAMED.items():
        text = re.sub(rf"\b(?:12\s+)?{name}\b", clock, text)
    text = _IN_WORDS.sub("h", _MILITARY.sub(_with_colons, text))
    found: list[tuple[int, int, Span]] = []

    def take(match: re.Match[str], span: Span | None) -> str:
        if span is None:
            return match[0]
        found.append((match.start(), match.end(), span))
        return " " * len(match[0])

    rest = _RANGE.sub(lambda match: take(match, _span(match)), text)
    rest = _SINGLE.sub(lambda match: take(match, _single(match)), rest)
    found.sort(key=lambda each: each[0])
    for begin, _end, _hours in found:
        rest = _without_sign_before(rest, begin)
    between = (rest[one[1] : other[0]] for one, other in pairwise(found))
    are_parted = any(each.isdecimal() for text in between for each in text)
    return Hours([span for _begin, _end, span in found], rest, are_parted)


def _without_sign_before(text: str, place: int) -> str:
    """Leave out the dash of "4 March - 14:00", which is none of a range of days."""
    match = _SIGN_BEFORE.search(text[:place])
    return f"{text[: match.start('sign')]} {text[match.end('sign') :]}" if match else text


def _with_colons(match: re.Match[str]) -> str:
    return re.sub(r"(\d\d)(\d\d)", r"\1:\2", match[0])


def _single(match: re.Match[str]) -> Span | None:
    time = _time(match, 1, "") if _is_hour(match, 1) else None
    return (time, None) if time else None


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
