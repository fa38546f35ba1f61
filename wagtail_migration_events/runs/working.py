"""Working on a run, batch by batch; what is done is never done again."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django_tasks import task

from wagtail_migration_events.runs.kinds import KINDS, RunKind, RunRefused, Work, Worked
from wagtail_migration_events.runs.run import SILENCE, BackgroundRun, Outcome, RunRow

logger = logging.getLogger(__name__)


def begin(
    kind: RunKind, things: Iterable[str], arguments: Mapping[str, Any], user: Any
) -> BackgroundRun:
    """Record a run and have it worked on after the transaction, in a ``django_tasks`` task.

    :param things: each once; what is worked on, by names that the kind understands.
    :param arguments: what JSON can hold.
    """
    run = BackgroundRun.objects.create(
        kind=kind.name,
        things=list(dict.fromkeys(things)),
        arguments=dict(arguments),
        language=get_language() or "",
        begun_by=user,
    )
    transaction.on_commit(partial(work_on_run.enqueue, run.pk))
    return run


@task()
def work_on_run(pk: int) -> None:
    """Work on a run until it is finished.

    :param pk: of its row. Does nothing while somebody else works on it.
    """
    if not _claimed(pk):
        return
    run = BackgroundRun.objects.select_related("begun_by").get(pk=pk)
    kind = KINDS.get(run.kind)
    if kind is None:
        logger.error("Nobody knows what to do in the run %s of kind %s.", pk, run.kind)
        return
    with override(run.language or None):
        try:
            with kind.opened(run) as work:
                if kind.session is not None:
                    BackgroundRun.objects.filter(pk=pk).update(things=run.things)
                for batch in _batches(run, kind.batch):
                    _work(run, work, batch)
        except RunRefused as refused:
            run.words = "\n".join(filter(None, [run.words, str(refused)]))
    BackgroundRun.objects.filter(pk=pk).update(finished_at=timezone.now(), words=run.words)


def _claimed(pk: int) -> bool:
    now = timezone.now()
    idle = Q(alive_at=None) | Q(alive_at__lt=now - SILENCE)
    waiting = BackgroundRun.objects.filter(idle, pk=pk, finished_at=None)
    return bool(waiting.update(alive_at=now))


def _batches(run: BackgroundRun, size: int) -> Iterable[list[str]]:
    done = set(run.rows.values_list("thing", flat=True))
    left = [thing for thing in run.things if thing not in done]
    return [left[start : start + size] for start in range(0, len(left), size)]


def _work(run: BackgroundRun, work: Work, things: list[str]) -> None:
    """Work on some things in one transaction; where that fails, on each by itself."""
    try:
        with transaction.atomic():
            note(run, work(things, run.arguments, run.begun_by))
    except Exception:
        if len(things) > 1:
            for thing in things:
                _work(run, work, [thing])
            return
        logger.exception("Run %s failed at %s.", run.pk, things[0])
        words = gettext(
            "Something went wrong here. It was not changed; the log of the site says why."
        )
        note(run, [Worked(things[0], Outcome.REFUSED, things[0], words)])


def note(run: BackgroundRun, worked: Iterable[Worked]) -> None:
    """Keep what became of some things, each of them once."""
    rows = [
        RunRow(
            run=run,
            thing=each.thing,
            label=each.label[:255],
            outcome=each.outcome,
            words=str(each.words),
            data=dict(each.data),
        )
        for each in worked
    ]
    RunRow.objects.bulk_create(rows)
    BackgroundRun.objects.filter(pk=run.pk).update(alive_at=timezone.now())
