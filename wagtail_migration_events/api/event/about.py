"""What an event is about, for whom, where, and how one takes part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Field

from wagtail_migration_events.api.asking.language import Coded, Term, coded, term
from wagtail_migration_events.api.event.field import InLists, event_field
from wagtail_migration_events.api.event.together import EventsTogether
from wagtail_migration_events.events.display.facts import venue_of
from wagtail_migration_events.events.display.participation import (
    deadline_of,
    registration_state_of,
    web_link,
)
from wagtail_migration_events.events.facts.registration import RegistrationState
from wagtail_migration_events.events.facts.spoken_languages import LanguageKind, language_name
from wagtail_migration_events.events.facts.where import (
    AttendanceMode,
    attendance_mode_of,
    fact_of_venue,
    has_left_venue,
)
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.timezones import local
from wagtail_migration_events.groups.resolution import GroupPage
from wagtail_migration_events.vocabularies.registry import get_vocabulary

OBJECTIVE = {
    "code": "13",
    "label": "Alternatives to immigration detention",
    "language": "en",
    "direction": "ltr",
    "is_fallback": False,
    "verified": True,
}

REGISTRATION = {
    "state": {"code": "open", "label": "Registration is open"},
    "url": "https://example.org/register",
    "opens_at": None,
    "closes_at": "2027-02-15T17:00:00-05:00",
    "deadline": "Closes: 15 February 2027, 17:00 Eastern Standard Time (UTC-5)",
}


class SpokenLanguage(BaseModel):
    """A language of the event itself."""

    language: str = Field(description="BCP 47 tag.", examples=["ar"])
    name: str = Field(description="In the language that was asked for.", examples=["Arabic"])
    kind: Coded = Field(
        description="What it is used for.",
        examples=[{"code": "interpretation", "label": "Interpretation"}],
    )


class Registration(BaseModel):
    """How one registers."""

    state: Coded | None = Field(
        description="Null where there is only a link, and nobody knows whether it still works.",
        examples=[{"code": "open", "label": "Registration is open"}],
    )
    url: str = Field(
        description="Where to register; empty if nowhere, or no longer.",
        examples=["https://example.org/register"],
    )
    opens_at: dt.datetime | None = Field(
        description="From when one can register, with the offset of the event's own zone.",
        examples=[REGISTRATION["opens_at"]],
    )
    closes_at: dt.datetime | None = Field(
        description="Until when one can register, likewise.", examples=[REGISTRATION["closes_at"]]
    )
    deadline: str = Field(
        description="The one that comes next, in words; empty if it is over or not known.",
        examples=[REGISTRATION["deadline"]],
    )


@event_field(
    Coded | None,
    "In person, online, or both.",
    {"code": "hybrid", "label": "Hybrid"},
    in_lists=InLists.ALWAYS,
)
def attendance_mode(event: GroupPage, together: EventsTogether) -> Any:
    return coded(attendance_mode_of(event.page, event.page.event_status), AttendanceMode)


@event_field(
    str | None,
    "Name, room and address, as posted at the door.",
    "Palais des Nations, Room XX",
    in_lists=InLists.ALWAYS,
)
def venue(event: GroupPage, together: EventsTogether) -> str | None:
    if has_left_venue(event.page, event.page.event_status):
        return None
    return " ".join(venue_of(event.page).split()) or None


@event_field(float | None, "Of the venue, in degrees north (WGS 84).", 46.2266)
def latitude(event: GroupPage, together: EventsTogether) -> Any:
    return fact_of_venue(event.page, "latitude")


@event_field(float | None, "Of the venue, in degrees east (WGS 84).", 6.1404)
def longitude(event: GroupPage, together: EventsTogether) -> Any:
    return fact_of_venue(event.page, "longitude")


def _fact(page: Any, name: str) -> Any:
    return getattr(page, name, None)


def _register_terms(name: str, vocabulary: str, description: str, in_lists: InLists) -> None:
    def value(event: GroupPage, together: EventsTogether) -> Any:
        codes = _fact(event.page, name) or []
        terms = get_vocabulary(vocabulary)
        return [term(terms.term(code), together.language) for code in codes]

    event_field(list[Term], description, [OBJECTIVE], name=name, in_lists=in_lists)(value)


def _register_term(
    name: str,
    vocabulary: str,
    description: str,
    in_lists: InLists,
    read: Callable[[Any, str], Any] = _fact,
) -> None:
    def value(event: GroupPage, together: EventsTogether) -> Any:
        code = read(event.page, name)
        return term(get_vocabulary(vocabulary).term(code), together.language) if code else None

    event_field(Term | None, description, OBJECTIVE, name=name, in_lists=in_lists)(value)


_register_term(
    "country", "areas", "Where it takes place; M49 code.", InLists.ALWAYS, read=fact_of_venue
)
_register_term("event_type", "event_types", "The type of event.", InLists.ALWAYS)
_register_terms("audiences", "audiences", "For whom it is.", InLists.ON_REQUEST)
_register_terms("gcm_objectives", "gcm_objectives", "Objectives of the GCM.", InLists.ALWAYS)
_register_terms(
    "guiding_principles", "guiding_principles", "Principles of the GCM.", InLists.ON_REQUEST
)
_register_terms("sdgs", "sdgs", "Sustainable Development Goals and targets.", InLists.ON_REQUEST)
_register_terms("scope_levels", "scope_levels", "From global to local.", InLists.ON_REQUEST)
_register_terms(
    "areas", "areas", "Areas it is about: M49 codes, and regional commissions.", InLists.ALWAYS
)
_register_term("workstream", "workstreams", "Of which workstream.", InLists.ON_REQUEST)


@event_field(bool | None, "Whether it is the output of a workstream; null if not stated.", True)
def is_workstream_output(event: GroupPage, together: EventsTogether) -> Any:
    return getattr(event.page, "is_workstream_output", None)


@event_field(bool | None, "Whether it belongs to a regional review; null if not stated.", False)
def is_regional_review(event: GroupPage, together: EventsTogether) -> Any:
    return getattr(event.page, "is_regional_review", None)


@event_field(
    list[SpokenLanguage],
    "The languages of the event, which are not those of the pages.",
    [
        {
            "language": "ar",
            "name": "Arabic",
            "kind": {"code": "working", "label": "Working language"},
        }
    ],
)
def languages(event: GroupPage, together: EventsTogether) -> list[dict[str, Any]]:
    return [
        {
            "language": str(row.get("language", "")),
            "name": language_name(str(row.get("language", "")), together.language),
            "kind": coded(row.get("kind") or LanguageKind.WORKING, LanguageKind),
        }
        for row in getattr(event.page, "languages", None) or []
    ]


@event_field(
    Registration | None,
    "How one registers; null where nothing is said about it.",
    REGISTRATION,
    in_lists=InLists.ALWAYS,
)
def registration(event: GroupPage, together: EventsTogether) -> dict[str, Any] | None:
    page = event.page
    state, link = registration_state_of(page)
    if not state and not link:
        return None
    return {
        "state": coded(state, RegistrationState),
        "url": link,
        "opens_at": _on_its_clock(page, "registration_opens_at"),
        "closes_at": _on_its_clock(page, "registration_closes_at"),
        "deadline": deadline_of(page, state, together.language),
    }


def _on_its_clock(page: Any, name: str) -> dt.datetime | None:
    moment = _fact(page, name)
    return local(moment, page.timezone) if moment else None


@event_field(
    str | None, "A public stream or recording.", "https://webtv.un.org/", in_lists=InLists.ALWAYS
)
def livestream_url(event: GroupPage, together: EventsTogether) -> str | None:
    return web_link(shared_value(event.page, "livestream_url")) or None


@event_field(str | None, "Whom to ask.", "events@example.org")
def contact_email(event: GroupPage, together: EventsTogether) -> str | None:
    return getattr(event.page, "contact_email", None) or None
