"""Who else knows something of the languages of events registers here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from wagtail_migration_events.events.language_states.assignment import Assignment
from wagtail_migration_events.events.language_states.state import TranslationState

#: An event in a language: the key of the group, and a BCP 47 tag as ``normalise_tag`` returns it.
Target = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many pieces of text there are, are translated, and are so only by a machine."""

    done: int
    total: int
    by_machine: int = 0


#: Functions that know how much of a page is translated. Each takes the keys of many groups and
#: answers in a bounded number of queries. The app ``translation`` has one.
PROGRESS_RULES: list[Callable[[Collection[UUID]], Mapping[Target, Progress]]] = []

#: Functions that know which languages somebody wants: ``REQUESTED`` where it was asked for,
#: ``MISSING`` where the site has promised it. Without any, nothing is wanted. Each takes the keys
#: of many groups with the ``url_path`` of their sources.
WANTED_RULES: list[Callable[[Mapping[UUID, str]], Mapping[Target, TranslationState]]] = []

#: Functions that know who is to do what by when, in the same way. What they name was asked for.
ASSIGNMENT_RULES: list[Callable[[Collection[UUID]], Mapping[Target, Assignment]]] = []

#: Functions that know no more of what was asked for than the languages, in the same way: for
#: filters, which look at all events. Each belongs to one of ``ASSIGNMENT_RULES``.
REQUEST_RULES: list[Callable[[Collection[UUID]], Collection[Target]]] = []


def progress_of(keys: Collection[UUID]) -> dict[Target, Progress]:
    """Return what is known of the progress of translations."""
    found: dict[Target, Progress] = {}
    for rule in PROGRESS_RULES:
        found |= rule(keys)
    return found


def wanted_of(sources: Mapping[UUID, str]) -> dict[Target, TranslationState]:
    """Return which languages are wanted; a request says more than a promise.

    :param sources: the ``url_path`` of the source of each event, by its key.
    """
    found: dict[Target, TranslationState] = {}
    for rule in WANTED_RULES:
        for target, state in rule(sources).items():
            if found.get(target) != TranslationState.REQUESTED:
                found[target] = state
    return found


def assignments_of(keys: Collection[UUID]) -> dict[Target, Assignment]:
    """Return what was agreed on languages that somebody asked for and that are not done."""
    found: dict[Target, Assignment] = {}
    for rule in ASSIGNMENT_RULES:
        found |= rule(keys)
    return found


def requested_of(keys: Collection[UUID]) -> set[Target]:
    """Return which languages somebody asked for and that are not done."""
    return {target for rule in REQUEST_RULES for target in rule(keys)}
