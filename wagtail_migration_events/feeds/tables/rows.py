"""From event pages to rows, with what all of them need read at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.group import read_groups
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.links.addresses import page_address
from wagtail_migration_events.groups.resolution import keys_to_show
from wagtail_migration_events.organizers.names import OrganizerName, organizer_names
from wagtail_migration_events.organizers.resolution import load_links


@dataclass(frozen=True)
class EventRow:
    """One event, and what its columns say of other pages: nothing of those not to be shown.

    Attributes:
        url: with scheme and host.
        organizers: pairs of the code and the role, in the order of the event.
        part_of: keys of umbrella events.
    """

    page: Any
    url: str
    organizers: tuple[tuple[str, str], ...]
    part_of: tuple[str, ...]


def event_rows(
    pages: Iterable[Any], language: str, request: HttpRequest | None = None
) -> Iterator[EventRow]:
    """Yield a row for each event, in a number of queries that does not depend on theirs.

    :param pages: specific event pages, each of which this visitor may see.
    :param language: BCP 47 tag of the reader's language.
    """
    pages = list(pages)
    read_groups(pages)
    load_links(pages)
    organizers = {str(link.organizer) for page in pages for link in _links(page)}
    names = organizer_names(organizers, language, request)
    umbrellas = keys_to_show(
        (key for page in pages for key in _part_of(page)), EventPageMixin, request
    )
    for page in pages:
        yield EventRow(
            page,
            page_address(page, request),
            tuple(_organizers(page, names)),
            tuple(key for key in _part_of(page) if key in umbrellas),
        )


def _organizers(page: Any, names: Mapping[str, OrganizerName]) -> Iterator[tuple[str, str]]:
    for link in _links(page):
        if name := names.get(str(link.organizer)):
            yield name.code or str(link.organizer), link.role


def _links(page: Any) -> list[Any]:
    return list(page.organizer_links.all()) if hasattr(page, "organizer_links") else []


def _part_of(page: Any) -> list[str]:
    return [str(key) for key in getattr(page, "part_of", None) or []]
