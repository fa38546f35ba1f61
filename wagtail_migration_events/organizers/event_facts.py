"""The rows of facts of an event page, its organizers among them, in the order of the model site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wagtail_migration_events.events.display import facts
from wagtail_migration_events.events.display.facts import Fact, FactValue, fact, has_field
from wagtail_migration_events.organizers.links import OrganizerRole
from wagtail_migration_events.organizers.resolution import EventOrganizer, organizers_of


def event_facts(event: Any, language: str, request: HttpRequest | None = None) -> list[Fact]:
    """Return every fact of the event as a row; a row without a value says so.

    :param language: BCP 47 tag of the reader's language.
    """
    names = organizer_values(event, language, request)
    type_of_event = _terms(event, "event_type", _("Type of event"), language)
    attendance = fact("attendance", _("Way of attending"), facts.attendance_values(event))
    rows = [
        (("event_type",), type_of_event),
        (("attendance_mode",), attendance),
        (("organizer_links",), fact("organizers", _("Main organizer/s"), names)),
        *_about(event, language),
    ]
    return [
        fact("date", _("Date"), facts.date_values(event, language)),
        fact("location", _("Location"), facts.place_values(event, language)),
        *(row for fields, row in rows if has_field(event, *fields)),
        fact("event_status", _("Event status"), facts.status_values(event)),
        fact(
            "published",
            pgettext("date of publication", "Published"),
            facts.published_values(event, language),
            _("Not yet"),
        ),
    ]


def organizer_values(
    event: Any, language: str, request: HttpRequest | None = None
) -> list[FactValue]:
    """Return the organizers, each with its role unless it leads."""
    found = organizers_of([event], language, request)[event.pk]
    return [_organizer_value(each, request) for each in found]


def _organizer_value(each: EventOrganizer, request: HttpRequest | None) -> FactValue:
    return FactValue(
        text=each.name,
        language=each.organizer.language,
        note="" if each.role == OrganizerRole.LEAD else each.role_label,
        url=each.page.get_url(request) or "",
    )


def _about(event: Any, language: str) -> list[tuple[tuple[str, ...], Fact]]:
    """Return the rows about subject and audience, each with the fields it is made of."""
    scope = [
        value
        for name in ("scope_levels", "areas")
        for value in facts.term_values(event, name, language)
    ]
    output = facts.workstream_values(event, language)
    review = facts.yes_no(getattr(event, "is_regional_review", None))
    spoken = facts.spoken_values(event, language)
    principles = _terms(event, "guiding_principles", _("Cross-cutting principles"), language)
    goals = _terms(event, "sdgs", _("Sustainable Development Goals"), language)
    return [
        (("audiences",), _terms(event, "audiences", _("Target audience"), language)),
        (("languages",), fact("languages", _("Language"), spoken)),
        (("scope_levels", "areas"), fact("scope", _("Geographic scope"), scope)),
        (
            ("is_workstream_output", "workstream"),
            fact("workstream_output", _("Workstream output"), output),
        ),
        (
            ("is_regional_review",),
            fact("regional_review", _("Regional review process"), review),
        ),
        (("gcm_objectives",), _terms(event, "gcm_objectives", _("GCM objectives"), language)),
        (("guiding_principles",), principles),
        (("sdgs",), goals),
    ]


def _terms(event: Any, name: str, label: str, language: str) -> Fact:
    return fact(name, label, facts.term_values(event, name, language))
