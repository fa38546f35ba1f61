"""What people who are reviewing a page of the event are told: a comment in its editor."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, WorkflowState

from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.group import own_pages
from wagtail_migration_events.events.status_change.change import StatusChange
from wagtail_migration_events.groups.page_model import base_page_model


def leave_notes(source: Any, change: StatusChange, user: Any) -> list[int]:
    """Leave a comment on each page of the group that is under review; the reviews go on.

    :param user: in whose name; without one there are no comments.
    :return: primary keys of the comments.
    """
    if user is None:
        return []
    if source.live:
        text = _(
            "The event status became “%(status)s” while this page is in review. That is public "
            "already, in all languages, and part of the version under review; all else of it is "
            "as it was."
        )
    else:
        text = _(
            "The event status became “%(status)s” while this page is in review. That is part of "
            "the version under review; all else of it is as it was."
        )
    made = [
        Comment.objects.create(
            page_id=page.pk,
            user=user,
            text=text % {"status": change.status.label},
            contentpath=_place(page, source),
        )
        for page in _under_review(source)
        if source.live or page.pk == source.pk
    ]
    return [comment.pk for comment in made]


def resolve_notes(pks: list[int], user: Any) -> None:
    """Close the comments again when the change is undone."""
    notes = Comment.objects.filter(pk__in=pks, resolved_at=None)
    notes.update(resolved_at=timezone.now(), resolved_by=user)


def _place(page: Any, source: Any) -> str:
    """Return at which field the comment stands; siblings have no field for the status."""
    own_name = field_name_of(type(source), "event_status") if page.pk == source.pk else None
    return own_name or "title"


def _under_review(source: Any) -> list[Any]:
    pages = own_pages(source.translation_key)
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(base_page_model())
    states = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=keys)
    return list(pages.filter(pk__in=[int(each.object_id) for each in states]).order_by("pk"))
