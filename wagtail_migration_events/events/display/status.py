"""What has become of the plan, where that is more than "it takes place"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.dates import previous_day, status_label
from wagtail_migration_events.events.display.notes import current_note
from wagtail_migration_events.events.times.occurrence import EventStatus


@dataclass(frozen=True, slots=True)
class StatusNotice:
    """A notice that stands on top of the page, complete in words."""

    status: str
    headline: str
    reason: str
    reason_language: str = ""


def status_notice(event: Any, language: str) -> StatusNotice | None:
    """Return the notice about an event's status; None for one that goes ahead as planned.

    :param language: BCP 47 tag of the reader's language, for the day named in it.
    """
    headline = status_headline(event, language)
    if not headline:
        return None
    reason = current_note(event, "status_reason")
    return StatusNotice(str(event.event_status), headline, reason.text, reason.language)


def status_headline(event: Any, language: str) -> str:
    """Return what has become of the plan in a few words; "" for an event that goes ahead."""
    status = event.event_status or EventStatus.SCHEDULED
    if status == EventStatus.SCHEDULED:
        return ""
    before = previous_day(event, language)
    if status == EventStatus.RESCHEDULED and before:
        return _("Rescheduled: was %(day)s") % {"day": before}
    if status == EventStatus.POSTPONED and event.starts_at is None:
        if before:
            return _("Postponed: was %(day)s, new date to be announced") % {"day": before}
        return _("Postponed: new date to be announced")
    if status == EventStatus.TENTATIVE:
        return _("Tentative: not confirmed yet")
    return status_label(status)
