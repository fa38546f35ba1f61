"""Asking for events in other languages, for hundreds at once in a bounded number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_migration_events.events.language_states.deriving import language_states
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.events.times.timezones import zone_or_utc
from wagtail_migration_events.translation.requests.deadlines import deadline
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.signals import What, requests_changed
from wagtail_migration_events.translation.requests.source_text import source_texts
from wagtail_migration_events.translation.site_settings import settings_of_pages
from wagtail_migration_events.vocabularies.languages import normalise_tag


@dataclass(frozen=True)
class Wish:
    """How translations are wanted; what is left out is decided by the settings of the Site.

    Attributes:
        person, team: the user or the group that is to translate.
        note: words for the translator.
        to_nobody: nobody is to do it yet, whomever the settings name.
        due_on: a day, in the site's time zone; by default worked back from the event's start.
        soon: as soon as possible, whatever the event's start.
    """

    person: Any = None
    team: Any = None
    note: str = ""
    due_on: dt.date | None = None
    to_nobody: bool = False
    soon: bool = False


class Answer(TextChoices):
    """What became of the wish for an event in a language."""

    ASKED = "asked", _("Requested")
    ALREADY_ASKED = "already_asked", _("Was requested before")
    LIVE = "live", _("Is live and up to date")
    OWN_LANGUAGE = "own_language", _("Is written in this language")


@dataclass(frozen=True)
class Asked:
    """What became of the wish for one event in one language."""

    event: Any
    locale: Locale
    answer: Answer


@transaction.atomic
def ask_for(
    events: Iterable[Any], locales: Iterable[Locale], *, actor: Any = None, wish: Wish | None = None
) -> list[Asked]:
    """Ask for translations of events.

    Whether somebody may ask is for the caller to check (``may_ask_for``).

    :param events: the sources of their facts.
    :param actor: who asks; ``None`` for a rule of the site.
    :return: one answer for each event and language; what is there already is not asked for twice.
    """
    events, locales, wish = list(events), list(locales), wish or Wish()
    known = {
        (row.group_id, row.locale_id): row
        for row in TranslationRequest.objects.filter(
            group__in=[event.translation_key for event in events], locale__in=locales
        )
    }
    states = _states(events)
    settings, texts = settings_of_pages(events), source_texts(states)
    answers: list[Asked] = []
    made: list[TranslationRequest] = []
    opened: list[TranslationRequest] = []
    for event in events:
        ours = settings[event.pk]
        for locale in locales:
            row = known.get((event.translation_key, locale.pk))
            answer = _answer(event, locale, row, states[event.translation_key])
            answers.append(Asked(event, locale, answer))
            if answer != Answer.ASKED:
                continue
            fresh = row or TranslationRequest(group_id=event.translation_key, locale=locale)
            _fill(fresh, event, wish, ours, actor, texts.get(event.translation_key, ""))
            (opened if row else made).append(fresh)
    _store(made, opened, actor)
    return answers


def _states(events: list[Any]) -> dict[UUID, dict[str, TranslationState]]:
    found = language_states(event.translation_key for event in events)
    return {key: {each.language: each.state for each in states} for key, states in found.items()}


def _answer(event: Any, locale: Locale, row: Any, states: dict[str, TranslationState]) -> Answer:
    if locale.pk == event.locale_id:
        return Answer.OWN_LANGUAGE
    if row is not None and row.closed_at is None:
        return Answer.ALREADY_ASKED
    if states.get(normalise_tag(locale.language_code)) == TranslationState.LIVE:
        return Answer.LIVE
    return Answer.ASKED


def _fill(row: Any, event: Any, wish: Wish, ours: Any, actor: Any, text: str) -> None:
    language = ours.of_language(row.locale)
    is_given = wish.to_nobody or wish.person is not None or wish.team is not None
    row.person = wish.person if is_given else language.translator
    row.team = wish.team if is_given else language.translators
    row.note, row.asked_by, row.asked_at = wish.note, actor, timezone.now()
    row.due_by_hand = wish.soon or wish.due_on is not None
    by_start = None if row.due_by_hand else deadline(event, ours.lead_days, today_of(event))
    row.due_on = wish.due_on or by_start
    row.closed_at, row.source_text = None, text


def today_of(event: Any) -> dt.date:
    """Return the current day where an event takes place."""
    return timezone.localdate(timezone=zone_or_utc(event.timezone or ""))


_ASKED_ANEW = (
    "person", "team", "note", "asked_by", "asked_at", "due_by_hand", "due_on", "closed_at",
    "source_text",
)  # fmt: skip


def _store(made: list[Any], opened: list[Any], actor: Any) -> None:
    if made:
        TranslationRequest.objects.bulk_create(made, ignore_conflicts=True)
        # Of another who asks for the same at the same moment, the row that is stored counts.
        made = list(_stored(made))
    if opened:
        TranslationRequest.objects.bulk_update(opened, _ASKED_ANEW)
    tell([*made, *opened], What.ASKED, actor)


def _stored(made: list[Any]) -> Iterator[Any]:
    rows = TranslationRequest.objects.filter(group__in={row.group_id for row in made})
    wanted = {(row.group_id, row.locale_id) for row in made}
    for row in rows.select_related("locale", "person", "team"):
        if (row.group_id, row.locale_id) in wanted:
            yield row


def tell(rows: list[Any], what: str, actor: Any) -> None:
    """Send ``requests_changed`` after the transaction, unless there is nothing to tell.

    What a listener fails at is logged, and what was asked for stays.
    """
    if rows:
        send = partial(requests_changed.send_robust, TranslationRequest)
        transaction.on_commit(partial(send, requests=rows, what=what, actor=actor))
