"""Organizers as Wagtail's page API names them: those that anybody may see, by their code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from wagtail_migration_events.events.page_api.serializers import choice_and_label
from wagtail_migration_events.events.page_api.together import register_reader
from wagtail_migration_events.organizers.links import OrganizerRole
from wagtail_migration_events.organizers.names import OrganizerName, organizer_names
from wagtail_migration_events.organizers.resolution import load_links

Names = dict[str, dict[str, OrganizerName]]


def register_readers() -> None:
    """Let the page API read organizers for all pages of a list at once."""
    register_reader("organizer_links", organizer_rows)
    register_reader("parent_organization", _parents)
    register_reader("logo", _logos)


def organizer_rows(events: list[Any]) -> list[list[dict[str, Any]]]:
    """Return the organizers of each event, with their role, in the language of the event's page."""
    load_links(events)
    links = [list(event.organizer_links.all()) for event in events]
    names = _names(
        (event, str(link.organizer))
        for event, rows in zip(events, links, strict=True)
        for link in rows
    )
    return [
        _rows(rows, event.locale.language_code, names.get(event.locale.language_code, {}))
        for event, rows in zip(events, links, strict=True)
    ]


def _rows(links: list[Any], language: str, names: dict[str, OrganizerName]) -> list[dict[str, Any]]:
    return [
        {
            "organizer": name.code or str(link.organizer),
            "name": name.full.text,
            "language": name.full.language,
            "role": choice_and_label(OrganizerRole, link.role, language),
        }
        for link in links
        if (name := names.get(str(link.organizer)))
    ]


def _names(asked: Iterable[tuple[Any, str]]) -> Names:
    """Read names by language; without a request, so only of what the whole public may see."""
    keys: dict[str, set[str]] = {}
    for page, key in asked:
        keys.setdefault(page.locale.language_code, set()).add(key)
    return {language: organizer_names(each, language) for language, each in keys.items()}


def _parents(organizers: list[Any]) -> list[str | None]:
    parents = [(page, str(page.parent_organization or "")) for page in organizers]
    names = _names((page, key) for page, key in parents if key)
    found = [names.get(page.locale.language_code, {}).get(key) for page, key in parents]
    return [
        (name.code or key) if name else None
        for name, (_page, key) in zip(found, parents, strict=True)
    ]


def _logos(organizers: list[Any]) -> list[Any]:
    prefetch_related_objects(organizers, "logo")
    return [page.logo for page in organizers]
