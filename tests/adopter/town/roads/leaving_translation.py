"""The team takes the app ``translation`` out: what it does while it is still installed."""

from django.core.management import call_command
from mysite.website.models import EventPage
from roads.leaving_steps import answer_of, tables_are_kept
from wagtail.models import PageLogEntry, Workflow, WorkflowState

from wagtail_migration_events.translation.publishing.log_actions import log_override

log_override(EventPage.objects.first(), None, "urgent", [])
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
history = PageLogEntry.objects.order_by("action").values_list("action", flat=True).distinct()
assert "wagtail_migration_events.gate_overridden" not in history
assert "wagtail_migration_events.facts" in history
