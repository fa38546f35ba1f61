"""From an event page to the components of a calendar (RFC 5545, RFC 7986)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from icalendar import Event

from wagtail_migration_events.events.display.facts import attendance_label, term_values, venue_of
from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.group import EventGroup, group_of
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.occurrence import EventStatus, Occurrence
from wagtail_migration_events.events.times.timezones import get_zone, local
from wagtail_migration_events.groups.resolution import source_of, text_language

#: RFC 5545 §3.8.1.11 knows three: what has been moved takes place, what is put off may.
STATUS = {
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.TENTATIVE: "TENTATIVE",
    EventStatus.POSTPONED: "TENTATIVE",
}
DAY = dt.timedelta(days=1)
CATEGORIES = ("event_type", "gcm_objectives", "workstream")


def vevents(page: Any, language: str, url: str) -> Iterator[Event]:
    """Yield a component for each date of the event whose day is known.

    What is the same in all languages is the same in all of its components: ``UID`` comes from the
    key of the event, so that a subscriber who changes the language has it once.

    :param page: a specific page, or an alias of one.
    :param language: BCP 47 tag in which terms are named.
    :param url: of the page, with scheme and host.
    """
    group = group_of(page)
    for occurrence in page.get_occurrences():
        if occurrence.has_hours or occurrence.is_all_day:
            event = Event()
            _identify(event, page, group, occurrence)
            _place_in_time(event, occurrence)
            _describe(event, page, language, url)
            yield event


def uid_of(key: Any, occurrence: str = "") -> str:
    """Return the ``UID`` of an event, or of one in its list of dates."""
    return f"{key}-{occurrence}" if occurrence else str(key)


def _identify(event: Event, page: Any, group: EventGroup | None, occurrence: Occurrence) -> None:
    changed = [page.last_published_at, group.facts_changed_at if group else None]
    # Of a page that code has made live nobody knows when that was.
    stamp = max(filter(None, changed), default=occurrence.starts_at)
    event.add("uid", uid_of(source_of(page).translation_key, occurrence.key))
    for name in ("dtstamp", "last-modified"):
        event.add(name, stamp and local(stamp, "UTC"))
    event.add("sequence", group.sequence if group else 0)
    event.add("status", STATUS.get(EventStatus(occurrence.status), "CONFIRMED"))


def _place_in_time(event: Event, occurrence: Occurrence) -> None:
    """Write the start and the end, which is exclusive (RFC 5545 §3.6.1); a day leaves one free."""
    first, last = occurrence.first_day(), occurrence.last_day()
    if occurrence.is_all_day and first and last:
        event.add("dtstart", first)
        event.add("dtend", last + DAY if last < dt.date.max else last)
        event.add("transp", "TRANSPARENT")
        return
    zone = occurrence.timezone if get_zone(occurrence.timezone) else "UTC"
    for name, moment in (("dtstart", occurrence.starts_at), ("dtend", occurrence.end)):
        if moment:
            event.add(name, local(moment, zone))


def _describe(event: Event, page: Any, language: str, url: str) -> None:
    spoken = {"LANGUAGE": text_language(page)}
    event.add("summary", page.title, parameters=spoken)
    if description := _description(page, url):
        event.add("description", description, parameters=spoken)
    if venue := " ".join(venue_of(page).split()):
        event.add("location", venue)
    latitude, longitude = getattr(page, "latitude", None), getattr(page, "longitude", None)
    if latitude is not None and longitude is not None:
        event.add("geo", (float(latitude), float(longitude)))
    categories = [each.text for name in CATEGORIES for each in term_values(page, name, language)]
    if categories:
        event.add("categories", categories)
    if stream := web_link(shared_value(page, "livestream_url")):
        parameters = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": attendance_label(page)}
        event.add("conference", stream, parameters=parameters)
    if email := getattr(page, "contact_email", ""):
        event.add("contact", email)
    event.add("url", url)


def _description(page: Any, url: str) -> str:
    parts = [getattr(page, "summary", "") or "", attendance_label(page)]
    return "\n\n".join([*(part for part in parts if part), url])
