"""Working on a run, batch by batch; what is done is never done again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django_tasks import task

from wagtail_migration_events.runs.kinds import KINDS, RunKind, RunRefused, Worked
from wagtail_migration_events.runs.run import SILENCE, BackgroundRun, Outcome, RunRow
from wagtail_migration_events.runs.time_left import beginning

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
    run.arguments["begun"] = beginning(run.rows.count())
    run.save(update_fields=["arguments"])
    with override(run.language or None):
        try:
            with kind.opened(run) as work:
                if kind.session is not None:
                    BackgroundRun.objects.filter(pk=pk).update(things=run.things)
                for batch in _batches(run, kind.batch):
                    _attempt(
                        kind,
                        lambda things: work(things, run.arguments, run.begun_by),
                        batch,
                        partial(note, run),
                    )
        except RunRefused as refused:
            run.words = "\n".join(filter(None, [run.words, str(refused)]))
    BackgroundRun.objects.filter(pk=pk).update(finished_at=timezone.now(), words=run.words)


def _claimed(pk: int) -> bool:
    now = timezone.now()
    idle = Q(alive_at=None) | Q(alive_at__lt=now - SILENCE)
    waiting = BackgroundRun.objects.filter(idle, pk=pk, finished_at=None)
    return bool(waiting.update(alive_at=now))


def work_now(
    kind: RunKind, things: Iterable[str], arguments: Mapping[str, Any], user: Any
) -> list[Worked]:
    """Do the work on a few things in this request; each is answered for as in a run.

    :param things: each once; what is worked on, by names that the kind understands.
    """
    worked: list[Worked] = []
    for batch in _portions(list(dict.fromkeys(things)), kind.batch):
        _attempt(kind, lambda some: kind.work(some, arguments, user), batch, worked.extend)
    return worked


def _batches(run: BackgroundRun, size: int) -> Iterable[list[str]]:
    done = set(run.rows.values_list("thing", flat=True))
    return _portions([thing for thing in run.things if thing not in done], size)


def _portions(things: list[str], size: int) -> Iterable[list[str]]:
    return [things[start : start + size] for start in range(0, len(things), size)]


def _attempt(
    kind: RunKind,
    work: Callable[[list[str]], Sequence[Worked]],
    things: list[str],
    keep: Callable[[Iterable[Worked]], None],
) -> None:
    """Work on some things in one transaction; where that fails, on each by itself."""
    try:
        with transaction.atomic():
            keep(work(things))
    except Exception:
        if len(things) > 1:
            for thing in things:
                _attempt(kind, work, [thing], keep)
            return
        logger.exception("The work %s failed at %s.", kind.name, things[0])
        words = gettext(
            "Something went wrong here. It was not changed; the log of the site says why."
        )
        keep([Worked(things[0], Outcome.REFUSED, things[0], words)])


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
