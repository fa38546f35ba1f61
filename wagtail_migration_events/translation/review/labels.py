"""The buttons of a review promise what they do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.action_menu import WorkflowMenuItem

from wagtail_migration_events.translation.review.task import ReviewByLanguageTask


def promise_no_publishing(items: list[Any], request: HttpRequest, context: Any) -> None:
    """For Wagtail's hook ``construct_page_action_menu``.

    Wagtail says "Approve and Publish" also to reviewers who may not publish the page.
    """
    page = context.get("page")
    task = page.current_workflow_task if page is not None else None
    if not isinstance(task, ReviewByLanguageTask):
        return
    if page.permissions_for_user(request.user).can_publish():
        return
    actions = task.get_actions(page, request.user)
    labels = {(name, opens_form): label for name, label, opens_form in actions}
    for item in items:
        if isinstance(item, WorkflowMenuItem):
            item.label = labels.get((item.name, item.launch_modal), item.label)
