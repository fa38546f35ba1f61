"""The events that an organizer holds or helps to hold."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as PaginatedPage
from django.http import HttpRequest

from wagtail_migration_events.events.listing import (
    ListedEvent,
    Narrow,
    list_events,
    pages_of_site,
)
from wagtail_migration_events.groups.resolution import source_of


def held_by(key: Any) -> Narrow:
    """Keep the events that link to the organizer's group ``key``, in any role."""

    def narrow(pages: Any) -> Any:
        if not hasattr(pages.model, "organizer_links"):
            return pages.none()
        return pages.filter(organizer_links__organizer=key)

    return narrow


def events_of_organizer(
    organizer: Any, language: str, request: HttpRequest, page_number: Any = 1
) -> PaginatedPage[ListedEvent]:
    """Return one page of the organizer's events on the Wagtail Site that was asked.

    :param language: BCP 47 tag of the reader's language.
    :param page_number: as it came in.
    """
    of_site = pages_of_site(request)
    of_organizer = held_by(source_of(organizer).translation_key)
    return list_events(lambda pages: of_organizer(of_site(pages)), language, request, page_number)
