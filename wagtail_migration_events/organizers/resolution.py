"""The organizers of events, in the language of a reader, for one page or for a whole list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from wagtail_migration_events.groups.resolution import GroupPage, resolve_groups
from wagtail_migration_events.organizers.mixin import OrganizerPageMixin


@dataclass(frozen=True)
class EventOrganizer:
    """An organizer of an event: the page to show, in which language, and in which role."""

    organizer: GroupPage
    role: str
    role_label: str

    @property
    def page(self) -> Any:
        return self.organizer.page

    @property
    def name(self) -> str:
        return str(self.page.title)


def organizers_of(
    events: Iterable[Any], language: str, request: HttpRequest | None = None
) -> dict[Any, list[EventOrganizer]]:
    """Return the organizers of each event, in their order, by the event's primary key.

    :param events: specific event pages; one whose class has no organizer links gets none.
    :param language: BCP 47 tag of the reader's language.
    :return: organizers whose page nobody may see are left out.
    """
    events = list(events)
    load_links(events)
    links = {event.pk: _links(event) for event in events}
    keys = {str(link.organizer) for rows in links.values() for link in rows}
    pages = resolve_groups(keys, OrganizerPageMixin, language, request)
    return {
        pk: [
            EventOrganizer(pages[str(link.organizer)], link.role, str(link.get_role_display()))
            for link in rows
            if str(link.organizer) in pages
        ]
        for pk, rows in links.items()
    }


def load_links(events: Iterable[Any]) -> None:
    """Read the organizer links of many events, in one query for each class."""
    by_class: dict[type, list[Any]] = {}
    for event in events:
        # A page that is not saved yet, or stands for a revision, holds its rows itself.
        if hasattr(event, "organizer_links") and "organizer_links" not in _own_rows(event):
            by_class.setdefault(type(event), []).append(event)
    for same_class in by_class.values():
        prefetch_related_objects(same_class, "organizer_links")


def _own_rows(event: Any) -> dict[str, Any]:
    return getattr(event, "_cluster_related_objects", None) or {}


def _links(event: Any) -> list[Any]:
    manager = getattr(event, "organizer_links", None)
    return [] if manager is None else list(manager.all())
