"""The revisions of a page that can still go live, brought up to date in place.

A sibling's revisions need that only when its page becomes the source of facts, or when the source
it leaned on goes: at all other times the published facts are laid over what they say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Revision, TaskState, WorkflowState

from wagtail_migration_events.events.fact_columns import copy_facts, own_names

#: A workflow in one of these goes on with the revision it has, or with a newer one.
RUNNING = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def open_revisions(page: Any) -> Any:
    """Return the newest revision, the live one, those with a date to go live, and the one under
    review."""
    reviewed = TaskState.objects.for_instance(page).filter(workflow_state__status__in=RUNNING)
    pks = {page.latest_revision_id, page.live_revision_id}
    pks |= set(page.revisions.exclude(approved_go_live_at=None).values_list("pk", flat=True))
    pks |= set(reviewed.values_list("revision", flat=True))
    return Revision.objects.filter(pk__in=pks - {None}).order_by("pk")


def rewrite_open_revisions(page: Any, change: Callable[[Any], list[str]]) -> None:
    """Change a page and, without making new ones or moving their dates, its open revisions.

    :param page: a specific event page as its row has it, to which ``change`` was applied already.
    :param change: is given the page as a revision has it; returns the columns to be written.
    """
    for revision in open_revisions(page):
        held = page.with_content_json(revision.content)
        columns = change(held)
        if not columns:
            continue
        data = held.serializable_data()
        content = {**revision.content, **{name: data[name] for name in columns if name in data}}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def take_facts_of(source: Any) -> Callable[[Any], list[str]]:
    """Return a change that gives a page the facts of ``source`` and names all their columns.

    All, for a page made from a revision has the published facts laid over it already, while the
    revision itself still says something else.
    """

    def change(held: Any) -> list[str]:
        copy_facts(source, held)
        return own_names(type(held), type(held).event_facts)

    return change
