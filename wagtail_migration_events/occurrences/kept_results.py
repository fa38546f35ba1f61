"""What a process remembers of what was found for everybody, until something changes.

To find events is most of the work of a list, and between two changes each visitor finds the same.
What holds for an answer that a cache may keep holds here: it is right as long as nothing has
changed of what :mod:`~wagtail_migration_events.groups.serving.last_changes` asks for. Whoever reads
pages that were found asks the rows of pages again whether they may be shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from threading import Lock
from typing import Any

from wagtail_migration_events.conf import setting

#: Of what was found, the first part says how much it is.
Result = tuple[Collection[Any], Any]


class KeptResults:
    """Results of one state of the database, those that were asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: Hashable = None
        self._results: OrderedDict[Hashable, Result] = OrderedDict()

    def get(self, state: Hashable, question: Hashable, read: Callable[[], Any]) -> Any:
        """Return what was found, or find it now.

        :param state: another one after every change; what was found before the change is dropped.
        :param question: whatever the result depends on, beside the state.
        :param read: finds it. Whoever gets the result must not change it.
        """
        with self._lock:
            if state != self._state:
                self._state, self._results = state, OrderedDict()
            elif question in self._results:
                self._results.move_to_end(question)
                return self._results[question]
        found = read()
        with self._lock:
            if state == self._state:
                self._results[question] = found
                self._drop_oldest()
        return found

    def forget(self, **_signal: Any) -> None:
        """Drop everything."""
        with self._lock:
            self._state, self._results = None, OrderedDict()

    def _drop_oldest(self) -> None:
        left = setting("FOUND_EVENTS_KEPT") - sum(map(_size, self._results.values()))
        while left < 0:
            _question, dropped = self._results.popitem(last=False)
            left += _size(dropped)


def _size(result: Result) -> int:
    # A question that finds nothing takes memory too, and there is no end of questions.
    return 1 + len(result[0])


KEPT_RESULTS = KeptResults()
