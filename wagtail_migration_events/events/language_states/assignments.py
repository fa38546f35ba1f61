"""Who is to have an event ready in a language, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_migration_events.events.editor.fact_words import listed
from wagtail_migration_events.events.language_states.rules import Target
from wagtail_migration_events.events.times.wording import format_day


@dataclass(frozen=True, slots=True)
class Assignment:
    """What was agreed on a language that somebody asked for and that is not done.

    Attributes:
        request: primary key of the row of whoever registered the rule.
        assignee: the name of a person or a group; "" while nobody is named.
        due_on: a day in the site's time zone; None: as soon as possible.
        is_overdue: whether that day has passed.
    """

    request: int
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


#: Functions that know of assignments. Each takes the keys of many groups and answers in a bounded
#: number of queries. The app ``translation`` has one.
ASSIGNMENT_RULES: list[Callable[[Collection[UUID]], Mapping[Target, Assignment]]] = []


def assignments_of(keys: Collection[UUID]) -> dict[Target, Assignment]:
    """Return what was agreed on events, by event and language."""
    found: dict[Target, Assignment] = {}
    for rule in ASSIGNMENT_RULES:
        found |= rule(keys)
    return found
