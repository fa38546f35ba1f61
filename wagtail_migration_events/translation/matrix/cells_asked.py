"""Which events have a language of which all holds that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail_migration_events.events.language_states.finding import targets_in
from wagtail_migration_events.events.language_states.rules import Target
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.screens.assignees import NOBODY, Assignees
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: The choice that stands for whoever is looking.
ME = "me"


@dataclass(frozen=True)
class CellsAsked:
    """What must hold of one language of an event.

    Attributes:
        languages: BCP 47 tags, one of which it must be; none of them: any.
        states: one of which it must be in; none of them: any.
        assignee: who has it: a choice of ``Assignees``, ``ME``, ``NOBODY``; "" for anybody.
        overdue: whether its day must have passed.
        user: who is looking.
    """

    languages: frozenset[str]
    states: frozenset[str]
    assignee: str
    overdue: bool
    user: Any

    @property
    def is_anything(self) -> bool:
        return bool(self.states or self._is_request)

    @property
    def _is_request(self) -> bool:
        return bool(self.assignee) or self.overdue

    def keys_among(self, keys: Iterable[UUID]) -> set[UUID]:
        """Return the keys of the events that have such a language, in a bounded number of queries.

        States are derived, and only those of events with such a request; of requests the database
        knows.
        """
        requested = self._requested() if self._is_request else None
        among = set(keys)
        if requested is not None:
            among &= {key for key, _tag in requested}
        if not self.states:
            return among
        return {
            key
            for key, language in targets_in(self.states, among)
            if (not self.languages or language in self.languages)
            and (requested is None or (key, language) in requested)
        }

    def _requested(self) -> set[Target]:
        rows = TranslationRequest.objects
        found = rows.overdue() if self.overdue else rows.open()
        if self.assignee == ME:
            found = found.assigned_to(self.user)
        elif self.assignee == NOBODY:
            found = found.filter(person=None, team=None)
        elif self.assignee:
            person, team = Assignees().find(self.assignee)
            found = found.filter(person=person) if person else found.filter(team=team)
        targets = {
            (key, normalise_tag(code))
            for key, code in found.values_list("group", "locale__language_code")
        }
        return {each for each in targets if not self.languages or each[1] in self.languages}
