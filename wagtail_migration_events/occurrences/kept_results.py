"""What a process remembers of what was found for everybody, until it changes.

To find events is most of the work of a list, and between two changes each visitor finds the same.
What holds for an answer that a cache may keep holds here: it is right as long as nothing has
changed of what :mod:`~wagtail_migration_events.groups.serving.last_changes` asks for. If events
have changed and nothing else, what was found is brought up to date for these alone. Whoever reads
pages that were found asks the rows of pages again whether they may be shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Set
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from wagtail_migration_events.conf import setting
from wagtail_migration_events.occurrences.changed_events import MOST_CHANGED, events_changed

#: Of what was found, the first part says how much it is.
Result = tuple[Collection[Any], Any]
#: Makes of a result that was right, and of the keys of events that have changed since, another.
Mend = Callable[[Any, Set[UUID]], Result]


class _Kept(NamedTuple):
    """A result, and the keys of the events that have changed since it was right.

    Attributes:
        follows_events: whether it depends on events alone.
    """

    result: Result
    follows_events: bool
    changed: Set[UUID] = frozenset()


class KeptResults:
    """Results of one state of the database, those that were asked for last.

    :param changed: returns the keys of the events that have changed between two states, or None
        if more has changed than events.
    """

    def __init__(self, changed: Callable[[Any, Any], Set[UUID] | None]) -> None:
        self._lock = Lock()
        self._changed = changed
        self._state: Any = None
        self._results: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._size = 0  # of all results: to add up those of thousands takes milliseconds

    def get(
        self, state: Any, question: Hashable, read: Callable[[], Any], mend: Mend | None = None
    ) -> Any:
        """Return what was found, or find it now.

        :param state: another one after every change.
        :param question: whatever the result depends on, beside the state.
        :param read: finds it. Whoever gets the result must not change it.
        :param mend: only for what depends on events alone; it does not change what it is given.
            Without it, what was found before a change of any kind is dropped.
        """
        self._go_on_to(state)
        with self._lock:
            kept = self._results.get(question) if state == self._state else None
            if kept and not kept.changed:
                self._results.move_to_end(question)
                return kept.result
        found = mend(kept.result, kept.changed) if kept and mend else read()
        with self._lock:
            if state == self._state:
                self._drop(question)
                self._results[question] = kept = _Kept(found, mend is not None)
                self._size += _size(kept)
                self._drop_oldest()
        return found

    def forget(self, **_signal: Any) -> None:
        """Drop everything."""
        with self._lock:
            self._state, self._results, self._size = None, OrderedDict(), 0

    def _go_on_to(self, state: Any) -> None:
        """Note of all results what has changed since the state for which they are right."""
        before = self._state
        if before == state:
            return
        changed = None if before is None else self._changed(before, state)
        with self._lock:
            if self._state is before:
                self._state = state
                self._results = self._still_of_use(changed)
                self._size = sum(map(_size, self._results.values()))

    def _still_of_use(self, changed: Set[UUID] | None) -> OrderedDict[Hashable, _Kept]:
        if changed is None:
            return OrderedDict()
        # Thousands of results may have the same changes behind them: they share one set.
        before = {kept.changed for kept in self._results.values()}
        after = {each: each | changed if changed else each for each in before}
        return OrderedDict(
            (question, kept._replace(changed=after[kept.changed]))
            for question, kept in self._results.items()
            if kept.follows_events and len(kept.changed) <= MOST_CHANGED
        )

    def _drop_oldest(self) -> None:
        while self._size > setting("FOUND_EVENTS_KEPT"):
            self._drop(next(iter(self._results)))

    def _drop(self, question: Hashable) -> None:
        if kept := self._results.pop(question, None):
            self._size -= _size(kept)


def _size(kept: _Kept) -> int:
    # A question that finds nothing takes memory too, and there is no end of questions.
    return 1 + len(kept.result[0])


KEPT_RESULTS = KeptResults(events_changed)
