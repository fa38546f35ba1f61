"""What can be done in a run. Who has such work registers it here, when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail_migration_events.runs.run import Outcome

#: Does the work on some things: ``work(things, arguments, user)``. It answers for each of them; in
#: one transaction, so what it cannot do for one it must say, and not raise.
Work = Callable[[Sequence[str], Mapping[str, Any], Any], "Sequence[Worked]"]


@dataclass(frozen=True)
class Worked:
    """What became of one thing.

    Attributes:
        thing: as it stands in ``BackgroundRun.things``.
        label: what a person calls it.
        words: the reason, or what has changed.
    """

    thing: str
    outcome: Outcome
    label: str = ""
    words: str = ""


@dataclass(frozen=True)
class RunKind:
    """A kind of work.

    Attributes:
        name: stands in the table; never changed.
        label: for people, lazily translated.
        batch: on how many things it works in one transaction.
        foresee: says what the work would do, and does none of it; None where nobody asks before.
        undo_url: returns from the arguments of a run where all of it can be undone.
    """

    name: str
    label: Any
    work: Work
    batch: int = 20
    foresee: Work | None = None
    undo_url: Callable[[Mapping[str, Any]], str] | None = None


KINDS: dict[str, RunKind] = {}


def register_kind(kind: RunKind) -> RunKind:
    KINDS[kind.name] = kind
    return kind
