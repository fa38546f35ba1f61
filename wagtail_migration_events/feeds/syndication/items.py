"""From events to the items of a feed, whatever its format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.display.facts import term_values
from wagtail_migration_events.events.group import last_change, read_groups
from wagtail_migration_events.feeds.syndication.item_text import item_text
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.occurrences.listing import ListedEvent
from wagtail_migration_events.organizers.cards import EventCard, event_cards
from wagtail_migration_events.text_checks import fit_for_xml

CATEGORIES = ("event_type", "gcm_objectives")
#: Atom asks of every entry when it was changed (RFC 4287 §4.2.15); of a page that only code has
#: made live nobody knows it.
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Category:
    """A term of the event: the name of the fact, the code, and its words."""

    fact: str
    code: str
    label: str


def feed_items(
    entries: Sequence[ListedEvent], language: str, request: HttpRequest | None = None
) -> Iterator[dict[str, Any]]:
    """Yield what ``SyndicationFeed.add_item`` takes, with the ``language`` and ``terms`` of each.

    The identifier comes from the key of the event, so it is the same in all languages and for ever.

    :param language: BCP 47 tag of the reader's language.
    """
    read_groups([entry.page for entry in entries])
    for card in event_cards(entries, language, request):
        yield _item(card, language, request)


def _item(card: EventCard, language: str, request: HttpRequest | None) -> dict[str, Any]:
    page = card.page
    published = page.first_published_at
    return {
        "title": fit_for_xml(page.title),
        "link": page_address(page, request),
        "description": fit_for_xml(item_text(card, language)),
        "unique_id": f"urn:uuid:{source_of(page).translation_key}",
        "unique_id_is_permalink": False,
        "pubdate": published,
        "updateddate": last_change(page) or published or LONG_AGO,
        "language": card.language if card.is_fallback else "",
        "terms": list(_categories(page, language)),
    }


def _categories(page: Any, language: str) -> Iterator[Category]:
    for name in CATEGORIES:
        held = getattr(page, name, None) or []
        codes = [held] if isinstance(held, str) else held
        for code, value in zip(codes, term_values(page, name, language), strict=True):
            label = f"{value.number} {value.text}".strip()
            yield Category(name, fit_for_xml(code), fit_for_xml(label))
