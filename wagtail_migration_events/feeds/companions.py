"""What stands in the component of an event beside what its own page says, read for many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from wagtail_migration_events.events.group import EventGroup, groups_by_key, read_groups
from wagtail_migration_events.groups.resolution import GroupPage
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.umbrella_dates import first_dates
from wagtail_migration_events.organizers.leading import leading_organizers


@dataclass(frozen=True)
class Companions:
    """The organizers and the umbrellas that this visitor may see.

    Attributes:
        organizers: who leads an event, by the primary key of its page.
        umbrellas: the key of the first date of an event, by the key of the event; "" where it is
            one stretch.
    """

    scope: Scope
    groups: Mapping[UUID, EventGroup]
    organizers: Mapping[int, GroupPage]
    umbrellas: dict[str, str]

    @classmethod
    def of(cls, pks: Collection[int], keys: Collection[UUID], scope: Scope) -> Companions:
        """Read what does not depend on the pages themselves.

        :param pks: of the pages of events.
        :param keys: of the events.
        """
        organizers = leading_organizers(pks, scope.language, scope.request)
        return cls(scope, groups_by_key(keys), organizers, {})

    @property
    def language(self) -> str:
        """BCP 47 tag of the reader's language."""
        return self.scope.language

    @property
    def request(self) -> HttpRequest | None:
        return self.scope.request

    def meet(self, pages: Iterable[Any]) -> None:
        """Read what these pages name, in one query at most."""
        pages = list(pages)
        read_groups(pages, self.groups)
        named = {str(key) for page in pages for key in getattr(page, "part_of", None) or ()}
        if unknown := named - self.umbrellas.keys():
            self.umbrellas.update(first_dates(unknown, self.scope))
