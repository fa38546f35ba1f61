"""Lists of events as cards, with everything on them fetched for the whole list at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.dates import (
    EventDate,
    changed_date,
    event_stretch,
    status_label,
)
from wagtail_migration_events.events.display.facts import (
    FactValue,
    attendance_label,
    term_values,
)
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus
from wagtail_migration_events.events.times.timezones import local
from wagtail_migration_events.events.times.wording import format_day, format_month, format_year
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.occurrences.listing import ListedEvent
from wagtail_migration_events.organizers.names import organizer_names
from wagtail_migration_events.organizers.resolution import links_of
from wagtail_migration_events.vocabularies.languages import same_reading
from wagtail_migration_events.vocabularies.terms import Label

#: In characters.
LONGEST_SUMMARY = 220


@dataclass(frozen=True)
class EventCard:
    """One event in a list.

    Attributes:
        status: "" for an event that goes ahead as planned.
        organizers: their names, in the order in which the event names them.
        parts: how many events of the list are part of this one.
        summary: as much of it as a card has room for.
        changed_date: of several dates that for which the event stands here, if it is cancelled or
            does not go ahead as planned.
    """

    page: Any
    url: str
    language: str
    is_fallback: bool
    date: EventDate
    status: str
    status_label: str
    attendance: str
    event_type: FactValue | None
    organizers: list[Label]
    parts: int = 0
    summary: str = ""
    changed_date: EventDate | None = None


@dataclass
class CardGroup:
    """Cards of one day, month or year; the heading is "" where there is nothing to divide."""

    heading: str
    cards: list[EventCard] = field(default_factory=list)


@dataclass
class CardSection:
    """What is to come, what has no date, or what is past."""

    name: str
    heading: str
    groups: list[CardGroup] = field(default_factory=list)

    @property
    def cards(self) -> list[EventCard]:
        return [card for group in self.groups for card in group.cards]


def event_cards(
    entries: Iterable[ListedEvent],
    language: str,
    request: HttpRequest | None = None,
    parts: Mapping[str, int] | None = None,
) -> list[EventCard]:
    """Return a card for each entry, in order; the number of queries does not depend on theirs.

    :param language: BCP 47 tag of the reader's language.
    :param parts: numbers of parts by the key of their umbrella event.
    """
    entries = list(entries)
    organizers = _organizers([entry.page for entry in entries], language, request)
    return [
        _card(entry, language, organizers[entry.page.pk], request, parts or {}) for entry in entries
    ]


def card_sections(
    entries: Iterable[ListedEvent],
    language: str,
    request: HttpRequest | None = None,
    parts: Mapping[str, int] | None = None,
    *,
    by_day: bool = False,
) -> list[CardSection]:
    """Return the cards under their headings: to come by day, without a date, past by year.

    :param by_day: divide what is past by day too, as in a list of certain days.
    """
    entries = list(entries)
    now = timezone.now()
    sections: dict[str, CardSection] = {}
    groups: dict[tuple[str, str], tuple[Any, CardGroup]] = {}
    for entry, card in zip(entries, event_cards(entries, language, request, parts), strict=True):
        sections.setdefault(entry.section, CardSection(entry.section, _heading(entry.section)))
        place, heading = _group(entry, language, now, by_day=by_day)
        _place, group = groups.setdefault((entry.section, heading), (place, CardGroup(heading)))
        group.cards.append(card)
    # Events of several zones, sorted by the moment, may take turns between two days.
    for (name, _name), (_place, group) in sorted(groups.items(), key=lambda item: item[1][0]):
        sections[name].groups.append(group)
    return list(sections.values())


def _heading(section: str) -> str:
    return {
        "upcoming": _("Upcoming events"),
        "undated": _("Date to be announced"),
        "past": _("Past events"),
    }[section]


def _group(
    entry: ListedEvent, language: str, now: dt.datetime, *, by_day: bool
) -> tuple[tuple[int, int], str]:
    """Return the heading above an event, and its place among the headings of its section."""
    if entry.section == "undated":
        return (0, 0), ""
    if entry.starts_at is None:
        return (1, 0), _("Date not recorded")
    stretch = entry.page.get_stretch()
    day = local(entry.starts_at, stretch.timezone).date()
    if entry.section == "past" and not by_day:
        return (0, -day.year), format_year(day, language)
    if stretch.precision == DatePrecision.MONTH:
        return (0, 2 * day.replace(day=1).toordinal()), format_month(day, language)
    if entry.starts_at <= now and not by_day:
        return (-1, 0), _("Now")
    return (0, 2 * day.toordinal() + 1), format_day(day, language)


def _organizers(
    pages: list[Any], language: str, request: HttpRequest | None
) -> dict[Any, list[Label]]:
    keys = {pk: [str(link.organizer) for link in rows] for pk, rows in links_of(pages).items()}
    names = organizer_names({key for each in keys.values() for key in each}, language, request)
    return {pk: [names[key].full for key in named if key in names] for pk, named in keys.items()}


def _shortened(text: str) -> str:
    # Most texts are short, and Django takes long to find that out.
    return text if len(text) <= LONGEST_SUMMARY else Truncator(text).chars(LONGEST_SUMMARY)


def _card(
    entry: ListedEvent,
    language: str,
    organizers: list[Label],
    request: HttpRequest | None,
    parts: Mapping[str, int],
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
        attendance=attendance_label(page, status),
        event_type=next(iter(term_values(page, "event_type", language)), None),
        organizers=organizers,
        parts=parts.get(str(source_of(page).translation_key), 0) if parts else 0,
        summary=_shortened(str(getattr(page, "summary", None) or "")),
        changed_date=changed_date(page, entry.starts_at, language)
        if getattr(page, "dates", None)
        else None,
    )
