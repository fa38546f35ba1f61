"""Reading and writing single values of the source's row and of the content of its revisions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from modelcluster.models import get_field_value
from wagtail.models import Revision

from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.freshness.digests import digest

#: Values as JSON holds them, by the name of the column.
Stored = dict[str, Any]


def columns_for(model: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return the fields in which a class keeps these facts and texts, without what it dropped."""
    found = {name: fact_field(model, name) for name in names}
    return {name: field for name, field in found.items() if field is not None}


def read_row(page: Any, fields: Iterable[Any]) -> Stored:
    return as_json({field.name: get_field_value(field, page) for field in fields})


def write_row(page: Any, values: Stored) -> None:
    """Set what JSON holds on a page; nothing is saved."""
    for name, value in values.items():
        field = page._meta.get_field(name)
        setattr(page, field.attname, value if value is None else field.to_python(value))


def read_revision(revision: Revision, names: Iterable[str]) -> Stored:
    """Return what a revision holds; what it lacks, being older than the column, is left out."""
    return as_json({name: revision.content[name] for name in names if name in revision.content})


def write_revision(revision: Revision, values: Stored, lacking: Iterable[str] = ()) -> None:
    """Change single values of a revision in place; its date, author and other content stay.

    :param lacking: names that the revision did not have, and is not to have.
    """
    content = {name: value for name, value in revision.content.items() if name not in lacking}
    content |= values
    Revision.objects.filter(pk=revision.pk).update(content=content)


def with_basis(revision: Revision, values: Stored, reason_column: str | None) -> Stored:
    """Add what a revision of the source notes on its own text when the reason is another one."""
    basis = revision.content.get("text_basis")
    if reason_column not in values or not isinstance(basis, dict):
        return values
    own = digest(str(values[reason_column] or ""))
    return {**values, "text_basis": {**basis, "status_reason": [own, own]}}


def revisions_that_may_go_live(source: Any) -> list[Revision]:
    """Return the revisions of a page that somebody, or a schedule, can publish as they are.

    The newest, those that wait for their hour, the one under review, and the public one.
    """
    wanted = Q(pk__in=[pk for pk in (source.latest_revision_id, source.live_revision_id) if pk])
    wanted |= Q(approved_go_live_at__isnull=False)
    workflow = source.current_workflow_state
    if workflow is not None and workflow.current_task_state is not None:
        wanted |= Q(pk=workflow.current_task_state.revision_id)
    return list(source.revisions.filter(wanted).order_by("pk"))


def as_json(values: dict[str, Any]) -> Stored:
    stored: Stored = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return stored
