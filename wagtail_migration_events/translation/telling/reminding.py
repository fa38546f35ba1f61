"""Reminding of days that come or have passed, and forgetting what was told long ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.translation.requests.deadlines import soon_from
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.states import states_of
from wagtail_migration_events.translation.telling.notice import NoticeKind, TranslationNotice
from wagtail_migration_events.translation.telling.noting import News, note
from wagtail_migration_events.translation.telling.receivers import assignees, reviewers
from wagtail_migration_events.translation.waiting.seen import targets_of

#: Three working days can be so many days apart, where one day of the week is worked.
_FAR_ENOUGH = dt.timedelta(days=21)
KEPT = dt.timedelta(days=180)
GIVEN_UP_AFTER = dt.timedelta(days=30)
BATCH = 200


def note_days(today: dt.date) -> None:
    """Note for whom something is due soon or overdue; sending is left to whoever calls.

    What is in review waits for its reviewers, and what is approved for whoever asked, who is also
    told of everything overdue.

    :param today: in the site's time zone.
    """
    rows = TranslationRequest.objects.open().filter(due_on__lte=today + _FAR_ENOUGH)
    rows = rows.select_related("group", "locale")
    near = [row for row in rows if row.is_overdue(today) or _is_news(row, today)]
    for start in range(0, len(near), BATCH):
        batch = near[start : start + BATCH]
        note(_news_of_days(batch, today), send=False)


def _is_news(row: Any, today: dt.date) -> bool:
    """Whether it is due soon, and was not when it was asked for: that was told with its day."""
    first = soon_from(row.due_on)
    asked_at = max(filter(None, (row.asked_at, row.reopened_at)))
    zone = timezone.get_default_timezone()
    return first <= today and timezone.localdate(asked_at, zone) < first


def _news_of_days(rows: list[Any], today: dt.date) -> Iterator[News]:
    states, translators, pages = states_of(rows), assignees(rows), targets_of(rows)
    for row in rows:
        is_late = row.is_overdue(today)
        state = states[row.pk].state
        if state == TranslationState.IN_REVIEW:
            page = pages.get((row.group_id, row.locale_id))
            users = reviewers(page) if page is not None else set()
        elif state == TranslationState.APPROVED:
            users = {row.asked_by_id}
        else:
            users = translators[row.pk]
        if is_late:
            users = users | {row.asked_by_id}
        kind = NoticeKind.OVERDUE if is_late else NoticeKind.DUE_SOON
        yield News(row, kind, users - {None}, fact=str(row.due_on))


def groups_with_requests() -> Iterator[list[UUID]]:
    """Return the keys of all events that translations were asked for, in batches."""
    keys = TranslationRequest.objects.order_by("group").values_list("group", flat=True).distinct()
    found = list(keys)
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def forget_old(now: dt.datetime) -> tuple[int, int]:
    """Delete notices that nobody needs any more.

    What was told is kept for half a year, and as long as it would be told again without its row:
    that something is overdue is true every day. What could not be sent for a month is given up.

    :return: how many were deleted after they were told, and how many were given up.
    """
    told = TranslationNotice.objects.filter(sent_at__lt=now - KEPT)
    again = Q(kind=NoticeKind.OVERDUE, request__closed_at=None)
    deleted = told.exclude(again).delete()[0]
    late = TranslationNotice.objects.filter(sent_at=None, made_at__lt=now - GIVEN_UP_AFTER)
    given_up = late.delete()[0]
    return deleted, given_up
