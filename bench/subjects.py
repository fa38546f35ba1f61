"""Which subjects there are, in the order in which they are measured."""

from __future__ import annotations

from collections.abc import Callable

from bench import answering, feeding, finding, freshness, publishing
from bench.cases import Plan, Subject

#: A subject is a module with a function that makes its data and returns its cases and bounds.
SUBJECTS: dict[str, Callable[[Plan], Subject]] = {
    "publishing": publishing.subject,
    "freshness": freshness.subject,
    **finding.SIZES,
    "feeds": feeding.subject,
    "api": answering.subject,
}

#: Those that take long to prepare are measured only when they are asked for by name.
ALL_SUBJECTS = {**SUBJECTS, **finding.LARGE}
