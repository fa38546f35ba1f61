"""What people who are reviewing the page are told: a comment in the editor, at the status."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.status_change.change import StatusChange


def leave_note(source: Any, change: StatusChange, user: Any) -> Comment | None:
    """Leave a comment if the page is under review; the review goes on.

    :return: None if there is no review, or nobody in whose name to comment.
    """
    if source.current_workflow_state is None or user is None:
        return None
    text = _(
        "The event status became “%(status)s” while this page is in review. The change is "
        "public already and is part of the version under review; all else of it is as it was."
    )
    if not source.live:
        text = _(
            "The event status became “%(status)s” while this page is in review. The change is "
            "part of the version under review; all else of it is as it was."
        )
    note: Comment = Comment.objects.create(
        page_id=source.pk,
        user=user,
        text=text % {"status": change.status.label},
        contentpath=field_name_of(type(source), "event_status") or "title",
    )
    return note


def resolve_note(pk: int | None, user: Any) -> None:
    """Close the comment again when the change is undone."""
    if pk is not None:
        notes = Comment.objects.filter(pk=pk, resolved_at=None)
        notes.update(resolved_at=timezone.now(), resolved_by=user)
