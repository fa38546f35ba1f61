"""Requests follow what becomes of their events: done, wanted anew, due on another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from asgiref.local import Local
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Locale

from wagtail_migration_events.events.editor.versions.minor_edit import MINOR_EDIT
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.events.language_states.deriving import language_states
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.requests.asking import ask_for, tell, today_of
from wagtail_migration_events.translation.requests.deadlines import deadline
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.signals import What
from wagtail_migration_events.translation.requests.source_text import source_texts
from wagtail_migration_events.translation.site_settings import (
    settings_of_pages,
    translation_settings,
)
from wagtail_migration_events.vocabularies.languages import normalise_tag

_minor = Local()


def settle_afterwards(page: Any) -> None:
    """Settle the requests for an event of which a page was published, after the transaction."""
    if getattr(_minor, "page", None) == page.pk:
        return
    key = page.translation_key

    def settle_it() -> None:  # Django wants the name of what has failed; a partial has none
        settle([key])

    # The page is public by then; `events_send_reminders` makes up for what fails here.
    transaction.on_commit(settle_it, robust=True)


def wait_for_minor_edit(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``before_publish_page``: it is only noted after the page is published
    that its translations need no change, so nobody must be told before."""
    _minor.page = page.pk if request.POST.get(MINOR_EDIT) else None


def forget_minor_edit(**kwargs: Any) -> None:
    """For Django's ``request_started``: what was refused or has failed is no minor edit of those
    whom the same process serves next."""
    _minor.page = None


def settle_after_minor_edit(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hook ``after_publish_page``, after the edit was noted."""
    if getattr(_minor, "page", None) == page.pk:
        _minor.page = None
        settle([page.translation_key])


def follow_facts(source: Any, names: Collection[str], **kwargs: Any) -> None:
    """After facts of an event have changed: its translations may be due on another day."""
    rows = list(
        TranslationRequest.objects.open().filter(group=source.translation_key, due_by_hand=False)
    )
    if not rows:
        return
    ours = translation_settings(source)
    due_on = deadline(source, ours.lead_days, today_of(source))
    # Of an event that was not moved: the day may have passed since, and what is overdue stays so.
    by_start = deadline(source, ours.lead_days, dt.date.min)
    changed = [row for row in rows if row.due_on not in (due_on, by_start)]
    for row in changed:
        row.due_on = due_on
    TranslationRequest.objects.bulk_update(changed, ["due_on"])


def ask_by_rules(event: Any) -> None:
    """Ask for the languages that the rules of the Site name, for an event that was just published
    for the first time."""
    ours = translation_settings(event)
    tags = {
        tag for rule in ours.rules.all() if rule.applies(event.event_type) for tag in rule.locales
    }
    if not tags:
        return
    asked = TranslationRequest.objects.filter(group=event.translation_key).values("locale")
    ask_for([event], Locale.objects.filter(language_code__in=tags).exclude(pk__in=asked))


@transaction.atomic
def settle(keys: Collection[UUID]) -> None:
    """Close the requests whose language is live and up to date, and open again those that are not.

    Also tells of a source that has changed while its translation is still being made. A request
    whose page was taken down stays closed: nobody needs new words.

    :param keys: of the groups.
    """
    rows = list(
        TranslationRequest.objects.filter(group__in=keys).select_related("locale", "person", "team")
    )
    if not rows:
        return
    keys = {row.group_id for row in rows}
    states = {
        (key, each.language): each.state
        for key, found in language_states(keys).items()
        for each in found
    }
    texts, now = source_texts(keys), timezone.now()
    closed, told, opened = [], [], []
    for row in rows:
        state = states.get((row.group_id, normalise_tag(row.locale.language_code)))
        text = texts.get(row.group_id, "")
        if row.closed_at is None and state == TranslationState.LIVE:
            row.closed_at, row.source_text = now, text
            closed.append(row)
        elif text != row.source_text and (row.closed_at is None or state == TranslationState.STALE):
            if row.closed_at is not None:
                row.reopened_at = now
                opened.append(row)
            row.closed_at, row.source_text = None, text
            told.append(row)
    _due_anew(opened)
    TranslationRequest.objects.bulk_update(
        [*closed, *told], ["closed_at", "reopened_at", "source_text", "due_on"]
    )
    tell(closed, What.CLOSED, None)
    tell(told, What.SOURCE_CHANGED, None)


def _due_anew(rows: list[TranslationRequest]) -> None:
    """Count the day of requests that are opened again from today: what was done is not overdue
    because its source has changed after that day. A day that somebody chose stays until it is past.
    """
    if not rows:
        return
    origins = EventGroup.objects.filter(pk__in={row.group_id for row in rows}).values("origin")
    sources = base_page_model().objects.filter(pk__in=origins).specific()
    events = {page.translation_key: page for page in sources}
    settings = settings_of_pages(events.values())
    for row in rows:
        event = events[row.group_id]
        today = today_of(event)
        if not row.due_by_hand:
            row.due_on = deadline(event, settings[event.pk].lead_days, today)
        elif row.due_on is not None and row.due_on <= today:
            row.due_on = None
