"""The calendar, the feeds and the tables of a list: "subscribe to what you see"."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.feeds.addresses import register_files
from wagtail_migration_events.feeds.selection import Selection
from wagtail_migration_events.listings.index_page import EventIndexPageMixin


def register_list_address() -> None:
    """Give every list of events files which take the same query string as the list."""
    register_files(EventIndexPageMixin, _events_of_list)


def _events_of_list(page: Any, request: HttpRequest) -> Selection:
    listing = page.get_listing(request)
    return Selection(page, listing.search, listing.problems)
