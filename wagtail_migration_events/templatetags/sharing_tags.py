"""The tags for search engines, social media and calendars; they belong to the one library."""

from __future__ import annotations

from typing import Any

from django.template import Context

from wagtail_migration_events.events.display.picture import event_picture
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.feeds import calendar_offers, json_ld
from wagtail_migration_events.feeds.calendar_links import webcal_address
from wagtail_migration_events.groups.links import canonical, language_links
from wagtail_migration_events.groups.links import social_locale as networks
from wagtail_migration_events.groups.links.addresses import format_address
from wagtail_migration_events.groups.links.pictures import Picture, picture
from wagtail_migration_events.groups.resolution import text_language
from wagtail_migration_events.templatetags.reader import reader_language, request_of

#: Logos are shown whole.
LOGO_SIZE = "max-1200x630"


def canonical_address(context: Context, page: Any) -> str:
    """Return the address under which search engines should know the page."""
    return canonical.canonical_address(page, request_of(context))


def page_alternates(context: Context, page: Any) -> list[canonical.Alternate]:
    """Return the page in all languages in which it really is: ``each.language``, ``each.url``."""
    return canonical.alternates_of(page, request_of(context))


def social_picture(context: Context, page: Any) -> Picture | None:
    """Return the image of an event, or the logo of an organizer, to be shown on other sites."""
    request = request_of(context)
    if isinstance(page, EventPageMixin):
        return event_picture(page, request)
    return picture(getattr(page, "logo", None), LOGO_SIZE, "", request)


def social_locales(context: Context, page: Any) -> list[str]:
    """Return the locale of the page's text as Open Graph writes it, then those it is also in."""
    links = language_links.language_links(page, request_of(context))
    others = [link.tag for link in links if link.is_translated and not link.is_current]
    found = [networks.social_locale(tag) for tag in (text_language(page), *others)]
    return list(dict.fromkeys(filter(None, found)))


def event_calendars(context: Context, page: Any) -> list[calendar_offers.CalendarOffer]:
    """Return the links by which a reader puts the event into a calendar."""
    return calendar_offers.calendar_offers(page, request_of(context))


def webcal_url(context: Context, page: Any, name: str) -> str:
    """Return the address of a calendar of the page for the reader's calendar program."""
    return webcal_address(format_address(page, name, request_of(context)))


def event_json_ld(context: Context, page: Any, listing: Any = None) -> str:
    """Write the event for search engines; nothing where no day is known, for they refuse that.

    ``listing``: the events that are part of it, as ``event_parts`` returns them.
    """
    is_whole = listing is not None and not listing.is_filtered
    parts = [entry.page for entry in listing.events] if is_whole and listing.count else []
    data = json_ld.event_json_ld(page, reader_language(context), request_of(context), parts)
    return json_ld.as_script(data) if "startDate" in data else ""


TAGS = (
    canonical_address,
    page_alternates,
    social_picture,
    social_locales,
    event_calendars,
    webcal_url,
    event_json_ld,
)
