"""What a new page keeps of the one that it comes from: its slug, its owner and its publication."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from wagtail_migration_events.interchange.pages.publishing import slug_from_address
from wagtail_migration_events.interchange.source.source_event import SourceEvent


def slug_in(event: SourceEvent) -> str:
    """Return the slug that an event had where it stood before, or "" if none is known."""
    if event.key:  # of our own pages the address ends in the slug, however short that is
        return slug_from_address(event.old_address, fewest_words=1)
    return slug_from_address(event.old_address)


def keep_past(page: Any, event: SourceEvent, *, live: bool) -> None:
    """Give a page that is not saved its owner, and the moments at which it was published.

    :param live: a draft has not been published, whatever it was before.
    """
    if event.owner:
        users = get_user_model()
        page.owner = users.objects.filter(**{users.USERNAME_FIELD: event.owner}).first()
    if live:
        page.first_published_at = event.first_published_at
        page.last_published_at = event.last_published_at
