"""What a subject consists of: cases that are measured, and bounds that they must keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Plan:
    """How much is measured.

    Attributes:
        events: in the subjects that work on many.
        languages: of each event, the source's first.
        rounds: how often each case is timed.
        note: is told what is being done, line by line.
        earlier: what the subjects before have measured, by case.
    """

    events: int
    languages: tuple[str, ...]
    rounds: int
    note: Callable[[str], None]
    earlier: dict[str, Measurement] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One thing that is measured.

    Attributes:
        name: in the table, unique within its subject.
        run: what is measured; it is given what ``prepare`` returns.
        prepare: is called before each run, and not measured.
        unit: the name of the case of the same subject whose time is 1; by default the first.
        has_peak: whether its memory is measured, which makes it several times slower.
    """

    name: str
    run: Callable[[Any], object]
    prepare: Callable[[], Any] = lambda: None
    unit: str = ""
    has_peak: bool = True


@dataclass(frozen=True)
class Measurement:
    """What a case took: the median of its times, its queries, the peak of its memory."""

    milliseconds: float
    queries: int
    peak_bytes: int


Measurements = dict[str, Measurement]


@dataclass(frozen=True)
class Bound:
    """A promise, as a sentence; what was measured; and whether it is a count, which must hold."""

    promise: str
    at_most: float
    measured: Callable[[Measurements], float]
    is_count: bool = True


@dataclass(frozen=True)
class Subject:
    """What is measured.

    Attributes:
        takes_long: each case is timed once, while its queries are counted, and in this process's
            own time, so that nothing counts which the machine does meanwhile.
    """

    cases: Sequence[Case]
    bounds: Sequence[Bound] = field(default_factory=tuple)
    takes_long: bool = False


def at_most_queries(case: str, number: int, more_than: str = "") -> Bound:
    """Promise that a case makes so many queries at most, or so many more than another case."""
    promise = f"{case}: at most {number} queries"

    def measured(found: Measurements) -> float:
        return found[case].queries - (found[more_than].queries if more_than else 0)

    return Bound(f"{promise} more than {more_than}" if more_than else promise, number, measured)


def at_most_times(case: str, number: float, unit: str) -> Bound:
    """Promise that a case takes at most so many times as long as another one in the same run."""

    def measured(found: Measurements) -> float:
        return found[case].milliseconds / found[unit].milliseconds

    promise = f"{case}: at most {number:g} times the time of {unit}"
    return Bound(promise, number, measured, is_count=False)
