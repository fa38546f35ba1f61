"""Where Wagtail's own e-mail about workflows and ours would tell the same: one of them does."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.admin import mail
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from wagtail_migration_events.translation.guards import seams
from wagtail_migration_events.translation.telling.about import under_review
from wagtail_migration_events.translation.telling.listening import is_by_language
from wagtail_migration_events.translation.telling.receivers import deliveries, reviewers


class ReviewNotifier(mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    """Tells the reviewers of a language as Wagtail tells a group, of what is no event."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        if not isinstance(instance, TaskState) or not is_by_language(instance):
            return False
        return under_review(instance.workflow_state) is None

    def get_recipient_users(self, task_state: Any, **kwargs: Any) -> Any:
        found = reviewers(task_state.workflow_state.content_object)
        if (actor := kwargs.get("user")) is not None:
            found = found - {actor.pk}
        return get_user_model()._default_manager.filter(pk__in=found)


_notifier = ReviewNotifier()


def share_with_wagtail(label: str) -> None:
    """Settle who tells what; harmless when it is done twice.

    :param label: of the app, for the name under which the signal is connected.
    """
    task_submitted.connect(_notifier, dispatch_uid=f"{label}.told.by_wagtail")
    for notifier in (
        mail.WorkflowStateApprovalEmailNotifier,
        mail.WorkflowStateRejectionEmailNotifier,
    ):
        seams.wrap(notifier, "get_recipient_users", leave_the_end)
    seams.wrap(
        mail.WorkflowStateSubmissionEmailNotifier, "get_recipient_users", leave_the_beginning
    )


def leave_the_end(original: Any, notifier: Any, workflow_state: Any, **kwargs: Any) -> Any:
    """Around whom Wagtail tells how a review ended: of events it is told here."""
    if under_review(workflow_state) is not None:
        return set()
    return original(notifier, workflow_state, **kwargs)


def leave_the_beginning(original: Any, notifier: Any, workflow_state: Any, **kwargs: Any) -> Any:
    """Around which superusers Wagtail tells of a review: not those who are asked for it here."""
    found = original(notifier, workflow_state, **kwargs)
    page, task_state = workflow_state.content_object, workflow_state.current_task_state
    if task_state is None or not is_by_language(task_state) or under_review(workflow_state) is None:
        return found
    told = deliveries(reviewers(page))
    return [user for user in found if user.pk not in told]
