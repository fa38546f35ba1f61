"""What can be done in a run. Who has such work registers it here, when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from wagtail_migration_events.runs.run import BackgroundRun, Outcome

#: Does the work on some things: ``work(things, arguments, user)``. It answers for each of them; in
#: one transaction, so what it cannot do for one it must say, and not raise.
Work = Callable[[Sequence[str], Mapping[str, Any], Any], "Sequence[Worked]"]
#: Opens what all batches of a run share, such as a file, and gives the work on them. It may say
#: what the things are (``run.things``), and what is to be said of the whole (``run.words``).
Session = Callable[[BackgroundRun], AbstractContextManager[Work]]


class RunRefused(ValueError):  # noqa: N818 - says what it is
    """Nothing can be done in this run; the message says why, and what to do."""


@dataclass(frozen=True)
class Worked:
    """What became of one thing.

    Attributes:
        thing: as it stands in ``BackgroundRun.things``.
        label: what a person calls it.
        words: the reason, or what has changed.
        data: what JSON can hold, for whoever does the work.
    """

    thing: str
    outcome: Outcome
    label: str = ""
    words: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def _no_work(things: Sequence[str], arguments: Mapping[str, Any], user: Any) -> Sequence[Worked]:
    """Stand where ``session`` gives the work."""
    raise NotImplementedError


@dataclass(frozen=True)
class RunKind:
    """A kind of work.

    Attributes:
        name: stands in the table; never changed.
        label: for people, lazily translated.
        work: what is done; not needed where ``session`` gives it.
        batch: on how many things it works in one transaction.
        foresee: says what the work would do, and does none of it; None where nobody asks before.
        undo_url: returns from the arguments of a run where all of it can be undone.
        session: for work that needs something which stays open.
        permission: who holds it sees all runs of this kind, and nobody else sees any; by default
            people see their own.
    """

    name: str
    label: Any
    work: Work = _no_work
    batch: int = 20
    foresee: Work | None = None
    undo_url: Callable[[Mapping[str, Any]], str] | None = None
    session: Session | None = None
    permission: str = ""

    def opened(self, run: BackgroundRun) -> AbstractContextManager[Work]:
        """Return a context in which there is the work on the things of a run.

        :raises RunRefused: on entering, if it cannot be done.
        """
        if self.session is not None:
            return self.session(run)
        return nullcontext(self.work)


KINDS: dict[str, RunKind] = {}


def register_kind(kind: RunKind) -> RunKind:
    KINDS[kind.name] = kind
    return kind
