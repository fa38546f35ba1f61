"""Lists of events as cards, with everything on them fetched for the whole list at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.dates import (
    EventDate,
    event_stretch,
    status_label,
    year_heading,
)
from wagtail_migration_events.events.display.facts import (
    FactValue,
    attendance_label,
    term_values,
)
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.occurrences.listing import ListedEvent
from wagtail_migration_events.organizers.resolution import EventOrganizer, organizers_of
from wagtail_migration_events.vocabularies.languages import same_reading


@dataclass(frozen=True)
class EventCard:
    """One event in a list. ``status`` is "" for an event that goes ahead as planned."""

    page: Any
    url: str
    language: str
    is_fallback: bool
    date: EventDate
    status: str
    status_label: str
    attendance: str
    event_type: FactValue | None
    organizers: list[EventOrganizer]


@dataclass
class CardSection:
    """Cards under one heading."""

    name: str
    heading: str
    cards: list[EventCard] = field(default_factory=list)


def event_cards(
    entries: Iterable[ListedEvent], language: str, request: HttpRequest | None = None
) -> list[EventCard]:
    """Return a card for each entry, in order; the number of queries does not depend on theirs.

    :param language: BCP 47 tag of the reader's language.
    """
    entries = list(entries)
    pages = [entry.page for entry in entries]
    organizers = organizers_of(pages, language, request)
    return [_card(entry, language, organizers[entry.page.pk], request) for entry in entries]


def card_sections(
    entries: Iterable[ListedEvent], language: str, request: HttpRequest | None = None
) -> list[CardSection]:
    """Return the cards under their headings: to come, without a date, and past year by year."""
    entries = list(entries)
    sections: dict[str, CardSection] = {}
    cards = event_cards(entries, language, request)
    for entry, card in zip(entries, cards, strict=True):
        heading = _heading(entry, language)
        sections.setdefault(heading, CardSection(entry.section, heading)).cards.append(card)
    return list(sections.values())


def _heading(entry: ListedEvent, language: str) -> str:
    if entry.section == "past":
        return _("Past events: %(year)s") % {"year": year_heading(entry.page, language)}
    return _("Upcoming events") if entry.section == "upcoming" else _("Events without a date")


def _card(
    entry: ListedEvent,
    language: str,
    organizers: list[EventOrganizer],
    request: HttpRequest | None,
) -> EventCard:
    page = entry.page
    status = page.event_status or EventStatus.SCHEDULED
    shown_status = "" if status == EventStatus.SCHEDULED else str(status)
    return EventCard(
        page=page,
        url=page.get_url(request) or "",
        language=entry.event.language,
        is_fallback=not same_reading(language, entry.event.language),
        date=event_stretch(page, language),
        status=shown_status,
        status_label=status_label(shown_status),
        attendance=attendance_label(page),
        event_type=next(iter(term_values(page, "event_type", language)), None),
        organizers=organizers,
    )
