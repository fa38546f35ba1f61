"""Which languages of events are in some states: for a filter, which asks for nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from wagtail_migration_events.events.freshness.staleness import stale_names
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.language_states.deriving import (
    NOTHING,
    sources_among,
    state_of_page,
)
from wagtail_migration_events.events.language_states.own_pages import (
    OwnPage,
    last_reviews,
    own_pages_of,
    read_bases,
)
from wagtail_migration_events.events.language_states.rules import (
    Target,
    progress_of,
    requested_of,
    wanted_of,
)
from wagtail_migration_events.events.language_states.state import LIVE_STATES, TranslationState
from wagtail_migration_events.groups.links.language_links import site_languages

_WITHOUT_PAGE = frozenset(
    {TranslationState.NOT_WANTED, TranslationState.MISSING, TranslationState.REQUESTED}
)
_OF_DRAFTS = frozenset(
    {TranslationState.DRAFT, TranslationState.IN_TRANSLATION, TranslationState.MACHINE_DRAFT}
)


def targets_in(states: Collection[str], keys: Collection[UUID]) -> set[Target]:
    """Return the languages of events that are in one of these states, as ``language_states`` has
    them; of what tells states apart only that is read which tells these from others.

    :param keys: of the groups.
    """
    pages = own_pages_of(keys, with_bases=False) if keys else []
    asked = frozenset(TranslationState(each) for each in states)
    found = set(_of_pages(pages, asked - _WITHOUT_PAGE)) if asked - _WITHOUT_PAGE else set()
    if asked & _WITHOUT_PAGE:
        found |= set(_without_pages(pages, asked & _WITHOUT_PAGE, keys))
    return found


def _of_pages(pages: list[OwnPage], asked: frozenset[TranslationState]) -> Iterator[Target]:
    groups = _groups_by_key(pages) if asked & (LIVE_STATES | _OF_DRAFTS) else {}
    translations = _live_translations(pages, groups)
    if not asked & LIVE_STATES:
        translations = [page for page in translations if not page.has_own_version]
    read_bases(translations)
    stale = stale_names(translations, groups) if asked & LIVE_STATES else {}
    counted = {page.translation_key for page in translations if page.is_still_a_mirror}
    if asked & _OF_DRAFTS:
        counted |= {page.translation_key for page in pages if not page.live}
    progress = progress_of(counted) if counted else {}
    reviews = last_reviews(pages)
    for page in pages:
        target = (page.translation_key, page.language)
        done, review = progress.get(target, NOTHING), reviews.get(page.pk)
        if state_of_page(page, stale.get(page.pk, []), done, review) in asked:
            yield target


def _groups_by_key(pages: list[OwnPage]) -> Mapping[UUID, EventGroup]:
    rows = _groups(pages).only("origin", "adopted", "published_text")
    return {group.pk: group for group in rows}


def _live_translations(pages: list[OwnPage], groups: Mapping[UUID, EventGroup]) -> list[OwnPage]:
    return [
        page
        for page in pages
        if page.live
        and page.translation_key in groups
        and groups[page.translation_key].origin_id != page.pk
    ]


def _without_pages(
    pages: list[OwnPage], asked: frozenset[TranslationState], keys: Collection[UUID]
) -> Iterator[Target]:
    there = {(page.translation_key, page.language) for page in pages}
    requested = dict.fromkeys(requested_of(keys), TranslationState.REQUESTED)
    origins = dict(_groups(pages).values_list("pk", "origin"))
    wanted = {**wanted_of(sources_among(pages, origins)), **requested}
    tags = site_languages()
    for target in ((key, tag) for key in keys for tag in tags):
        if target not in there and wanted.get(target, TranslationState.NOT_WANTED) in asked:
            yield target


def _groups(pages: list[OwnPage]) -> Any:
    return EventGroup.objects.filter(pk__in={page.translation_key for page in pages})
