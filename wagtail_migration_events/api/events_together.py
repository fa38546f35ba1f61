"""Event pages that are answered together, and what belongs to them, each read once for all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from wagtail_migration_events.api.endpoint import Reader
from wagtail_migration_events.api.event_field import event_fields
from wagtail_migration_events.api.images import images_of
from wagtail_migration_events.api.translated_pages import pages_by_key
from wagtail_migration_events.events.freshness.staleness import stale_names_by_page
from wagtail_migration_events.events.group import read_groups
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.sharing.unless_set import shared_key
from wagtail_migration_events.groups.page_model import base_page_model, page_models_with
from wagtail_migration_events.groups.resolution import (
    GroupPage,
    source_of,
)
from wagtail_migration_events.groups.titles import best_labels
from wagtail_migration_events.groups.visibility import visible
from wagtail_migration_events.organizers.resolution import EventOrganizer, organizers_of
from wagtail_migration_events.vocabularies.terms import Label


class EventsTogether:
    """However many events there are, the number of queries is the same.

    :param renditions: names of the sizes in which images are wanted.
    """

    def __init__(
        self, events: Sequence[GroupPage], reader: Reader, renditions: Collection[str] = ()
    ) -> None:
        self.events = events
        self.reader = reader
        self.renditions = tuple(renditions)
        self.pages: list[Any] = [event.page for event in events]
        read_groups(self.pages)

    @property
    def language(self) -> str:
        return self.reader.language

    @property
    def request(self) -> Any:
        return self.reader.request

    def answers(self, names: Collection[str]) -> list[dict[str, Any]]:
        """Return these fields of each event."""
        fields = event_fields(of_list=False)
        wanted = [fields[name] for name in names]
        return [{field.name: field.value(event, self) for field in wanted} for event in self.events]

    @cached_property
    def organizers(self) -> Mapping[Any, list[EventOrganizer]]:
        """The visible organizers of each event, by the primary key of its page."""
        return organizers_of(self.pages, self.language, self.request)

    @cached_property
    def umbrellas(self) -> Mapping[str, tuple[Label, tuple[Any, ...]]]:
        """The titles of the visible events that these are part of, by key."""
        keys = {str(key) for page in self.pages for key in getattr(page, "part_of", None) or []}
        if not keys:
            return {}
        pages = base_page_model().objects.type(EventPageMixin).filter(translation_key__in=keys)
        return best_labels(visible(pages, self.request), self.language)

    @cached_property
    def images(self) -> Mapping[int, Any]:
        """The image of each event that has one, by the primary key of its page."""
        return images_of(self.pages, self.renditions, lambda page: shared_key(page, "image"))

    @cached_property
    def translations(self) -> Mapping[str, list[Any]]:
        """The visible pages of each group, by key, with what their language is read from."""
        return pages_by_key({source_of(page).translation_key for page in self.pages}, self.request)

    @cached_property
    def stale_names(self) -> Mapping[int, list[str]]:
        """The names of the stale texts of each page, by primary key."""
        keys = {source_of(page).translation_key for page in self.pages}
        found: dict[int, list[str]] = {}
        for model in page_models_with(EventPageMixin):
            found |= stale_names_by_page(model, keys)
        return found
