"""Listening to what happens to requests and to their reviews."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.requests.deadlines import today_on_site
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.signals import What, requests_changed
from wagtail_migration_events.translation.review.task import ReviewByLanguageTask
from wagtail_migration_events.translation.telling.about import under_review
from wagtail_migration_events.translation.telling.notice import NoticeKind
from wagtail_migration_events.translation.telling.noting import News, note
from wagtail_migration_events.translation.telling.receivers import assignees, reviewers

_KINDS = {
    What.ASKED: NoticeKind.REQUESTED,
    What.ASSIGNED: NoticeKind.REASSIGNED,
    What.REMINDED: NoticeKind.REMINDED,
}


def listen(label: str) -> None:
    """Connect to the signals; harmless when it is done twice.

    :param label: of the app, for the names under which they are connected.
    """
    requests_changed.connect(note_requests, dispatch_uid=f"{label}.told.requests")
    task_submitted.connect(note_review, dispatch_uid=f"{label}.told.review")
    workflow_approved.connect(note_approved, dispatch_uid=f"{label}.told.approved")
    workflow_rejected.connect(note_rejected, dispatch_uid=f"{label}.told.rejected")


def note_requests(requests: list[Any], what: str, actor: Any, **kwargs: Any) -> None:
    """After requests have changed, outside of their transaction."""
    pks = [row.pk for row in requests]
    rows = list(TranslationRequest.objects.filter(pk__in=pks).select_related("group"))
    concerned = assignees(rows)
    if what == What.SOURCE_CHANGED:
        note(_source_changed(rows, concerned))
    elif what in _KINDS:
        note(
            News(row, _KINDS[what], concerned[row.pk], _fact(row, what), actor=actor)
            for row in rows
        )


def _fact(row: Any, what: str) -> str:
    if what == What.ASKED:
        return str(row.asked_at.isoformat())
    if what == What.ASSIGNED:
        return timezone.now().isoformat()
    # Of the same thing somebody is reminded at most once a day.
    return str(today_on_site())


def _source_changed(rows: list[Any], concerned: dict[int, set[Any]]) -> list[News]:
    origins = {row.group.origin_id for row in rows}
    pages = base_page_model().objects.filter(pk__in=origins).select_related("live_revision__user")
    published = {page.pk: page.live_revision for page in pages}
    news = []
    for row in rows:
        revision = published.get(row.group.origin_id)
        news.append(
            News(
                about=row,
                kind=NoticeKind.SOURCE_CHANGED,
                users=concerned[row.pk],
                # A text that was changed and changed back has changed twice.
                fact=f"{row.source_text}/{revision.pk if revision else ''}",
                actor=revision.user if revision else None,
            )
        )
    return news


def is_by_language(task_state: Any) -> bool:
    """Whether a task is decided by the reviewers of a language."""
    return isinstance(task_state.task.specific, ReviewByLanguageTask)


def note_review(instance: Any, user: Any = None, **kwargs: Any) -> None:
    """After a review was asked for. Of tasks for groups Wagtail tells the groups itself."""
    if not is_by_language(instance):
        return
    if (row := under_review(instance.workflow_state)) is not None:
        users = reviewers(instance.workflow_state.content_object)
        note([News(row, NoticeKind.REVIEW_ASKED, users, str(instance.pk), actor=user)])


def note_approved(instance: Any, user: Any = None, **kwargs: Any) -> None:
    """After the last task of a workflow was approved: also who asked may go on now."""
    row = under_review(instance)
    if row is not None:
        users = {instance.requested_by_id, row.person_id, row.asked_by_id}
        _note_end(instance, row, NoticeKind.APPROVED, users, user)


def note_rejected(instance: Any, user: Any = None, **kwargs: Any) -> None:
    """After changes were asked for: who has handed it in, and who is to translate it."""
    row = under_review(instance)
    if row is not None:
        users = {instance.requested_by_id, row.person_id} - {None}
        users = users or {row.asked_by_id}
        _note_end(instance, row, NoticeKind.CHANGES_ASKED, users, user)


def _note_end(state: Any, row: Any, kind: NoticeKind, users: set[Any], actor: Any) -> None:
    task_state = state.current_task_state
    fact = str(task_state.pk) if task_state else f"workflow {state.pk}"
    words = task_state.specific.get_comment() if task_state else ""
    note([News(row, kind, users - {None}, fact, actor=actor, words=words)])
