"""The states of an event, which a filter must find by the same rules."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.events.language_states.deriving import language_states
from wagtail_migration_events.events.language_states.finding import targets_in
from wagtail_migration_events.events.language_states.state import LanguageState, TranslationState


def states_by_language(event: Any) -> dict[str, LanguageState]:
    """Return how far each language of an event is, having asked for each state too."""
    key = event.translation_key
    found = language_states([key])[key]
    for state in TranslationState:
        expected = {(key, each.language) for each in found if each.state == state}
        assert targets_in([state], [key]) == expected, state
    return {each.language: each for each in found}
