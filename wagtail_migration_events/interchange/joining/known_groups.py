"""Which groups of pages the rows of an event have become, in this run and in those before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model, base_pages_with
from wagtail_migration_events.interchange.pages.places import Place
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.rules.addresses import same_event
from wagtail_migration_events.interchange.rules.draft import Draft
from wagtail_migration_events.interchange.source.cells import plain_cell
from wagtail_migration_events.interchange.source.source_event import (
    RowRefused,
    SourceEvent,
    group_name,
)

SAME_EVENT = "one-event-several-addresses"


class KnownGroups:
    """Knows events by what their rows have in common (``SourceEvent.group``).

    :param without: names of rules that are switched off.
    """

    def __init__(self, without: Collection[str] = ()) -> None:
        self.by_address = SAME_EVENT not in without
        self._earlier: dict[tuple[str, str], Any] | None = None
        self._keys: dict[tuple[str, str], Any] = {}
        self._taken: set[tuple[Any, int]] = set()

    def key_of(self, event: SourceEvent) -> Any:
        """Return the translation key of an event that has a page; None if it is new."""
        if self._earlier is None:
            self._earlier = self._read_earlier()
        known = self._keys.get(event.group_name) or self._earlier.get(event.group_name)
        if known is None and event.key:
            pages = base_pages_with(EventPageMixin).filter(translation_key=event.key)
            known = pages.values_list("translation_key", flat=True).first()
        return known

    def own_page(self, event: SourceEvent, place: Place) -> Any:
        """Return the base page of a row that names an event of this site by its key, or None."""
        if not event.key:
            return None
        pages = base_pages_with(EventPageMixin).filter(translation_key=event.key, alias_of=None)
        return pages.filter(locale=place.locale).first()

    def page_in(self, key: Any, place: Place) -> Any:
        """Return the base page that stands for an event in a language already, or None.

        :raises RowRefused: if another row has become that page.
        """
        pages = base_page_model().objects.filter(translation_key=key, locale=place.locale)
        page = pages.first()
        is_taken = (key, place.locale.pk) in self._taken
        if is_taken or (page and ImportRecord.objects.filter(page=page).exists()):
            message = _(
                "Another row has become the page of this event in “%(lang)s”. Correct "
                "the language, or what translations share."
            )
            raise RowRefused(message % {"lang": place.locale.language_code})
        return page

    def remember(self, event: SourceEvent, key: Any, place: Place) -> None:
        """Take in that a row of this run has become a page of a group."""
        self._keys[event.group_name] = key
        self._taken.add((key, place.locale.pk))

    def remembered(self) -> tuple[Any, Any]:
        """Return what was taken in so far, to go back to it if rows are undone."""
        return self._keys.copy(), self._taken.copy()

    def go_back_to(self, before: tuple[Any, Any]) -> None:
        self._keys, self._taken = before

    def _read_earlier(self) -> dict[tuple[str, str], Any]:
        """Read the groups of earlier rows; what they have in common is kept only in the rows."""
        found: dict[tuple[str, str], Any] = {}
        records = ImportRecord.objects.filter(page__isnull=False).order_by("pk")
        columns = ("source", "external_id", "raw", "page__translation_key")
        for source, identifier, row, key in records.values_list(*columns).iterator():
            draft = Draft(dict(row))
            if self.by_address:
                same_event(draft)
            group = plain_cell(draft.row.get("group")) or identifier
            found.setdefault(group_name(source, group), key)
        return found
