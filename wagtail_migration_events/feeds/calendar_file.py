"""A calendar file: many events, or one; the same bytes as long as nothing has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import ngettext
from icalendar import Calendar

from wagtail_migration_events import __version__
from wagtail_migration_events.events.group import read_groups
from wagtail_migration_events.feeds.vevents import vevents
from wagtail_migration_events.groups.addresses import page_address

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a subscriber's program should look (RFC 7986 §5.7).
REFRESHED_EVERY = dt.timedelta(hours=6)


def calendar_file(
    pages: Iterable[Any], language: str, request: HttpRequest | None, name: str = ""
) -> bytes:
    """Return events as an iCalendar file.

    :param pages: specific event pages, each of which this visitor may see. Those of which only the
        month is known, or nothing yet, are left out, and the description of the calendar says so.
    :param language: BCP 47 tag of the reader's language.
    :param name: of the calendar, for a program that shows several.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//wagtail-migration-events//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    pages = list(pages)
    read_groups(pages)
    left_out = 0
    for page in pages:
        events = list(vevents(page, language, page_address(page, request)))
        left_out += not events
        for event in events:
            calendar.add_component(event)
    if name:
        _name(calendar, name, language, left_out)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _name(calendar: Calendar, name: str, language: str, left_out: int) -> None:
    """Name the calendar in the words of the standard, and in those that programs knew before."""
    spoken = {"LANGUAGE": language}
    calendar.add("name", name, parameters=spoken)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    if left_out:
        message = ngettext(
            "%(number)s event whose day is not known yet is not in this calendar.",
            "%(number)s events whose day is not known yet are not in this calendar.",
            left_out,
        )
        calendar.add("description", message % {"number": left_out}, parameters=spoken)
        calendar.add("x-wr-caldesc", message % {"number": left_out})


def calendar_response(content: bytes, file_name: str) -> HttpResponse:
    """Return a file for a calendar program; a browser saves it instead of showing it."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
