"""What stands in the component of an event beside what its own page says, read for many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from wagtail_migration_events.events.display.facts import term_values
from wagtail_migration_events.events.group import EventGroup, read_groups
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import GroupPage
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.umbrella_dates import first_dates
from wagtail_migration_events.organizers.leading import leading_organizers


@dataclass(frozen=True)
class Companions:
    """The groups of events, and the organizers and umbrellas that this visitor may see.

    Attributes:
        pks: of the pages of the events.
        organizers: who leads an event, by the primary key of its page.
        umbrellas: the key of the first date of an event, by the key of the event; "" where it is
            one stretch.
    """

    scope: Scope
    pks: Collection[int]
    groups: Mapping[UUID, EventGroup]
    organizers: dict[int, GroupPage] = field(default_factory=dict)
    umbrellas: dict[str, str] = field(default_factory=dict)
    _classes: set[type] = field(default_factory=set)
    _addresses: dict[int, str] = field(default_factory=dict)
    _terms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """BCP 47 tag of the reader's language."""
        return self.scope.language

    @property
    def request(self) -> HttpRequest | None:
        return self.scope.request

    def meet(self, pages: Sequence[Any]) -> None:
        """Read what belongs to these pages: little that has not been read for those before."""
        read_groups(pages, self.groups)
        for model in {type(page) for page in pages} - self._classes:
            self._classes.add(model)
            found = leading_organizers(model, self.pks, self.language, self.request)
            self.organizers.update(found)
        named = {str(key) for page in pages for key in getattr(page, "part_of", None) or ()}
        if unknown := named - self.umbrellas.keys():
            self.umbrellas.update(first_dates(unknown, self.scope))

    def address_of(self, organizer: Any) -> str:
        """Return where readers find the page of an organizer, who may hold many events."""
        if organizer.pk not in self._addresses:
            self._addresses[organizer.pk] = page_address(organizer, self.request)
        return self._addresses[organizer.pk]

    def terms_of(self, page: Any, name: str) -> list[tuple[str, str]]:
        """Return the terms that a fact holds, each with the language of its label before it.

        Many events have the same: they are looked up once.
        """
        codes = getattr(page, name, None)
        if not codes:
            return []
        known = f"{name} {codes}"
        if known not in self._terms:
            values = term_values(page, name, self.language)
            self._terms[known] = [(each.language or self.language, each.text) for each in values]
        return self._terms[known]
