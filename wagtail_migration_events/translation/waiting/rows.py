"""Requests as the person for whom they wait is shown them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import get_language
from wagtail.admin.utils import get_user_display_name

from wagtail_migration_events.admin.listing.rows import when_in_words
from wagtail_migration_events.events.display.wording import heading_of, listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.language_states.state import LanguageState
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.states import states_of
from wagtail_migration_events.translation.waiting.due import Due, due_of
from wagtail_migration_events.translation.waiting.seen import Seen, seen_by
from wagtail_migration_events.vocabularies.languages import direction


@dataclass(frozen=True)
class WaitingRow:
    """One request, ready to be shown.

    Attributes:
        language, language_name: of the translation: a BCP 47 tag, and its name for the reader.
        when: when the event takes place, in its own zone; "" where the event is not seen.
        state: how far the translation is.
        changed: names of the texts that the source has changed since, in words.
        asker: who asked for it; "" where a rule did, or they are gone.
        may_take: whether it waits for a group of the reader's, and nobody has taken it.
    """

    request: Any
    seen: Seen
    language: str
    language_name: str
    when: str
    state: LanguageState
    changed: str
    due: Due
    asker: str
    may_take: bool

    @property
    def language_direction(self) -> str:
        return direction(self.language)


def assigned_requests(user: Any) -> Any:
    """Return the requests that wait for somebody, with what is shown of them."""
    rows = TranslationRequest.objects.assigned_to(user)
    return rows.select_related("group", "locale", "person", "team", "asked_by")


def most_urgent_first(requests: Any) -> Any:
    """Put what is wanted as soon as possible first, then the earliest day."""
    return requests.order_by(F("due_on").asc(nulls_first=True), "asked_at", "pk")


def waiting_rows(user: Any, requests: Iterable[Any]) -> list[WaitingRow]:
    """Return requests ready to be shown, in a bounded number of queries.

    :param requests: as ``assigned_requests`` returns them.
    """
    requests = list(requests)
    seen = seen_by(user, requests)
    states = states_of(requests)
    return [_row(user, row, seen[row.pk], states[row.pk]) for row in requests]


def changed_texts(state: LanguageState) -> str:
    """Return the names of the texts that the source has changed since the translation."""
    return listed(heading_of(state.model, name) for name in state.stale)


def _row(user: Any, row: Any, seen: Seen, state: LanguageState) -> WaitingRow:
    shown_in = get_language() or "en"
    return WaitingRow(
        request=row,
        seen=seen,
        language=state.language,
        language_name=language_name(state.language, shown_in),
        when=when_in_words(seen.event, shown_in) if seen.event is not None else "",
        state=state,
        changed=changed_texts(state),
        due=due_of(row),
        asker=get_user_display_name(row.asked_by) if row.asked_by else "",
        may_take=row.person_id is None and row.closed_at is None and not seen.is_hidden,
    )
