"""How a reader takes part: what is said about registration, and which links may be followed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.dates import event_state, format_moment
from wagtail_migration_events.events.display.notes import current_note
from wagtail_migration_events.events.facts.registration import RegistrationState
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.text_checks import check_http_url


@dataclass(frozen=True, slots=True)
class Registration:
    """What the page says about registration; ``url`` is "" where there is nothing to follow, and
    ``state`` and ``label`` where there is only a link, and nobody knows whether it still works."""

    state: str
    label: str
    url: str
    deadline: str
    note: str
    note_language: str = ""


def web_link(url: Any) -> str:
    """Return an address of the web as it is, and "" for anything else.

    Rows that were written past validation, by an import or in SQL, must not become script.
    """
    try:
        check_http_url(url)
    except ValidationError:
        return ""
    return str(url)


def registration_of(
    event: Any, language: str, now: dt.datetime | None = None
) -> Registration | None:
    """Return what is to be said about registration; None where nothing is.

    :param language: BCP 47 tag of the reader's language.
    :param now: an aware moment; by default the present one.
    """
    now = now or timezone.now()
    note = current_note(event, "registration_note")
    state, url = registration_state_of(event, now)
    if not state and not url and not note.text:
        return None
    label = str(RegistrationState(state).label) if state else ""
    deadline = deadline_of(event, state, language)
    return Registration(state, label, url, deadline, note.text, note.language)


def registration_state_of(event: Any, now: dt.datetime | None = None) -> tuple[str, str]:
    """Return the state of registration, and the link to follow, without asking for the note.

    :return: both "" where nothing is said about registration.
    """
    now = now or timezone.now()
    state = str(event.get_registration_state(now))
    is_over = event_state(event, now) == "past" or event.event_status == EventStatus.CANCELLED
    link = web_link(shared_value(event, "registration_url"))
    if is_over and (state or link):
        state = RegistrationState.CLOSED.value
    return state, "" if state == RegistrationState.CLOSED else link


def deadline_of(event: Any, state: str, language: str) -> str:
    """Return when registration opens, or until when it is open, in words; "" if nobody knows.

    :param state: of registration.
    :param language: BCP 47 tag of the reader's language, which is also the active one.
    """
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if state == RegistrationState.NOT_YET and opens:
        return _("Opens: %(moment)s") % {"moment": format_moment(opens, event.timezone, language)}
    if state == RegistrationState.OPEN and closes:
        return _("Closes: %(moment)s") % {"moment": format_moment(closes, event.timezone, language)}
    return ""
