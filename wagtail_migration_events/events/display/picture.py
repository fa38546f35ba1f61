"""The image of an event, in the form in which other sites show it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.sharing.unless_set import shared_value
from wagtail_migration_events.groups.links.pictures import Picture, picture

#: The proportions that social networks and search engines ask for.
SIZE = "fill-1200x630"
_KNOWN = "_events_picture"


def event_picture(event: Any, request: HttpRequest | None = None) -> Picture | None:
    """Return the event's own image, else that of its source. A request reads it once."""
    known: dict[Any, Picture | None] = getattr(request, _KNOWN, {})
    if event.pk not in known:
        alt = str(getattr(event, "image_alt", "") or "")
        found = picture(shared_value(event, "image") or None, SIZE, alt, request)
        known = known | {event.pk: found}
        if request is not None:
            setattr(request, _KNOWN, known)
    return known[event.pk]
