"""By when something is due, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.times.wording import format_day
from wagtail_migration_events.translation.requests.deadlines import soon_from, today_on_site


class Urgency(TextChoices):
    """How urgent a request is."""

    OVERDUE = "overdue", _("Overdue")
    AT_ONCE = "at_once", _("As soon as possible")
    SOON = "soon", _("Due soon")
    LATER = "later", ""
    DONE = "done", _("Done")


@dataclass(frozen=True)
class Due:
    """Until when, in the active language: ``day`` is "" for a request without one."""

    urgency: Urgency
    day: str

    @property
    def words(self) -> str:
        """The day and how urgent it is, as part of a sentence or a line."""
        label = str(self.urgency.label)
        if not self.day:
            return label
        if not label:
            return self.day
        return gettext("%(day)s (%(urgency)s)") % {"day": self.day, "urgency": label}


def due_of(request: Any, today: dt.date | None = None) -> Due:
    """Return by when a request is to be done.

    :param today: by default the current day in the site's time zone.
    """
    today = today or today_on_site()
    day = format_day(request.due_on, get_language() or "en") if request.due_on else ""
    return Due(_urgency(request, today), day)


def _urgency(request: Any, today: dt.date) -> Urgency:
    if request.closed_at is not None:
        return Urgency.DONE
    if request.due_on is None:
        return Urgency.AT_ONCE
    if request.is_overdue(today):
        return Urgency.OVERDUE
    return Urgency.SOON if soon_from(request.due_on) <= today else Urgency.LATER
