"""The facts of an event as rows of label and values, ready to print in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.dates import (
    event_state,
    event_stretch,
    status_label,
)
from wagtail_migration_events.events.display.footnotes import mark_of
from wagtail_migration_events.events.facts.spoken_languages import LanguageKind, language_name
from wagtail_migration_events.events.facts.where import (
    AttendanceMode,
    attendance_mode_of,
    has_left_venue,
)
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.events.times.wording import format_day
from wagtail_migration_events.groups.event_settings import site_setting
from wagtail_migration_events.vocabularies.forms.choices import NUMBERED
from wagtail_migration_events.vocabularies.languages import UNDETERMINED
from wagtail_migration_events.vocabularies.registry import get_vocabulary
from wagtail_migration_events.vocabularies.terms import Term

#: Vocabularies that quote documents of the United Nations.
QUOTED = ("gcm_objectives", "guiding_principles", "sdgs")


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a fact.

    Attributes:
        language: of ``text``; "" is the reader's own, "und" is not known.
        number: what people call the term by, such as the 13 of an objective.
        note: what the value is, such as the role of an organizer.
        mark: ties the text to a footnote.
        term: of which the value is the title.
        list_url: where the events with this term are listed.
        is_verified: False for the title of a United Nations text in unchecked wording.
    """

    text: str
    language: str = ""
    number: str = ""
    note: str = ""
    url: str = ""
    mark: str = ""
    is_verified: bool = True
    term: Term | None = None
    list_url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: what the fact is called, its values, and what is said where it has none."""

    name: str
    label: str
    values: tuple[FactValue, ...] = ()
    missing: str = ""


def fact(name: str, label: str, values: Iterable[FactValue], missing: str = "") -> Fact:
    """Return a row that says "Not stated", or ``missing``, where it has no values."""
    return Fact(name, label, tuple(values), missing or _("Not stated"))


def has_field(event: Any, *names: str) -> bool:
    """Whether the site still uses one of these fields: neither dropped, nor hidden and empty."""
    hidden = site_setting("HIDDEN_FIELDS", event)
    return any(
        field_name_of(type(event), name) and (name not in hidden or getattr(event, name, None))
        for name in names
    )


def term_values(event: Any, name: str, language: str) -> list[FactValue]:
    """Return the terms that a fact of the event holds, in words.

    :param name: of the fact, which is the name of a vocabulary, its singular, or ``country``.
    :param language: BCP 47 tag of the reader's language.
    """
    codes = getattr(event, name, None) or []
    vocabulary = get_vocabulary(_VOCABULARIES.get(name, name))
    codes = [codes] if isinstance(codes, str) else codes
    return [term_value(vocabulary.term(code), language, event) for code in codes]


_VOCABULARIES = {"event_type": "event_types", "workstream": "workstreams", "country": "areas"}


def term_value(term: Term, language: str, where: Any = None) -> FactValue:
    """Return one term in words, with its official title.

    :param where: the page or the request that says on which Site it is shown.
    """
    label = term.label(language)
    is_numbered = term.code[:1].isdigit() and term.vocabulary in NUMBERED
    # The titles of targets hold their number already: "10.7 Facilitate…", or just "Target 8.1".
    title = label.text.removeprefix(f"{term.code} ") if is_numbered else label.text
    return FactValue(
        text=title,
        language=label.language,
        number="" if not is_numbered or title.endswith(term.code) else term.code,
        mark=mark_of(term, where),
        is_verified=label.verified or term.vocabulary not in QUOTED,
        term=term,
    )


def date_values(event: Any, language: str) -> list[FactValue]:
    """Return when the event takes place; always one value, if only that it is not known."""
    stretch = event_stretch(event, language)
    return [FactValue(stretch.when.text, note=stretch.detail)]


def place_values(event: Any, language: str) -> list[FactValue]:
    """Return venue and country, or that the event has no place because it is online."""
    if has_left_venue(event, event.event_status):
        return [FactValue(attendance_label(event, event.event_status))]
    venue = " ".join(venue_of(event).split())
    values = [FactValue(venue, UNDETERMINED)] if venue else []
    values += term_values(event, "country", language)
    if not values and event.attendance_mode == AttendanceMode.ONLINE:
        values = [FactValue(attendance_label(event))]
    return values


def venue_of(event: Any) -> str:
    """Return the venue as it was entered; "" for one that only repeats the way of attending, as
    sources do that have to fill in a place for what is online."""
    venue = str(getattr(event, "venue", None) or "")
    if not venue:
        return ""
    said = {attendance_label(event).casefold(), _in_english(event.attendance_mode).casefold()}
    return "" if venue.strip().casefold() in said else venue


@lru_cache(maxsize=64)
def _in_english(mode: str) -> str:
    with override("en"):
        return str(AttendanceMode(mode).label) if mode in AttendanceMode else str(mode or "")


def attendance_label(event: Any, status: str = "") -> str:
    """Return the way of attending in words; "" if it is not stated.

    :param status: of the date that is meant; one that moved online is attended there.
    """
    mode = attendance_mode_of(event, status)
    return str(AttendanceMode(mode).label) if mode in AttendanceMode else mode


def attendance_values(event: Any) -> list[FactValue]:
    label = attendance_label(event, event.event_status)
    return [FactValue(label)] if label else []


def spoken_values(event: Any, language: str) -> list[FactValue]:
    """Return the languages of the event, with what each is used for unless people work in it."""
    values = []
    for row in getattr(event, "languages", None) or []:
        kind = row.get("kind") or LanguageKind.WORKING
        label = str(LanguageKind(kind).label) if kind in LanguageKind else str(kind)
        note = "" if kind == LanguageKind.WORKING else label
        values.append(FactValue(language_name(str(row.get("language", "")), language), note=note))
    return values


def yes_no(value: bool | None) -> list[FactValue]:
    """Return "Yes" or "No", and nothing for what is not known."""
    if value is None:
        return []
    return [FactValue(_("Yes") if value else _("No"))]


def workstream_values(event: Any, language: str) -> list[FactValue]:
    """Return whether the event is the output of a workstream, and of which."""
    return [
        *yes_no(getattr(event, "is_workstream_output", None)),
        *term_values(event, "workstream", language),
    ]


def status_values(event: Any) -> list[FactValue]:
    """Return the event status; nothing for an imported event of which no source has said that it
    took place as planned, unless it is still to come."""
    status = event.event_status or EventStatus.SCHEDULED
    is_guess = status == EventStatus.SCHEDULED and event.external_source
    if is_guess and event_state(event) in ("past", ""):
        return []
    return [FactValue(status_label(status))]


def published_values(event: Any, language: str) -> list[FactValue]:
    """Return the day on which the page was first published, if it is public."""
    if not event.live or event.first_published_at is None:
        return []
    return [FactValue(format_day(localdate(event.first_published_at), language))]
