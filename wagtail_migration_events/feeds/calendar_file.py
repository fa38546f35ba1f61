"""A calendar file: many events, or one; the same bytes as long as nothing has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import ngettext, override

from wagtail_migration_events import __version__
from wagtail_migration_events.events.group import groups_by_key
from wagtail_migration_events.feeds.calendar_times import ZonesUsed, no_zone
from wagtail_migration_events.feeds.companions import Companions
from wagtail_migration_events.feeds.content_lines import address, content_line, text
from wagtail_migration_events.feeds.vevents import FACTS, vevents
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.occurrences.found import FoundEvent
from wagtail_migration_events.occurrences.listing import pages_by_and_by
from wagtail_migration_events.occurrences.parsing import Problem
from wagtail_migration_events.occurrences.scope import Scope

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a subscriber's program should look (RFC 7986 §5.7).
REFRESHED_EVERY = "PT6H"
#: How many events one query names, and how many pages are in memory at once.
EVENTS_AT_ONCE, PAGES_AT_ONCE = 5000, 1000
#: When an event begins, its key, and its components.
_Written = tuple[dt.datetime, str, bytes]
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


def event_calendar(page: Any, scope: Scope) -> bytes:
    """Return one event, with every date of its list, as an iCalendar file.

    :param page: a specific event page which this visitor may see.
    :param scope: for whom, and in which language.
    """
    zones = ZonesUsed()
    groups = groups_by_key([source_of(page).translation_key])
    companions = Companions(scope, [page.pk], groups)
    with override(scope.language):
        companions.meet([page])
        events = list(vevents(page, companions, zones))
    return _file([], zones, events)


def calendar_of(
    events: Sequence[FoundEvent],
    scope: Scope,
    page: Any,
    source: str,
    problems: Sequence[Problem] = (),
) -> bytes:
    """Return events as an iCalendar file, in the order in which they begin: that of a list
    changes by itself with every event that is over.

    Those of which only the month is known, or nothing yet, are left out, and the description of
    the calendar says so.

    :param events: each of which this visitor may see.
    :param page: that shows the same to people, and after which the calendar is named.
    :param source: address at which the calendar is found again.
    :param problems: what was not understood of that address; the description says it too.
    """
    zones = ZonesUsed()
    written: list[_Written] = []
    with override(scope.language):
        for start in range(0, len(events), EVENTS_AT_ONCE):
            written += _written(events[start : start + EVENTS_AT_ONCE], scope, page, zones)
        left_out = sum(not components for *_place, components in written)
        head = [
            *_name(str(page.title), scope.language),
            *_description(problems, left_out, scope.language),
            content_line("REFRESH-INTERVAL", REFRESHED_EVERY, VALUE="DURATION"),
            content_line("X-PUBLISHED-TTL", REFRESHED_EVERY),
            content_line("SOURCE", address(source), VALUE="URI"),
            content_line("URL", address(page_address(page, scope.request))),
        ]
    return _file(head, zones, [components for *_place, components in sorted(written)])


def calendar_response(content: bytes, file_name: str) -> HttpResponse:
    """Return a file for a calendar program; a browser saves it instead of showing it."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _written(
    events: Sequence[FoundEvent], scope: Scope, near: Any, zones: ZonesUsed
) -> Iterator[_Written]:
    """Yield the components of each event, with its place in a calendar."""
    keys = {event.page: str(event.key) for event in events}
    companions = Companions(scope, list(keys), groups_by_key(keys.values()))
    shown = scope.shown_pages()
    for pages in pages_by_and_by(list(keys), shown, FACTS, PAGES_AT_ONCE, near):
        companions.meet(pages)
        for page in pages:
            start = page.get_stretch().starts_at or _NEVER
            yield start, keys[page.pk], b"".join(vevents(page, companions, zones))


def _file(head: Sequence[bytes], zones: ZonesUsed, events: Sequence[bytes]) -> bytes:
    components = [*zones.components(), *events]
    return b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            content_line("PRODID", f"-//wagtail-migration-events//{__version__}//EN"),
            *head,
            *(components if any(components) else [no_zone()]),
            b"END:VCALENDAR\r\n",
        )
    )


def _name(name: str, language: str) -> Iterator[bytes]:
    """Name the calendar in the words of the standard, and in those that programs knew before."""
    yield content_line("NAME", text(name), LANGUAGE=language)
    yield content_line("X-WR-CALNAME", text(name))


def _description(problems: Sequence[Problem], left_out: int, language: str) -> Iterator[bytes]:
    """Say why events are missing that somebody may look for."""
    sentences = [str(problem.message) for problem in problems]
    if left_out:
        message = ngettext(
            "%(number)s event whose day is not known yet is not in this calendar.",
            "%(number)s events whose day is not known yet are not in this calendar.",
            left_out,
        )
        sentences.append(message % {"number": left_out})
    if said := text(" ".join(sentences)):
        yield content_line("DESCRIPTION", said, LANGUAGE=language)
        yield content_line("X-WR-CALDESC", said)
