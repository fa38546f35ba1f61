"""Which ways into a calendar an event page offers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.dates import event_state
from wagtail_migration_events.events.display.facts import venue_of
from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.facts.where import has_left_venue
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.occurrence import CALLED_OFF, Occurrence
from wagtail_migration_events.events.times.timezones import get_zone
from wagtail_migration_events.feeds.addresses import EVENT_FILE
from wagtail_migration_events.feeds.calendar_links import (
    OFFICE,
    CalendarEntry,
    google_link,
    outlook_link,
)
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.links.page_formats import format_url


@dataclass(frozen=True, slots=True)
class CalendarOffer:
    """One link; ``is_file`` tells the file from those to other sites."""

    label: str
    url: str
    is_file: bool = False


def calendar_offers(
    page: Any, request: HttpRequest | None = None, now: dt.datetime | None = None
) -> list[CalendarOffer]:
    """Return the links by which a reader puts an event into a calendar.

    None for an event that is over, called off, or whose day is not known. Of several dates there
    is only the file, which holds them all: a link of another site can hold one.

    :param now: an aware moment; by default the present one.
    """
    dates = [each for each in page.get_occurrences() if each.has_hours or each.is_all_day]
    if not dates or page.event_status in CALLED_OFF or event_state(page, now) == "past":
        return []
    offers = _links(page, dates[0], request) if len(dates) == 1 else []
    if file := format_url(page, EVENT_FILE, request):
        offers.append(CalendarOffer(_("Calendar file (.ics)"), file, is_file=True))
    return offers


def _links(page: Any, date: Occurrence, request: HttpRequest | None) -> list[CalendarOffer]:
    if date.status in CALLED_OFF:
        return []
    entry = _entry(page, date, request)
    return [
        CalendarOffer(_("Google Calendar"), google_link(entry)),
        CalendarOffer(_("Outlook.com"), outlook_link(entry)),
        CalendarOffer(_("Outlook at work or school"), outlook_link(entry, OFFICE)),
    ]


def _entry(page: Any, date: Any, request: HttpRequest | None) -> CalendarEntry:
    start, end = date.starts_at, date.end
    first, last = (date.first_day(), date.last_day()) if date.is_all_day else (start, end)
    zone = date.timezone if date.has_hours and get_zone(date.timezone) else ""
    venue = "" if has_left_venue(page, date.status) else " ".join(venue_of(page).split())
    return CalendarEntry(
        title=str(page.title),
        start=first,
        end=last,
        timezone=zone,
        details=str(getattr(page, "summary", "") or ""),
        location=venue or web_link(shared_value(page, "livestream_url")),
        url=page_address(page, request),
    )
