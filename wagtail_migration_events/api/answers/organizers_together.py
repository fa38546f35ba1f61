"""Organizer pages that are answered together, and what belongs to them, each read once for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Q

from wagtail_migration_events.api.asking.addresses import EVENTS, api_address, organizer_address
from wagtail_migration_events.api.asking.endpoint import Reader
from wagtail_migration_events.api.asking.language import coded, term, text
from wagtail_migration_events.api.content.images import images_of, renditions_of
from wagtail_migration_events.events.display.participation import web_link
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.groups.resolution import (
    SOURCE_LOCALES,
    GroupPage,
    source_of,
    text_language,
)
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.organizers.mixin import OrganizerKind
from wagtail_migration_events.organizers.names import OrganizerName, organizer_names
from wagtail_migration_events.vocabularies.languages import normalise_tag
from wagtail_migration_events.vocabularies.registry import get_vocabulary


class OrganizersTogether:
    """However many organizers there are, the number of queries is the same.

    :param renditions: names of the sizes in which logos are wanted.
    """

    def __init__(
        self, entries: Sequence[GroupPage], reader: Reader, renditions: Collection[str]
    ) -> None:
        self.entries = entries
        self.reader = reader
        self.language = reader.language
        self.request = reader.request
        self.renditions = renditions
        self.pages = [entry.page for entry in entries]

    def answers(self) -> list[dict[str, Any]]:
        return [self._answer(entry) for entry in self.entries]

    def _answer(self, entry: GroupPage) -> dict[str, Any]:
        page = entry.page
        key = source_of(page).translation_key
        country = getattr(page, "country", None)
        return {
            "code": page.code,
            "key": key,
            "locale": normalise_tag(page.locale.language_code),
            "url": page_address(page, self.request),
            "href": self._href(page.code or key),
            "name": text(page.title, entry.language, self.language),
            "acronym": page.acronym or "",
            "kind": coded(page.kind, OrganizerKind),
            "country": term(get_vocabulary("areas").term(country), self.language)
            if country
            else None,
            "website": web_link(page.website) or None,
            "logo": self._logo(entry),
            "parent_organization": self._parent(page.parent_organization),
            "translations": [self._translation(each) for each in self._translations[str(key)]],
            "events": {
                "count": self._numbers.get(str(key), 0),
                "href": api_address(
                    self.request,
                    EVENTS,
                    {"organizer": page.code, "when": When.ALL, "locale": self.language},
                ),
            },
        }

    def _href(self, code: Any) -> str:
        return organizer_address(self.request, code, self.language)

    def _logo(self, entry: GroupPage) -> dict[str, Any] | None:
        image = self._logos.get(entry.page.pk)
        if image is None:
            return None
        return {
            "alt": text(entry.page.title, entry.language, self.language),
            "renditions": renditions_of(image, self.renditions, self.request),
        }

    def _parent(self, key: Any) -> dict[str, Any] | None:
        name = self._parents.get(str(key))
        if name is None:
            return None
        return {
            "code": name.code,
            "key": key,
            "name": text(name.full.text, name.full.language, self.language),
            "href": self._href(name.code or key),
        }

    def _translation(self, page: Any) -> dict[str, str]:
        return {
            "locale": normalise_tag(page.locale.language_code),
            "language": text_language(page),
            "url": page_address(page, self.request),
        }

    @cached_property
    def _logos(self) -> Mapping[int, Any]:
        return images_of(self.pages, self.renditions, lambda page: page.logo_id)

    @cached_property
    def _parents(self) -> Mapping[str, OrganizerName]:
        keys = {str(page.parent_organization) for page in self.pages if page.parent_organization}
        return organizer_names(keys, self.language, self.request, self.reader.paths)

    @cached_property
    def _translations(self) -> Mapping[str, list[Any]]:
        """The visible pages of each group here, by key, with what their language is read from."""
        keys = {source_of(page).translation_key for page in self.pages}
        shown = Q(translation_key__in=keys) & self.reader.may_see
        pages = base_page_model().objects.filter(shown)
        found = defaultdict(list)
        for page in pages.select_related("locale", *SOURCE_LOCALES).order_by("pk"):
            found[str(page.translation_key)].append(page)
        return found

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """How many events each organizer of the site has, by its key."""
        scope = Scope(self.language, self.request, self.reader.paths)
        return EventSearch(EventFilters(When.ALL), scope).numbers_with("organizer")
