"""Finding the larger event that a source names by its title."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.umbrella import part_of_errors
from wagtail_migration_events.groups.page_model import base_pages_with
from wagtail_migration_events.organizers.same_name import comparable_name


class EventTitles:
    """The titles of all events, in every language, and the groups they belong to."""

    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._all: set[str] = set()
        pages = base_pages_with(EventPageMixin)
        for title, key in pages.values_list("title", "translation_key"):
            self.remember(title, str(key))

    def remember(self, title: str, key: str) -> None:
        """Take in an event that was imported since."""
        self._keys[comparable_name(title)].add(key)
        self._all.add(key)

    def has(self, key: str) -> bool:
        """Whether there is an event with that key."""
        return key in self._all

    def find(self, title: str, part: str) -> str | None:
        """Return the key of the only event with that title; None if there is none, or several.

        :param part: the key of the event that is a part. What is itself, or is part of it, is
            never its umbrella.
        """
        keys = self._keys.get(comparable_name(title), set()) - {part}
        if not title or len(keys) != 1:
            return None
        claim = SimpleNamespace(translation_key=part, part_of=list(keys))
        return None if part_of_errors(claim, EventPageMixin) else next(iter(keys))
