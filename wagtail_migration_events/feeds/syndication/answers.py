"""The feed of a selection as an answer to a request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid5

from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_migration_events.feeds.selection import Selection
from wagtail_migration_events.feeds.syndication.formats import AtomOfEvents, RssOfEvents
from wagtail_migration_events.feeds.syndication.items import LONG_AGO, feed_items
from wagtail_migration_events.groups.links.addresses import format_address, page_address
from wagtail_migration_events.text_checks import fit_for_xml

#: More than anybody reads between two visits of a program that comes once a day.
MOST_ITEMS = 50


def rss_feed(selection: Selection) -> HttpResponse:
    return _answer(RssOfEvents, selection, "feed.rss")


def atom_feed(selection: Selection) -> HttpResponse:
    return _answer(AtomOfEvents, selection, "feed.atom")


def _answer(kind: type[RssOfEvents | AtomOfEvents], selection: Selection, name: str) -> Any:
    feed = kind(**_about(selection, name))
    for item in feed_items(selection.newest(MOST_ITEMS), selection.language, selection.request):
        feed.add_item(**item)
    response = HttpResponse(content_type=feed.content_type)
    response.headers["X-Robots-Tag"] = "noindex"
    feed.write(response, "utf-8")
    return response


def _about(selection: Selection, name: str) -> dict[str, Any]:
    page, request, query = selection.page, selection.request, selection.query
    site = Site.find_for_request(request) if request else None
    site_name = fit_for_xml(site.site_name or site.hostname) if site else ""
    title = fit_for_xml(page.title)
    description = fit_for_xml(" ".join(_sentences(selection)))
    # Each language and each choice of filters is a feed of its own (RFC 4287 §4.2.6).
    identifier = uuid5(page.translation_key, f"{selection.language}{query}")
    return {
        "title": f"{title} – {site_name}" if site_name else title,
        "link": f"{page_address(page, request)}{query}",
        "description": description,
        "subtitle": description,
        "language": selection.language,
        "author_name": site_name or title,
        "feed_url": f"{format_address(page, name, request)}{query}",
        "feed_guid": f"urn:uuid:{identifier}",
        "unchanged_since": page.last_published_at or LONG_AGO,
    }


def _sentences(selection: Selection) -> Iterator[str]:
    """Say what stands in the feed, and why there is nothing if there is nothing."""
    yield _("Events in the order in which they were published here, the newest first.")
    for problem in selection.problems:
        yield problem.message
    if not selection.found:
        yield _("No event has all of this.") if selection.query else _("No events yet.")
