"""What a run of the benchmark says, and when it fails."""

from __future__ import annotations

from bench.cases import Case, Measurement, Subject, at_most_queries, at_most_times
from bench.report import table, verdicts

CASES = [Case("one", lambda _: None), Case("six", lambda _: None)]
MEASURED = {
    "one": Measurement(milliseconds=50.0, queries=100, peak_bytes=200_000),
    "six": Measurement(milliseconds=160.0, queries=1250, peak_bytes=1_500_000),
}


def test_the_table_has_a_row_for_each_case_and_the_first_is_the_unit() -> None:
    head, first, second = table("SQLite", Subject(CASES), MEASURED).splitlines()
    assert " ".join(head.split()) == "case database median ms queries peak MB times the unit"
    assert first.split() == ["one", "SQLite", "50.0", "100", "0.2", "1.0"]
    assert second.split() == ["six", "SQLite", "160.0", "1,250", "1.5", "3.2"]


def test_a_bound_on_queries_that_is_missed_fails_the_run() -> None:
    bounds = [at_most_queries("six", 1150, more_than="one"), at_most_queries("six", 1000)]
    lines, held = verdicts(Subject(CASES, bounds), MEASURED)
    assert lines == [
        "held    six: at most 1150 queries more than one (1,150)",
        "missed  six: at most 1000 queries (1,250)",
    ]
    assert not held


def test_a_bound_on_time_that_is_missed_is_only_said() -> None:
    lines, held = verdicts(Subject(CASES, [at_most_times("six", 3, unit="one")]), MEASURED)
    assert lines == ["missed  six: at most 3 times the time of one (3.2)"]
    assert held
