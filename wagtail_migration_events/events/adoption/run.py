"""Adopting one group after the other; what goes wrong with one does not stop the others."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from wagtail_migration_events.events.adoption.adopting import adopt, plan_adoption
from wagtail_migration_events.events.adoption.candidates import (
    count_groups,
    group_keys,
    is_settled,
)
from wagtail_migration_events.events.adoption.plan import GroupPlan

logger = logging.getLogger(__name__)


class Became(StrEnum):
    """What one group became; every group becomes exactly one of these."""

    ADOPTED = "adopted"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one group: ``plan`` says what is overwritten, ``error`` why it was refused."""

    key: UUID
    became: Became
    plan: GroupPlan | None = None
    error: str = ""


class AdoptionRun:
    """Adopts groups, or only says what it would do.

    :param keys: of the groups; by default all that are not adopted. A group that is adopted
        already, and is named, is brought into line.
    :param dry_run: write nothing.
    """

    def __init__(self, keys: Iterable[UUID] = (), *, dry_run: bool) -> None:
        self.keys = list(dict.fromkeys(keys))
        self.dry_run = dry_run
        self.counts: Counter[Became] = Counter()
        if not self.keys:
            self.counts[Became.UNCHANGED] = count_groups(settled=True)
        self.total = len(self.keys) or count_groups(settled=False)

    def __iter__(self) -> Iterator[Outcome]:
        for key in self.keys or group_keys(settled=False):
            outcome = self._take(key)
            if outcome is not None:
                self.counts[outcome.became] += 1
                yield outcome

    def _take(self, key: UUID) -> Outcome | None:
        try:
            was_settled = is_settled(key)
            plan = plan_adoption(key) if self.dry_run else adopt(key)
        except Exception as error:
            logger.exception("The group %s could not be adopted.", key)
            return Outcome(key, Became.REFUSED, error=f"{type(error).__name__}: {error}")
        if plan is None:
            return None
        is_same = was_settled and not plan.overwrites
        return Outcome(key, Became.UNCHANGED if is_same else Became.ADOPTED, plan)


def count_line(counts: Counter[Became]) -> str:
    """Return the last line of a run, the same in every language because scripts read it."""
    return ", ".join(f"{counts[each]} {each.value}" for each in Became)
