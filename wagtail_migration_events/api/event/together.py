"""Event pages that are answered together, and what belongs to them, each read once for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Q

from wagtail_migration_events.api.asking.addresses import organizer_address
from wagtail_migration_events.api.asking.endpoint import Reader
from wagtail_migration_events.api.content.images import images_of
from wagtail_migration_events.events.freshness.staleness import stale_names
from wagtail_migration_events.events.group import group_of, read_groups
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.sharing.unless_set import shared_key
from wagtail_migration_events.groups.page_model import base_pages_with
from wagtail_migration_events.groups.resolution import GroupPage, source_of, specific_pages
from wagtail_migration_events.groups.titles import best_labels
from wagtail_migration_events.groups.written_language import learn_written_languages
from wagtail_migration_events.organizers.names import OrganizerName, organizer_names
from wagtail_migration_events.organizers.resolution import links_of
from wagtail_migration_events.vocabularies.terms import Label

#: Beside what any page has: what its text was made from, and whether it came from elsewhere.
READ_OF_TRANSLATIONS = ("text_basis", "external_source")


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
        self._hrefs: dict[Any, str] = {}
        read_groups(self.pages)

    @property
    def language(self) -> str:
        return self.reader.language

    @property
    def request(self) -> Any:
        return self.reader.request

    @cached_property
    def organizer_links(self) -> Mapping[Any, list[Any]]:
        """The rows that link each event to its organizers, by the primary key of its page."""
        return links_of(self.pages)

    @cached_property
    def organizers(self) -> Mapping[str, OrganizerName]:
        """The names of the organizers that are public on this Wagtail Site, by key."""
        links = (link for rows in self.organizer_links.values() for link in rows)
        keys = {str(link.organizer) for link in links}
        return organizer_names(keys, self.language, self.request, self.reader.paths)

    def organizer_href(self, code: Any) -> str:
        """Return where the API tells of an organizer, which many events may have."""
        if code not in self._hrefs:
            self._hrefs[code] = organizer_address(self.request, code, self.language)
        return self._hrefs[code]

    @cached_property
    def umbrellas(self) -> Mapping[str, tuple[Label, tuple[Any, ...]]]:
        """The titles of the visible events of this Site that these are part of, by key."""
        keys = {str(key) for page in self.pages for key in getattr(page, "part_of", None) or []}
        if not keys:
            return {}
        shown = Q(translation_key__in=keys) & self.reader.may_see
        return best_labels(base_pages_with(EventPageMixin).filter(shown), self.language)

    @cached_property
    def images(self) -> Mapping[int, Any]:
        """The image of each event that has one, by the primary key of its page."""
        return images_of(self.pages, self.renditions, lambda page: shared_key(page, "image"))

    @cached_property
    def translations(self) -> Mapping[str, list[Any]]:
        """The visible pages of each group here, by key, with what their language is read from."""
        keys = {source_of(page).translation_key for page in self.pages}
        shown = Q(translation_key__in=keys) & self.reader.may_see
        pages = specific_pages(EventPageMixin, shown, only=READ_OF_TRANSLATIONS)
        found = defaultdict(list)
        for page in sorted(pages, key=lambda each: int(each.pk)):
            found[str(page.translation_key)].append(page)
        learn_written_languages(pages)
        return found

    @cached_property
    def stale_names(self) -> Mapping[int, list[str]]:
        """The names of the stale texts of each translation, by primary key."""
        groups = [group_of(page) for page in self.pages]
        pages = [page for pages in self.translations.values() for page in pages]
        return stale_names(pages, {group.pk: group for group in groups if group})
