"""Events by the thousand, and a few that are really published."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from wagtail.models import Locale, Site

from bench.bulk_rows import insert_events
from tests.factories import make_event, make_organizer, make_page, translated
from wagtail_migration_events.occurrences.rebuilding import rebuild
from wagtail_migration_events.pages.models import (
    EventIndexPage,
    OrganizerIndexPage,
    OrganizerPage,
)

#: Nine years of events are over, and one is to come.
FIRST_START = dt.datetime.combine(dt.date.today(), dt.time(9), dt.UTC) - dt.timedelta(days=9 * 365)
ZONES = ("Europe/Zurich", "Africa/Nairobi", "Asia/Bangkok", "America/New_York")
COUNTRIES = ("756", "404", "764", "840")
EVENTS_AT_ONCE = 250

_numbers = itertools.count(1)


def plant_site(languages: Sequence[str]) -> dict[str, Any]:
    """Return the list of events in each language; those that are missing are made."""
    locale, _ = Locale.objects.get_or_create(language_code=languages[0])
    index = EventIndexPage.objects.filter(locale=locale).first()
    if index is None:
        home = Site.objects.get(is_default_site=True).root_page
        index = make_page(EventIndexPage, home, title="Events", slug="events")
    there = {page.locale.language_code: page for page in index.get_translations(inclusive=True)}
    return {code: there[code] if code in there else translated(index, code) for code in languages}


def an_organizer() -> Any:
    """Return the first organizer; it is made if there is none."""
    there = OrganizerPage.objects.order_by("pk").first()
    if there is not None:
        return there
    home = Site.objects.get(is_default_site=True).root_page
    index = OrganizerIndexPage.objects.order_by("pk").first() or make_page(
        OrganizerIndexPage, home, title="Organizers", slug="organizers"
    )
    return make_organizer(index)


def really_published(languages: Sequence[str]) -> list[Any]:
    """Return one event in these languages, published as people do it; the source first."""
    indexes = plant_site(languages)
    organizer = an_organizer()
    number = next(_numbers)
    event = make_event(
        indexes[languages[0]], organizers=[organizer], title=f"Event {number}", **facts(number)
    )
    siblings = [translated(event, code, title=f"Event {number}, {code}") for code in languages[1:]]
    return [event, *siblings]


def facts(number: int) -> dict[str, Any]:
    """Return facts of an event that differ from number to number, over about ten years."""
    # A prime, so that a few events too are spread over all the years.
    start = FIRST_START + dt.timedelta(hours=9 * (number * 7919 % 10_000))
    return {
        "starts_at": start,
        "ends_at": start + dt.timedelta(hours=2),
        "timezone": ZONES[number % 4],
        "country": COUNTRIES[number % 4],
        "areas": [COUNTRIES[number % 4]],
        "attendance_mode": ("in_person", "online", "hybrid")[number % 3],
        "gcm_objectives": [str(number % 23 + 1)],
        "sdgs": [str(number % 17 + 1)],
        "scope_levels": [("global", "regional", "national")[number % 3]],
        "venue": f"Room {number % 100}",
        "summary": f"What event {number} is about.",
    }


def facts_in(month: dt.date, number: int) -> dict[str, Any]:
    """Return facts of an event in that month."""
    start = dt.datetime(month.year, month.month, number % 28 + 1, 6 + number % 12, tzinfo=dt.UTC)
    return {**facts(number), "starts_at": start, "ends_at": start + dt.timedelta(hours=2)}


def make_events(
    count: int,
    languages: Sequence[str],
    *,
    stale_every: int = 0,
    facts_of: Callable[[int], dict[str, Any]] = facts,
    note: Callable[[str], None] = print,
) -> list[UUID]:
    """Make events as if they had been published long ago, and return their keys.

    :param languages: codes; the first is that of the source.
    :param stale_every: one source in so many has another title since its translations were
        made; 0 for none.
    :param facts_of: gives the facts of an event by its number.
    :param note: is told how far it has come.
    """
    indexes = plant_site(languages)
    organizer = an_organizer().translation_key
    keys: list[UUID] = []
    while len(keys) < count:
        numbers = [next(_numbers) for _ in range(min(EVENTS_AT_ONCE, count - len(keys)))]
        values = {number: {"title": f"Event {number}", **facts_of(number)} for number in numbers}
        stale = numbers[::stale_every] if stale_every else []
        earlier = {number: f"Event {number}, first announced" for number in stale}
        with transaction.atomic():
            keys += insert_events(values, list(indexes.values()), organizer, earlier)
        if len(keys) % 1000 == 0 or len(keys) == count:
            note(f"{len(keys):,} of {count:,} events made, in {len(languages)} languages")
    return keys


def indexed(note: Callable[[str], None]) -> None:
    """Make the index of the events there are, and let the database count its rows.

    Every database does that by itself before long; until then it may choose the wrong way.
    """
    note("Making the index")
    for _step in rebuild():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
