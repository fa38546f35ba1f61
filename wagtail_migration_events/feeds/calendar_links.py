"""Links that put an event into a calendar on the web. Nothing is sent until a reader follows one.

Neither company documents its parameters; these are those that their own buttons use.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlencode

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
OFFICE = "https://outlook.office.com/calendar/0/deeplink/compose"
#: Longer addresses are refused by some programs and servers on the way.
LONGEST = 2000
#: What the title and the place may take of it at most, percent-encoded.
LONGEST_TITLE, LONGEST_PLACE, LONGEST_URL = 600, 400, 500
DAY = dt.timedelta(days=1)
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a calendar is told.

    Attributes:
        start, end: both days (the end inclusive), or both aware moments; no end is known as None.
        timezone: IANA name of the zone in which a calendar shows a moment; "" for its own.
        url: where there is more to read.
    """

    title: str
    start: dt.date
    end: dt.date | None = None
    timezone: str = ""
    details: str = ""
    location: str = ""
    url: str = ""


def google_link(entry: CalendarEntry) -> str:
    """Return a link to Google Calendar, shorter than ``LONGEST``."""
    start, end = _span(entry)
    form = "%Y%m%dT%H%M%SZ" if isinstance(start, dt.datetime) else "%Y%m%d"
    # A year before 1000 has its zeros only in ISO 8601, and no event takes place there.
    dates = "/".join(each.strftime(form) for each in (start, end or start))
    fixed = {"action": "TEMPLATE", "dates": dates, "ctz": entry.timezone}
    return _address(GOOGLE, fixed, entry, ("text", "location", "details"))


def outlook_link(entry: CalendarEntry, base: str = OUTLOOK) -> str:
    """Return a link to Outlook on the web, shorter than ``LONGEST``.

    :param base: ``OUTLOOK`` for private accounts, ``OFFICE`` for those of an employer or a school.
    """
    start, end = _span(entry)
    fixed = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": _iso(start),
        "enddt": _iso(end) if end else "",
        "allday": "" if isinstance(start, dt.datetime) else "true",
    }
    return _address(base, fixed, entry, ("subject", "location", "body"))


def webcal_address(address: str) -> str:
    """Return the address of a calendar under the scheme by which a browser hands it over to the
    reader's calendar program; "" for an address that is not on the web."""
    _scheme, separator, rest = address.partition("://")
    return f"webcal://{rest}" if separator and rest else ""


def _span(entry: CalendarEntry) -> tuple[dt.date, dt.date | None]:
    """Return start and end as calendars count: moments in UTC, the day after the last one."""
    if isinstance(entry.start, dt.datetime):
        end = entry.end.astimezone(dt.UTC) if isinstance(entry.end, dt.datetime) else None
        return entry.start.astimezone(dt.UTC), end
    last = entry.end or entry.start
    return entry.start, last + DAY if last < dt.date.max else last


def _iso(moment: dt.date) -> str:
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return moment.isoformat()


def _address(
    base: str, fixed: dict[str, str], entry: CalendarEntry, names: tuple[str, str, str]
) -> str:
    title, place, details = names
    parameters = {name: value for name, value in fixed.items() if value}
    parameters[title] = _fit(entry.title, LONGEST_TITLE)
    if entry.location:
        parameters[place] = _fit(entry.location, LONGEST_PLACE)
    address = f"{base}?{urlencode(parameters, quote_via=quote)}&{details}="
    return address + quote(_details(entry, LONGEST - len(address)), safe="")


def _details(entry: CalendarEntry, room: int) -> str:
    """Return the text with the address after it, which is left whole or out."""
    url = entry.url if _length(entry.url) <= LONGEST_URL else ""
    end = f"\n\n{url}" if entry.details and url else url
    return _fit(entry.details, room - _length(end)) + end


def _fit(text: str, room: int) -> str:
    """Cut text so that it takes no more room than this, percent-encoded."""
    if _length(text) <= room:
        return text
    kept, left = [], room - _length(_ELLIPSIS)
    for character in text:
        left -= _length(character)
        if left < 0:
            break
        kept.append(character)
    else:
        return text
    # What is combined with a letter goes with it.
    while kept and unicodedata.combining(text[len(kept)]):
        kept.pop()
    return "".join(kept).rstrip() + _ELLIPSIS if kept else ""


def _length(text: str) -> int:
    return len(quote(text, safe=""))
