"""How far each language of an event is, for one event or for thousands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wagtail.models import WorkflowState

from wagtail_migration_events.events.freshness.staleness import stale_names
from wagtail_migration_events.events.group import EventGroup, is_only_shown
from wagtail_migration_events.events.language_states.assignment import Assignment
from wagtail_migration_events.events.language_states.own_pages import (
    OwnPage,
    Review,
    last_reviews,
    own_pages_of,
)
from wagtail_migration_events.events.language_states.rules import (
    Progress,
    assignments_of,
    progress_of,
    wanted_of,
)
from wagtail_migration_events.events.language_states.state import LanguageState, TranslationState
from wagtail_migration_events.groups.links.language_links import site_languages

_REVIEW = {
    WorkflowState.STATUS_IN_PROGRESS: TranslationState.IN_REVIEW,
    WorkflowState.STATUS_NEEDS_CHANGES: TranslationState.CHANGES_ASKED,
}
_STATES = "_states_shown"
#: The progress of a page of which nobody counts it.
NOTHING = Progress(done=0, total=0)


def states_of(event: Any) -> tuple[LanguageState, ...]:
    """Return the state of one event in every language; read once for a page that is only shown."""
    key = event.translation_key
    kept: tuple[LanguageState, ...] | None = event.__dict__.get(_STATES)
    if kept is not None:
        return kept
    states = language_states([key]).get(key, ())
    if is_only_shown(event):
        event.__dict__[_STATES] = states
    return states


def language_states(keys: Iterable[UUID]) -> dict[UUID, tuple[LanguageState, ...]]:
    """Return the state of events in every language of the site, and in others they have pages in.

    The number of queries does not depend on the number of events.

    :param keys: of the groups of events.
    :return: for each key the languages in the order of the setting ``LANGUAGE_ORDER``.
    """
    keys = set(keys)
    if not keys:
        return {}
    pages = own_pages_of(keys)
    rows = EventGroup.objects.filter(pk__in=keys).defer("published_values", "published_facts")
    groups = {group.pk: group for group in rows}
    stale = stale_names(pages, groups)
    sources = sources_among(pages, {key: group.origin_id for key, group in groups.items()})
    reviews, progress = last_reviews(pages), progress_of(keys)
    wanted, agreed = wanted_of(sources), assignments_of(keys)
    languages = site_languages()
    found: dict[UUID, dict[str, LanguageState]] = {
        key: {
            tag: _without_page(tag, wanted.get((key, tag)), agreed.get((key, tag)))
            for tag in languages
        }
        for key in keys
    }
    for page in pages:
        group = groups.get(page.translation_key)
        found[page.translation_key][page.language] = _state_of_page(
            page,
            stale.get(page.pk, []),
            progress.get((page.translation_key, page.language), NOTHING),
            reviews.get(page.pk),
            agreed.get((page.translation_key, page.language)),
            is_source=group is not None and group.origin_id == page.pk,
        )
    return {key: tuple(states.values()) for key, states in found.items()}


def sources_among(pages: Iterable[OwnPage], origins: Mapping[UUID, int | None]) -> dict[UUID, str]:
    """Return the ``url_path`` of the sources of events, by key.

    :param origins: primary keys of the sources, by key.
    """
    return {
        page.translation_key: page.url_path
        for page in pages
        if origins.get(page.translation_key) == page.pk
    }


def _without_page(
    tag: str, wanted: TranslationState | None, agreed: Assignment | None
) -> LanguageState:
    if agreed is not None:
        return LanguageState(tag, TranslationState.REQUESTED, assignment=agreed)
    return LanguageState(tag, wanted or TranslationState.NOT_WANTED)


def _state_of_page(
    page: OwnPage,
    stale: list[str],
    progress: Progress,
    review: Review | None,
    agreed: Assignment | None,
    *,
    is_source: bool,
) -> LanguageState:
    return LanguageState(
        language=page.language,
        state=state_of_page(page, stale, progress, review),
        page=page.pk,
        path=page.path,
        owner=page.owner,
        model=page.model,
        is_live=page.live,
        is_source=is_source,
        done=progress.done,
        total=progress.total,
        by_machine=progress.by_machine,
        stale=tuple(stale),
        assignment=agreed,
    )


def state_of_page(
    page: OwnPage, stale: list[str], progress: Progress, review: Review | None
) -> TranslationState:
    """Return the state of a page: what somebody is to do next comes before what readers see."""
    if review is not None and review.status in _REVIEW:
        return _REVIEW[review.status]
    if page.is_scheduled or (review is not None and review.approves(page)):
        return TranslationState.APPROVED
    if page.live and not (progress.total and page.is_still_a_mirror):
        return TranslationState.STALE if stale else TranslationState.LIVE
    return _state_of_draft(page, progress)


def _state_of_draft(page: OwnPage, progress: Progress) -> TranslationState:
    if progress.done < progress.total:
        return TranslationState.IN_TRANSLATION
    if progress.by_machine:
        return TranslationState.MACHINE_DRAFT
    # What was published before is not waiting for a translator to hand it in.
    if progress.total and (page.published_at is None or page.live):
        return TranslationState.IN_TRANSLATION
    return TranslationState.DRAFT
