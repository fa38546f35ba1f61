"""The states of an event as its editors are shown them: with the way to each page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.language_states.deriving import language_states
from wagtail_migration_events.events.language_states.state import (
    LIVE_STATES,
    LanguageState,
    TranslationState,
)
from wagtail_migration_events.groups.page_model import base_page_model


@dataclass(frozen=True)
class ShownState:
    """One language: its state, its name in the reader's language, and "" or where to edit it."""

    state: LanguageState
    name: str
    url: str

    @property
    def is_live(self) -> bool:
        return self.state.state in LIVE_STATES

    @property
    def note(self) -> str:
        """What stands beside the tag: nothing where all is well."""
        is_well = self.state.state == TranslationState.LIVE
        return "" if is_well else self.state.short_words

    @property
    def words(self) -> str:
        """All that is to know of it, but for the name of the language."""
        agreed = self.state.assignment
        return f"{self.state.words} ({agreed.words})" if agreed else self.state.words

    @property
    def is_wanted(self) -> bool:
        return self.state.state != TranslationState.NOT_WANTED


def states_to_show(keys: Iterable[UUID], user: Any) -> Mapping[UUID, list[ShownState]]:
    """Return the states of events with links to the pages that a user may edit.

    :return: by the keys of the groups, in a bounded number of queries.
    """
    return with_links(language_states(keys), user)


def with_links(
    found: Mapping[UUID, Iterable[LanguageState]], user: Any
) -> dict[UUID, list[ShownState]]:
    """Return states with links to the pages that a user may edit."""
    pages = (state for states in found.values() for state in states if state.page)
    may_edit = {state.page for state in pages if _may_edit(state, user)}
    shown_in = get_language() or "en"
    tags = {state.language for states in found.values() for state in states}
    names = {tag: language_name(tag, shown_in) for tag in tags}
    # To ask for hundreds of addresses takes longer than anything else here.
    before, after = reverse("wagtailadmin_pages:edit", args=[0]).rsplit("0", 1)
    urls = {pk: f"{before}{pk}{after}" for pk in may_edit}
    return {
        key: [
            ShownState(state, names[state.language], urls.get(state.page or 0, ""))
            for state in states
        ]
        for key, states in found.items()
    }


def _may_edit(state: LanguageState, user: Any) -> bool:
    """Whether somebody has the right to a page, by what is known of it."""
    if user.is_active and user.is_superuser:
        return True
    model = base_page_model()
    depth = len(state.path) // model.steplen
    page = model(pk=state.page, path=state.path, depth=depth, owner_id=state.owner)
    policy = page_permission_policy
    return bool(policy.user_has_any_permission_for_instance(user, {"change"}, page))
