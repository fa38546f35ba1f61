"""The team takes the app ``translation`` out: what it does while it is still installed."""

from django.core.management import call_command
from roads.leaving_steps import answer_of, tables_are_kept
from wagtail.models import Workflow, WorkflowState

states = WorkflowState.objects.filter(status="in_progress")
before = states.count()
said = answer_of("events_leave", "translation", dry_run=True)
assert said[-1] == (
    "0 converted, 0 deleted, 2 reviews cancelled, 1 workflows switched off, 1 tasks detached, "
    "0 refused"
), said
assert states.count() == before
tables_are_kept("translation")
call_command("events_leave", "translation", apply=True, verbosity=0)
assert states.count() == before - 2
assert not Workflow.objects.filter(active=True, workflow_tasks=None).exists()
call_command("migrate", "wagtail_migration_events_translation", "zero", verbosity=0)
