"""The parts of umbrella events: in a list that nothing narrows they stand folded below these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from wagtail_migration_events.admin.listing.rows import one_page_per_event, when_in_words
from wagtail_migration_events.events.display.dates import status_label
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.groups.site_locales import attach_locales
from wagtail_migration_events.occurrences.own_facets import UUID_TEXT
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.vocabularies.languages import normalise_tag

#: Of an umbrella with more parts these are unfolded, and a link leads to all.
FIRST = 12
_FACET = "part_of:"


@dataclass(frozen=True)
class Part:
    """One part; ``url`` is "" where the user may not edit it."""

    title: str
    language: str
    url: str
    when: str
    status: str
    live: bool


@dataclass(frozen=True)
class Parts:
    """How many parts an umbrella has, the first of them, and where all of them are listed."""

    number: int
    first: list[Part]
    url: str


@dataclass(frozen=True)
class Umbrellas:
    """Which events of a list are parts of which others in it, as their sources have it.

    Attributes:
        parts: the keys of the parts by that of the umbrella.
        folded: the keys of all parts that are reached from an umbrella which is no part itself.
    """

    parts: Mapping[UUID, Collection[UUID]] = field(default_factory=dict)
    folded: frozenset[UUID] = frozenset()


def umbrellas_among(pages: Any) -> Umbrellas:
    """Read which events are parts of others, in two queries, and in one where none is.

    :param pages: base page rows that the user may see; an umbrella that is not among them folds
        nothing.
    """
    named = _named_umbrellas()
    above = {key for keys in named.values() for key in keys}
    if not above:
        return Umbrellas()
    seen = pages.filter(translation_key__in=[*above, *named]).order_by()
    there = set(seen.values_list("translation_key", flat=True))
    parts: dict[UUID, list[UUID]] = defaultdict(list)
    for part, keys in named.items():
        for key in keys:
            if part in there and key in there and key != part:
                parts[key].append(part)
    return Umbrellas(parts, _folded(parts))


def _named_umbrellas() -> dict[UUID, list[UUID]]:
    """Return the keys that sources of facts name as their umbrellas, by their own."""
    origins = EventGroup.objects.exclude(origin=None).values("origin")
    rows = IndexedCodes.objects.filter(page__in=origins, codes__contains=_FACET)
    return {
        key: [
            UUID(value)
            for each in codes.split()
            if UUID_TEXT.fullmatch(value := each.removeprefix(_FACET))
        ]
        for key, codes in rows.values_list("page__translation_key", "codes")
    }


def _folded(parts: Mapping[UUID, Collection[UUID]]) -> frozenset[UUID]:
    """Return the keys below those that are no parts; a circle of parts stays unfolded."""
    below = {part for each in parts.values() for part in each}
    found: set[UUID] = set()
    new = {key for key in parts if key not in below}
    while new:
        new = {part for key in new for part in parts.get(key, ())} - found
        found |= new
    return frozenset(found)


def attach_parts(
    events: Iterable[Any], umbrellas: Umbrellas, pages: Any, request: HttpRequest
) -> None:
    """Give each umbrella event among ``events`` its ``event_parts``, in a few queries for all.

    :param pages: base page rows that the user may see, in every language.
    """
    above = {
        event.translation_key: event for event in events if event.translation_key in umbrellas.parts
    }
    if not above:
        return
    first = _first_of_each({key: umbrellas.parts[key] for key in above})
    wanted = {part for keys in first.values() for part in keys}
    found = one_page_per_event(pages).filter(translation_key__in=wanted)
    found = list(found.defer_streamfields().specific())
    attach_locales(found, request)
    shown = {page.translation_key: _part(page, request.user) for page in found}
    for key, event in above.items():
        event.event_parts = Parts(
            number=len(umbrellas.parts[key]),
            first=[shown[part] for part in first[key] if part in shown],
            url=f"{reverse('wagtail_migration_events:index')}?part_of={key}&ordering=event_start",
        )


def _first_of_each(parts: Mapping[UUID, Collection[UUID]]) -> dict[UUID, list[UUID]]:
    """Return the first parts in order of time, those without a date last."""
    keys = {part for each in parts.values() for part in each}
    rows = IndexedOccurrence.objects.filter(key__in=keys).order_by(
        F("starts_at").asc(nulls_last=True), "key"
    )
    in_order = dict.fromkeys(rows.values_list("key", flat=True))
    places = {key: place for place, key in enumerate(in_order)}
    last = len(places)
    return {
        key: sorted(each, key=lambda part: (places.get(part, last), part.int))[:FIRST]
        for key, each in parts.items()
    }


def _part(page: Any, user: Any) -> Part:
    may_edit = page.permissions_for_user(user).can_edit()
    status = page.event_status or EventStatus.SCHEDULED
    return Part(
        title=str(page.get_admin_display_title()),
        language=normalise_tag(page.locale.language_code),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
        when=when_in_words(page, get_language() or "en"),
        status="" if status == EventStatus.SCHEDULED else str(status_label(status)),
        live=page.live,
    )
