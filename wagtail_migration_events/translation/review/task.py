"""The Wagtail workflow task in which a language's own reviewers decide."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import LockableMixin, Task, TaskState

from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.gate.newest_words import write_words
from wagtail_migration_events.translation.review.lock import ReviewLock
from wagtail_migration_events.translation.review.reviewers import (
    know_reviews,
    may_review,
    needs_review,
)


class ReviewByLanguageTask(Task):
    """Reviewers of the page's language approve it, or ask for changes.

    One task serves every language: who they are stands in the settings of the Site, see
    :func:`~wagtail_migration_events.translation.review.reviewers.may_review`. A language that
    needs no review passes it at once.
    """

    lock_class = ReviewLock

    class Meta:
        verbose_name = _("Review by language")
        verbose_name_plural = _("Reviews by language")

    @classmethod
    def get_description(cls) -> Any:
        return _("The reviewers of the page's language can approve this task")

    def start(self, workflow_state: Any, user: Any = None) -> Any:
        page = workflow_state.content_object
        if isinstance(page, base_page_model()) and not needs_review(page):
            return self._skip(workflow_state, page)
        if isinstance(page, LockableMixin) and page.locked_by is not None:
            self._unlock_for_reviewers(page)
        return super().start(workflow_state, user=user)

    def _skip(self, workflow_state: Any, page: Any) -> Any:
        """Return a state that has ended: nobody is told that a review was asked for."""
        return TaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=page.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def _unlock_for_reviewers(self, page: Any) -> None:
        """As Wagtail's own approval does: who has handed a page in does not keep it locked."""
        if not may_review(page, page.locked_by):
            page.locked, page.locked_by, page.locked_at = False, None, None
            page.save(update_fields=["locked", "locked_by", "locked_at"])

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not may_review(obj, user):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve the words as they are now, or ask for changes.

        :raises PermissionDenied: if the page is not the user's to review, or was reviewed by
            somebody else in the meantime. Wagtail's views look at the page in the address only,
            which need not be the one that the task state is about.
        """
        task_state = TaskState.objects.select_for_update().get(pk=task_state.pk)
        page = task_state.workflow_state.content_object
        if not may_review(page, user):
            raise PermissionDenied
        if action_name == "approve":
            task_state.revision = _newest_version(page, user)
        return super().on_action(task_state, user, action_name, **kwargs)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return may_review(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not may_review(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return may_review(obj, user)

    def user_can_unlock(self, obj: Any, user: Any) -> bool:
        return False

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        states = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        if user.is_active and user.is_superuser:
            return states
        of_pages = states.filter(workflow_state__base_content_type=_page_type())
        waiting = of_pages.values_list("workflow_state__object_id", flat=True)
        mine = know_reviews(user, [int(pk) for pk in waiting])
        return states.filter(
            workflow_state__base_content_type=_page_type(),
            workflow_state__object_id__in=[str(pk) for pk in mine],
        )


def _newest_version(page: Any, user: Any) -> Any:
    """Return the version that is approved: with what localize has saved since it was handed in."""
    if isinstance(page, base_page_model()):
        try:
            write_words(page, user)
        except ValidationError as error:
            raise PermissionDenied("; ".join(error.messages)) from error
    return page.get_latest_revision()


def _page_type() -> Any:
    return ContentType.objects.get_for_model(base_page_model(), for_concrete_model=False)
