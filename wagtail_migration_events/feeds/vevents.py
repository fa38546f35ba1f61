"""From an event page to the components of a calendar (RFC 5545, RFC 7986)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from math import isfinite
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.dates import status_label
from wagtail_migration_events.events.display.facts import attendance_label, venue_of
from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.events.facts.where import has_left_venue
from wagtail_migration_events.events.group import group_of, last_change
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.occurrence import EventStatus, Occurrence
from wagtail_migration_events.feeds.calendar_times import ZonesUsed, in_utc, time_lines
from wagtail_migration_events.feeds.companions import Companions
from wagtail_migration_events.feeds.content_lines import address, content_line, text
from wagtail_migration_events.feeds.json_ld_dates import status_of
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import source_of, text_language
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: RFC 5545 §3.8.1.11 knows three: what has been moved takes place, what is put off may.
STATUS: dict[str, str] = {
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.TENTATIVE: "TENTATIVE",
    EventStatus.POSTPONED: "TENTATIVE",
}
EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)
CATEGORIES = ("event_type", "gcm_objectives", "workstream")
#: All that is read here, and by what is called from here.
FACTS = (
    "starts_at", "ends_at", "timezone", "date_precision", "dates", "event_status",
    "attendance_mode", "venue", "latitude", "longitude", "contact_email", "part_of",
    "external_source", *CATEGORIES,
)  # fmt: skip


def days_known(page: Any) -> list[Occurrence]:
    """Return the dates of an event that a calendar can show: those of which the day is known."""
    return [each for each in page.get_occurrences() if each.has_hours or each.is_all_day]


def has_known_day(page: Any) -> bool:
    """Whether a calendar can show anything of an event."""
    return bool(days_known(page))


def vevents(page: Any, companions: Companions, zones: ZonesUsed) -> Iterator[bytes]:
    """Yield a component for each date of the event whose day is known.

    What is the same in all languages is the same in all of its components: ``UID`` comes from the
    key of the event, so that a subscriber who changes the language has it once.

    :param page: a specific page, or an alias of one.
    :param zones: is told which zones were used.
    """
    dates = days_known(page)
    if not dates:
        return
    url = page_address(page, companions.request)
    title = content_line("SUMMARY", text(page.title), LANGUAGE=text_language(page))
    place = b"".join(_place(page))
    about = b"".join((*_about(page, companions), content_line("URL", address(url))))
    for occurrence in dates:
        yield b"".join(
            (
                b"BEGIN:VEVENT\r\n",
                *_identity(page, occurrence),
                *time_lines(occurrence, zones),
                *_state(occurrence),
                _description(page, occurrence, url, companions.language),
                title,
                b"" if has_left_venue(page, status_of(page, occurrence)) else place,
                about,
                b"END:VEVENT\r\n",
            )
        )


def uid_of(key: Any, occurrence: str = "") -> str:
    """Return the ``UID`` of an event, or of one in its list of dates."""
    return f"{key}-{occurrence}" if occurrence else str(key)


def _identity(page: Any, occurrence: Occurrence) -> Iterator[bytes]:
    group = group_of(page)
    # Of a page that code has made live nobody knows when that was.
    stamp = in_utc(last_change(page) or occurrence.starts_at or EPOCH)
    yield content_line("UID", text(uid_of(source_of(page).translation_key, occurrence.key)))
    # Without a METHOD both say when the event was last changed (RFC 5545 §3.8.7.2).
    yield content_line("DTSTAMP", stamp)
    yield content_line("LAST-MODIFIED", stamp)
    yield content_line("SEQUENCE", str(group.sequence if group else 0))


def _state(occurrence: Occurrence) -> Iterator[bytes]:
    status = occurrence.status
    yield content_line("STATUS", STATUS.get(status, "CONFIRMED"))
    if occurrence.is_all_day or status == EventStatus.CANCELLED:
        yield content_line("TRANSP", "TRANSPARENT")


def _description(page: Any, occurrence: Occurrence, url: str, language: str) -> bytes:
    """Say what has become of the date in words too: some programs show no ``STATUS``.

    The summary stands between words in the language of the calendar; where it is in another one
    the property has no language, because it can have only one (RFC 5545 §3.2.10).
    """
    status, summary = occurrence.status, getattr(page, "summary", "") or ""
    state = status_label(status) if status != EventStatus.SCHEDULED else ""
    attendance = attendance_label(page, status_of(page, occurrence))
    written_in = {text_language(page)} if summary else set()
    further = page.get_feed_lines(language)
    if state or attendance or further:
        written_in.add(normalise_tag(language))
    marked = {"LANGUAGE": written_in.pop()} if len(written_in) == 1 else {}
    parts = (part for part in (state, summary, attendance, *further, url) if part)
    return content_line("DESCRIPTION", text("\n\n".join(parts)), **marked)


def _about(page: Any, companions: Companions) -> Iterator[bytes]:
    yield from _categories(page, companions)
    yield from _people(page, companions)
    if stream := web_link(shared_value(page, "livestream_url")):
        label = {"LANGUAGE": companions.language, "LABEL": _("Live stream or recording")}
        yield content_line("CONFERENCE", address(stream), VALUE="URI", FEATURE="VIDEO", **label)
    for key in getattr(page, "part_of", None) or ():
        if (date := companions.umbrellas.get(str(key))) is not None:
            yield content_line("RELATED-TO", text(uid_of(key, date)), RELTYPE="PARENT")


def _place(page: Any) -> Iterator[bytes]:
    if venue := " ".join(venue_of(page).split()):
        yield content_line("LOCATION", text(venue))
    place = [getattr(page, name, None) for name in ("latitude", "longitude")]
    numbers = [float(degrees) for degrees in place if degrees is not None]
    if len(numbers) == 2 and all(map(isfinite, numbers)):
        yield content_line("GEO", ";".join(f"{degrees:.6f}" for degrees in numbers))


def _categories(page: Any, companions: Companions) -> Iterator[bytes]:
    """Name the terms, those of each language in a line of their own."""
    names = defaultdict(list)
    for name in CATEGORIES:
        for language, term in companions.terms_of(page, name):
            names[language].append(text(term))
    for language, terms in names.items():
        yield content_line("CATEGORIES", ",".join(terms), LANGUAGE=language)


def _people(page: Any, companions: Companions) -> Iterator[bytes]:
    """Name who holds the event, by their public address: that of the event, else their page."""
    email = getattr(page, "contact_email", None) or ""
    if email:
        yield content_line("CONTACT", text(email))
    if (organizer := companions.organizers.get(page.pk)) is None:
        return
    name = {"CN": organizer.page.title, "LANGUAGE": organizer.language}
    where = _mailto(email) or address(companions.address_of(organizer.page))
    if where:
        yield content_line("ORGANIZER", where, **name)


def _mailto(email: str) -> str:
    """Return an e-mail address as a calendar user address (RFC 5545 §3.3.3)."""
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return f"mailto:{quote(email, safe='@+')}"
