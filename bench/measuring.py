"""Time, queries and memory of cases."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from bench.cases import Case, Measurement, Measurements


class QueryCount:
    """How many statements went to the database, savepoints among them.

    Beginning and end of a transaction are left out: only some drivers send them as statements.
    """

    def __init__(self) -> None:
        self.number = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.number += not sql.startswith("BEGIN")
        return execute(sql, params, many, context)


@contextmanager
def counted_queries() -> Iterator[QueryCount]:
    """Count the queries of a block, by the same rule on every database."""
    count = QueryCount()
    with connection.execute_wrapper(count):
        yield count


def measure(cases: Sequence[Case], rounds: int) -> Measurements:
    """Measure cases in turn, round by round, so that a slow minute of the machine hits all.

    Queries are counted first, which also warms everything up; memory is measured in a run of
    its own, because that makes it slower.
    """
    queries = {case.name: _queries(case) for case in cases}
    peaks = _peaks(cases)
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for _round in range(rounds):
        for case in cases:
            times[case.name].append(_milliseconds(case))
    return {
        name: Measurement(statistics.median(times[name]), queries[name], peaks[name])
        for name in times
    }


def measure_once(cases: Sequence[Case]) -> Measurements:
    """Measure cases that take long: time of this process and queries in one run, memory in another.

    The database's own time is not in it.
    """
    found = {}
    for case in cases:
        subject = case.prepare()
        gc.collect()
        with counted_queries() as count:
            started = time.process_time()
            case.run(subject)
            found[case.name] = (time.process_time() - started) * 1000, count.number
    peaks = _peaks(cases)
    return {name: Measurement(*found[name], peaks[name]) for name in found}


def _peaks(cases: Sequence[Case]) -> dict[str, int]:
    return {case.name: _peak_bytes(case) if case.has_peak else 0 for case in cases}


def _queries(case: Case) -> int:
    subject = case.prepare()
    with counted_queries() as count:
        case.run(subject)
    return count.number


def _peak_bytes(case: Case) -> int:
    subject = case.prepare()
    gc.collect()
    tracemalloc.start()
    try:
        case.run(subject)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _milliseconds(case: Case) -> float:
    subject = case.prepare()
    gc.collect()
    started = time.perf_counter()
    case.run(subject)
    return (time.perf_counter() - started) * 1000
