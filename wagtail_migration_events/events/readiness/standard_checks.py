"""The checks that come with the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from wagtail_migration_events.events.facts.material import ResourceKind
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.facts.where import AttendanceMode
from wagtail_migration_events.events.language_states.deriving import states_of
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.events.readiness import rows
from wagtail_migration_events.events.readiness.check import Finding, publish_check
from wagtail_migration_events.events.readiness.dates_in_text import contradicting_date
from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.events.times.occurrence import CALLED_OFF, EventStatus
from wagtail_migration_events.text_checks import set_apart

_JOIN_LINK = re.compile(rows.JOIN_LINK, re.IGNORECASE)


@publish_check("no_summary", label=gettext_lazy("Summary"), rows=rows.no_summary)
def no_summary(event: Any) -> Iterator[Finding]:
    if not str(getattr(event, "summary", "") or "").strip():
        yield Finding(_("There is no summary, which lists and search engines show."), "summary")


@publish_check("no_objective", label=gettext_lazy("Objectives"), rows=rows.no_objective)
def no_objective(event: Any) -> Iterator[Finding]:
    if not getattr(event, "gcm_objectives", None):
        yield Finding(_("No objective is chosen, so filters will not find it."), "gcm_objectives")


@publish_check("date_in_title", label=gettext_lazy("Date in the title"))
def date_in_title(event: Any) -> Iterator[Finding]:
    if found := contradicting_date(event.title or "", event.get_occurrences()):
        words = _("The title says “%(date)s”, and the event is on another date.")
        yield Finding(words % {"date": set_apart(found)}, "title")


@publish_check(
    "registration_after_event",
    label=gettext_lazy("Registration"),
    rows=rows.registration_after_event,
)
def registration_after_event(event: Any) -> Iterator[Finding]:
    over, closes = event.get_stretch().over_at, event.registration_closes_at
    if over and closes and closes > over:
        yield Finding(_("Registration closes after the event is over."), "registration_closes_at")


@publish_check(
    "date_passed", label=gettext_lazy("Event status after the date"), rows=rows.date_passed
)
def date_passed(event: Any) -> Iterator[Finding]:
    over = event.get_stretch().over_at
    if over and over < timezone.now() and event.event_status in rows.UNDECIDED:
        words = _("The date is over, and the event is still “%(status)s”.")
        label = EventStatus(event.event_status).label
        yield Finding(words % {"status": label}, "event_status")


@publish_check("join_link", label=gettext_lazy("Registration link"), rows=rows.join_link)
def join_link(event: Any) -> Iterator[Finding]:
    if _JOIN_LINK.match(str(shared_value(event, "registration_url") or "")):
        words = _("This looks like the link of the meeting itself. Everybody could enter by it.")
        yield Finding(words, "registration_url")


@publish_check("no_place", label=gettext_lazy("Place"), rows=rows.no_place)
def no_place(event: Any) -> Iterator[Finding]:
    in_person = getattr(event, "attendance_mode", "") == AttendanceMode.IN_PERSON
    if in_person and not getattr(event, "venue", "") and not getattr(event, "country", ""):
        yield Finding(_("People are to come, and no place is given."), "venue")


@publish_check("image_alt", label=gettext_lazy("Alternative text"), rows=rows.image_alt)
def image_alt(event: Any) -> Iterator[Finding]:
    if shared_value(event, "image") and not str(getattr(event, "image_alt", "") or "").strip():
        words = _("The image has no alternative text for people who do not see it.")
        yield Finding(words, "image_alt")


@publish_check("no_recording", label=gettext_lazy("Recording"), rows=rows.no_recording)
def no_recording(event: Any) -> Iterator[Finding]:
    over = event.get_stretch().over_at
    online = getattr(event, "attendance_mode", "") in (AttendanceMode.ONLINE, AttendanceMode.HYBRID)
    if not online or not over or event.event_status in CALLED_OFF:
        return
    resources = getattr(event, "resources", None) or ()
    kinds = {block.value.get("kind") for block in resources if hasattr(block.value, "get")}
    has_recording = ResourceKind.RECORDING in kinds or shared_value(event, "livestream_url")
    if over + rows.RECORDING_AFTER < timezone.now() and not has_recording:
        words = _("It was over two weeks ago, and there is no recording among the material.")
        yield Finding(words, "resources")


@publish_check("missing_languages", label=gettext_lazy("Languages"), rows=rows.missing_languages)
def missing_languages(event: Any) -> Iterator[Finding]:
    if not event.pk:
        return
    states = states_of(event)
    shown_in = get_language() or "en"
    missing = [
        language_name(each.language, shown_in)
        for each in states
        if each.state == TranslationState.MISSING
    ]
    if missing:
        words = _("These languages are promised and missing: %(languages)s.")
        yield Finding(words % {"languages": ", ".join(missing)})
