"""The runs of an import, begun once: its plan, and then the import itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_migration_events.admin.runs import run_url
from wagtail_migration_events.interchange.uploaded.importing import EVENTS_IMPORT, PLAN
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload
from wagtail_migration_events.runs.kinds import RunKind
from wagtail_migration_events.runs.run import BackgroundRun
from wagtail_migration_events.runs.working import begin


def begin_plan(upload: ImportUpload, user: Any) -> str:
    """Begin the plan of a file; return the address of its screen."""
    return run_url(_begin(PLAN, upload, user))


def begin_import(upload: ImportUpload, plan: BackgroundRun, user: Any) -> str:
    """Begin the import of a file, unless it has begun already; return the address of its screen.

    :param plan: that somebody has read; a row for which it no longer holds is refused.
    """
    with transaction.atomic():
        # Two clicks are one import.
        locked = ImportUpload.objects.select_for_update().get(pk=upload.pk)
        begun = BackgroundRun.objects.filter(pk=locked.options.get("import"), finished_at=None)
        run = begun.first()
        if run is None:
            run = _begin(EVENTS_IMPORT, locked, user, plan=plan.pk)
            locked.options["import"] = run.pk
            locked.save(update_fields=["options"])
    return run_url(run)


def _begin(kind: RunKind, upload: ImportUpload, user: Any, **more: Any) -> BackgroundRun:
    arguments = {
        "upload": upload.pk,
        "file": upload.name,
        "source": upload.options.get("source", ""),
        "index": upload.options.get("index"),
        **more,
    }
    return begin(kind, [], arguments, user)
