"""The workflow in which each language is reviewed by its own reviewers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from wagtail_migration_events.translation.review.task import ReviewByLanguageTask


def review_workflow() -> tuple[Workflow, bool]:
    """Return the workflow that has the task "Review by language", and whether it was made now.

    One that somebody has switched off is returned as it is.
    """
    workflows = Workflow.objects.filter(
        workflow_tasks__task__in=ReviewByLanguageTask.objects.values("pk")
    )
    found = workflows.order_by("-active", "pk").first()
    if found is not None:
        return found, False
    name = _("Review by language")
    task = ReviewByLanguageTask.objects.order_by("-active", "pk").first()
    task = task or ReviewByLanguageTask.objects.create(name=name)
    made = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=0)
    return made, True


def attach(workflow: Workflow, page: Any) -> tuple[Workflow, bool]:
    """Let a workflow hold for a page and all below it, unless somebody chose another one there.

    :return: the workflow that holds, and whether it was attached now.
    """
    row, is_new = WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
    return row.workflow, is_new
