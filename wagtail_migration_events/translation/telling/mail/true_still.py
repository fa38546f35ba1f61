"""What of that which was noted is still true, and for its receiver to know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import TaskState

from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.states import states_of
from wagtail_migration_events.translation.telling.about import subjects_of
from wagtail_migration_events.translation.telling.mail.message import Told
from wagtail_migration_events.translation.telling.notice import (
    Delivery,
    NoticeKind,
    TranslationNotice,
)
from wagtail_migration_events.translation.telling.receivers import delivery_of
from wagtail_migration_events.translation.waiting.seen import seen_by

#: What concerns those only who are to translate.
_FOR_ASSIGNEES = (
    NoticeKind.REQUESTED,
    NoticeKind.REMINDED,
    NoticeKind.REASSIGNED,
    NoticeKind.SOURCE_CHANGED,
)
_OF_DAYS = (NoticeKind.DUE_SOON, NoticeKind.OVERDUE)


def sorted_out(
    user: Any, notices: list[TranslationNotice]
) -> tuple[list[Told], list[TranslationNotice]]:
    """Divide the notices for one person into those to be told now, and those that are moot.

    Of an event that the receiver may not see nothing is told. A day that has been moved, a review
    that is over, a request that was done or given to somebody else: none is news.
    """
    if delivery_of(user) == Delivery.NEVER:
        return [], notices
    about = subjects_of(notices)
    requests = {notice.request_id for notice in notices if notice.request_id is not None}
    mine = TranslationRequest.objects.open().assigned_to(user).filter(pk__in=requests)
    mine_now = set(mine.values_list("pk", flat=True))
    in_review = _in_progress(notices)
    of_days = [each for each in notices if each.kind in _OF_DAYS]
    mine_by_day = mine_now | _others_by_day(user, mine_now, of_days)
    seen = seen_by(user, {each.pk: each for each in about.values()}.values())
    told, moot = [], []
    for notice in notices:
        row: Any = about.get(notice.pk)
        kind = notice.kind
        if row is None or seen[row.pk].is_hidden:
            is_true = False
        elif kind in _FOR_ASSIGNEES:
            is_true = row.pk in mine_now
        elif kind in _OF_DAYS:
            is_true = row.pk in mine_by_day and notice.fact == str(row.due_on)
        elif kind == NoticeKind.REVIEW_ASKED:
            is_true = notice.fact in in_review
        else:
            is_true = True
        if is_true:
            told.append(Told(notice, row, seen[row.pk]))
        else:
            moot.append(notice)
    return told, moot


def _others_by_day(user: Any, mine: set[int], notices: list[TranslationNotice]) -> set[int]:
    """Return the open requests whose day concerns also those who do not translate them: who asked
    for them, and their reviewers."""
    requests = [each.request for each in notices if each.request_id not in mine]
    waiting = [row for row in requests if row is not None and row.closed_at is None]
    asked = {row.pk for row in waiting if row.asked_by_id == user.pk}
    rest = [row for row in waiting if row.pk not in asked]
    states = states_of(rest) if rest else {}
    return asked | {pk for pk, each in states.items() if each.state == TranslationState.IN_REVIEW}


def _in_progress(notices: Iterable[TranslationNotice]) -> set[str]:
    facts = [notice.fact for notice in notices if notice.kind == NoticeKind.REVIEW_ASKED]
    if not facts:
        return set()
    states = TaskState.objects.filter(pk__in=facts, status=TaskState.STATUS_IN_PROGRESS)
    return {str(pk) for pk in states.values_list("pk", flat=True)}
