"""The calendar of a list: "subscribe to what you see"."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from wagtail_migration_events.feeds.addresses import FEED_FILE, feed
from wagtail_migration_events.groups.page_formats import register_page_format
from wagtail_migration_events.listings.index_page import EventIndexPageMixin


def register_list_address() -> None:
    """Give every list of events ``feed.ics``, which takes the same query string as the list."""
    register_page_format(FEED_FILE, EventIndexPageMixin, _feed)


def _feed(page: Any, request: HttpRequest) -> HttpResponse:
    return feed(page.get_listing(request).search, page)
