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
    links = links_of(events)
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


def links_of(events: Iterable[Any]) -> dict[Any, list[Any]]:
    """Return the organizer links of each event in their order, by the event's primary key.

    They are read in one query for each class, for who only looks at them: the pages do not get to
    know them, which takes longer.
    """
    found: dict[Any, list[Any]] = {}
    unread: dict[type, list[Any]] = {}
    for event in events:
        found[event.pk] = _own_rows(event).get("organizer_links", [])
        if _must_read(event):
            unread.setdefault(type(event), []).append(event.pk)
    for model, keys in unread.items():
        link: Any = model.organizer_links.rel  # type: ignore[attr-defined]
        name = link.field.name
        for row in link.related_model.objects.filter(**{f"{name}__in": keys}):
            found[getattr(row, link.field.attname)].append(row)
    return found


def load_links(events: Iterable[Any]) -> None:
    """Read the organizer links of many events, in one query for each class."""
    by_class: dict[type, list[Any]] = {}
    for event in events:
        if _must_read(event):
            by_class.setdefault(type(event), []).append(event)
    for same_class in by_class.values():
        prefetch_related_objects(same_class, "organizer_links")


def _own_rows(event: Any) -> dict[str, Any]:
    return getattr(event, "_cluster_related_objects", None) or {}


def _must_read(event: Any) -> bool:
    # A page that is not saved yet, or stands for a revision, holds its rows itself.
    return hasattr(event, "organizer_links") and "organizer_links" not in _own_rows(event)
