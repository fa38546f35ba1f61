"""Workflow tasks of an app that leaves: Wagtail cannot show a task whose class is gone."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import Task, TaskState, Workflow, WorkflowState, WorkflowTask

from wagtail_migration_events.interchange.leaving.outcome import Became, Leaving

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def tasks_of(app_label: str) -> list[Any]:
    """Return the tasks whose classes belong to an app."""
    models = apps.get_app_config(app_label).get_models()
    return [
        task
        for model in models
        if issubclass(model, Task)
        for task in model._default_manager.order_by("pk")
    ]


def detach(task: Any, *, dry_run: bool) -> list[Leaving]:
    """Delete a task and what waits at it; say what becomes of its reviews and workflows.

    A page that is under review at it keeps its draft, and its review is cancelled. A workflow that
    has no other task is switched off: Wagtail publishes at once what is handed in to an empty one.
    """
    said = []
    with transaction.atomic():
        reviews = WorkflowState.objects.filter(status__in=OPEN, current_task_state__task=task)
        workflows = list(Workflow.objects.filter(workflow_tasks__task=task).distinct())
        for review in list(reviews):
            said.append(Leaving(str(review.content_object), Became.CANCELLED))
            if not dry_run:
                review.cancel()
        if not dry_run:
            WorkflowTask.objects.filter(task=task).delete()
        for workflow in workflows:
            others = workflow.workflow_tasks.exclude(task=task)
            if workflow.active and not others.filter(task__active=True).exists():
                said.append(Leaving(workflow.name, Became.SWITCHED_OFF))
                if not dry_run:
                    workflow.deactivate()
        said.append(Leaving(task.name, Became.DETACHED))
        if not dry_run:
            TaskState.objects.filter(task=task).delete()
            task.delete()
    return said
