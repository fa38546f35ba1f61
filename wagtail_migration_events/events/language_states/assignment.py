"""Who is to have an event ready in a language, and by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.times.wording import format_day


@dataclass(frozen=True, slots=True)
class Assignment:
    """What was agreed on a language that somebody asked for and that is not done.

    Attributes:
        request: primary key of the row of whoever registered the rule.
        person, team: primary keys of a user, or of a group where no user is named.
        assignee: the name of either; "" while nobody is named.
        due_on: a day in the site's time zone; None: as soon as possible.
        is_overdue: whether that day has passed.
    """

    request: int
    person: Any = None
    team: int | None = None
    assignee: str = ""
    due_on: dt.date | None = None
    is_overdue: bool = False

    @property
    def due_words(self) -> str:
        """The day in the active language."""
        if self.due_on is None:
            return _("as soon as possible")
        return _("by %(day)s") % {"day": format_day(self.due_on, get_language() or "en")}

    @property
    def words(self) -> str:
        """All of it in the active language."""
        overdue = _("overdue") if self.is_overdue else ""
        return listed(filter(None, (self.assignee, self.due_words, overdue)))
