"""The organizers of the site by name, and new ones for names that nobody has yet."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_migration_events.groups.page_model import page_models_with
from wagtail_migration_events.interchange.pages.places import organizer_place
from wagtail_migration_events.interchange.pages.publishing import TREE_FIELDS, add_page
from wagtail_migration_events.interchange.source.source_event import SourceEvent, quoted
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin
from wagtail_migration_events.organizers.same_name import (
    comparable_name,
    is_same_body,
    split_acronym,
)


class OrganizerDirectory:
    """Finds the group of an organizer by what a source calls it.

    :param dry_run: remember new organizers instead of making pages for them.
    :param publish: publish those pages, instead of leaving them drafts.
    :param made: takes in the primary keys of those pages.
    """

    def __init__(
        self, *, dry_run: bool = False, publish: bool = True, made: list[Any] | None = None
    ) -> None:
        self.dry_run = dry_run
        self.publish = publish
        self._made = [] if made is None else made
        self.reload()

    def reload(self) -> None:
        """Read the names of all organizers, in every language, live or not."""
        self._titles: dict[str, list[str]] = defaultdict(list)
        self._acronyms: dict[str, list[str]] = defaultdict(list)
        self.titles: set[str] = set()
        self._title_by_key: dict[str, str] = {}
        for model in page_models_with(OrganizerPageMixin):
            rows = model.objects.order_by("pk")
            for key, *names in rows.values_list("translation_key", "title", "acronym", "code"):
                self._remember(str(key), *names)

    def keys_for(self, event: SourceEvent) -> list[str]:
        """Return the keys of an event's organizers, making those that are new.

        :raises RowRefused: if there is no page below which a new organizer could stand.
        """
        keys = []
        for name in event.organizers:
            key = self.find(name)
            if key is None:
                try:
                    key = self._add(name, event)
                except ValidationError as error:
                    message = _("organizers: “%(name)s” was refused. %(reason)s")
                    reason = " ".join(error.messages)
                    event.refused.append(message % {"name": quoted(name), "reason": reason})
                    continue
            if key in keys:
                message = _("organizers: “%(name)s” is listed already under another name.")
                event.notes.append(message % {"name": quoted(name)})
                continue
            keys.append(key)
        return keys

    def roles_for(self, event: SourceEvent) -> dict[str, str]:
        """Return by key the roles that somebody has decided on for an event's organizers."""
        found = ((self.find(name), role) for name, role in event.roles.items())
        return {key: role for key, role in found if key}

    def find(self, name: str) -> str | None:
        """Return the key of the organizer that the name means, or None.

        An acronym that several organizers share means none of them.
        """
        if name in self._title_by_key:
            return name  # a table of our own names by its key what has no code
        full, acronym = split_acronym(name)
        for title in (comparable_name(name), comparable_name(full)):
            if title in self._titles:
                return self._titles[title][0]
        called = self._acronyms.get(comparable_name(acronym or name), [])
        if acronym:
            called = [key for key in called if self._may_be(key, full, acronym)]
        return called[0] if len(called) == 1 else None

    def title_of(self, key: str) -> str:
        """Return what an organizer is called, in the language of its first page."""
        return self._title_by_key.get(key, key)

    def _may_be(self, key: str, full: str, acronym: str) -> bool:
        titles = [title for title, keys in self._titles.items() if key in keys]
        wanted = comparable_name(full)
        return any(
            title == comparable_name(acronym) or is_same_body(title, wanted) for title in titles
        )

    def _remember(self, key: str, title: str, acronym: str = "", code: str = "") -> None:
        self.titles.add(title)
        self._title_by_key.setdefault(key, title)
        full, in_brackets = split_acronym(title)
        for name in (title, full):
            _put(self._titles, name, key)
        for name in (acronym, in_brackets, code):
            _put(self._acronyms, name, key)

    def _add(self, name: str, event: SourceEvent) -> str:
        acronym = split_acronym(name)[1]
        place = organizer_place(event.text_language, event.language)
        page: Any = place.page_class(title=name, acronym=acronym, locale=place.locale)
        page.translation_key = uuid.uuid4()
        page.full_clean(exclude=TREE_FIELDS)
        key = str(page.translation_key)
        if not self.dry_run:
            add_page(page, place.parent(), live=self.publish)
            self._made.append(page.pk)
        self._remember(key, name, acronym, page.code)
        event.notes.append(_("new organizer: %(name)s") % {"name": quoted(name)})
        return key


def _put(names: dict[str, list[str]], name: str, key: str) -> None:
    form = comparable_name(name)
    if form and key not in names[form]:
        names[form].append(key)
