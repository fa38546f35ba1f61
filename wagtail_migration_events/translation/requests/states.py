"""How far what was asked for is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_migration_events.events.language_states.deriving import language_states
from wagtail_migration_events.events.language_states.state import LanguageState, TranslationState
from wagtail_migration_events.vocabularies.languages import normalise_tag


def states_of(requests: Iterable[Any]) -> dict[int, LanguageState]:
    """Return how far what was asked for is, by the primary keys of requests."""
    requests = list(requests)
    states = {
        (key, state.language): state
        for key, found in language_states(row.group_id for row in requests).items()
        for state in found
    }
    return {row.pk: _state(row, states) for row in requests}


def _state(row: Any, states: dict[Any, LanguageState]) -> LanguageState:
    language = normalise_tag(row.locale.language_code)
    # A language that the site has no more is still one that somebody asked for.
    asked = LanguageState(language, TranslationState.REQUESTED)
    return states.get((row.group_id, language), asked)
