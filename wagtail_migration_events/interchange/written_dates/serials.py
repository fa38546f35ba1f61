"""Days and hours as spreadsheets count them, where a cell has lost its date format.

46176 is 3 June 2026, counted from 30 December 1899, and 46176.375 is nine o'clock on it.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

_ZERO = dt.datetime(1899, 12, 30)
_FIRST = (dt.datetime(1990, 1, 1) - _ZERO).days
_LAST = (dt.datetime(2100, 12, 31) - _ZERO).days
_MINUTES = 24 * 60
_SERIAL = re.compile(r"(?P<day>[3-7]\d{4})(?:[.,](?P<part>\d{1,17}))?")
_PART_OF_DAY = re.compile(r"0?[.,](?P<part>\d{1,17})")
_TYPED = re.compile(r"[0-5]\d")
_DAY = re.compile(r"[\d./-]{6,10}")
_A_SECOND = Decimal("0.0167")
LONGEST = 80
#: An hour and nothing else: "9:00", "09:00:00", "9.30 pm".
ONE_HOUR = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)


def without_serials(value: Any) -> str | None:
    """Return what a start or an end says in days and hours as people write them; None if it holds
    no number of a spreadsheet.

    :param value: a number, or a text: "46176 0.375" and "46176 9:00" stood in two cells.
    """
    text = _text(value)
    if hours := hours_of_part(value):
        return hours
    day, _space, beside = text.partition(" ")
    hours = hours_of_part(beside)
    match = _SERIAL.fullmatch(day)
    if match is None or not _FIRST <= int(match["day"]) <= _LAST:
        return f"{day} {hours}" if hours and _DAY.fullmatch(day) else None
    minutes = _minutes(match["part"] or "0")
    if beside:
        hours = hours or (beside if ONE_HOUR.fullmatch(beside) else "")
    elif isinstance(value, str) and not match["part"] and _may_be_day_month_year(day):
        return None
    if beside and (minutes or not hours):
        return None
    moment = _ZERO + dt.timedelta(days=int(match["day"]), minutes=minutes)
    if minutes:
        return moment.isoformat(timespec="minutes")
    return f"{moment.date().isoformat()} {hours}".strip()


def hours_of_part(value: Any) -> str:
    """Return the hours that a part of a day is, such as 0.375; "" if it is none.

    Only whole five minutes, and of texts none that may be typed: "0.25" is 25 past midnight.
    """
    match = _PART_OF_DAY.fullmatch(_text(value))
    if match is None or (isinstance(value, str) and _TYPED.fullmatch(match["part"])):
        return ""
    exact = Decimal(f"0.{match['part']}") * _MINUTES
    minutes = round(exact)
    is_whole = 0 < minutes < _MINUTES and not minutes % 5 and abs(exact - minutes) < _A_SECOND
    return f"{minutes // 60:02}:{minutes % 60:02}" if is_whole else ""


def _minutes(part: str) -> int:
    return round(Decimal(f"0.{part}") * _MINUTES)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip() if len(value) < LONGEST else ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_known = is_number and abs(value) < 100_000  # and neither endless nor no number
    return f"{value:.10f}".rstrip("0").rstrip(".") if is_known else ""


def _may_be_day_month_year(day: str) -> bool:
    """Whether a text may be 4.05.24 or 4/25/24 without its signs, of which the zero was lost."""
    return 1 <= int(day[1:3]) <= 31
