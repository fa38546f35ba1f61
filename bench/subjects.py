"""Which subjects there are, in the order in which they are measured."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

from bench import answering, editing, feeding, finding, freshness, importing, listing, publishing
from bench.cases import Plan, Subject

#: A subject is a module with a function that makes its data and returns its cases and bounds.
SUBJECTS: dict[str, Callable[[Plan], Subject]] = {
    "publishing": publishing.subject,
    "freshness": freshness.subject,
    **finding.SIZES,
    "listing": listing.subject,
    "editing": editing.subject,
    "feeds": feeding.subject,
    "api": answering.subject,
    **importing.SIZES,
}

#: Those that take long are measured only when they are asked for by name.
ALL_SUBJECTS = {**SUBJECTS, **finding.LARGE, **importing.LARGE}

if importlib.util.find_spec("wagtail_localize"):
    from bench import translating

    SUBJECTS["translation"] = ALL_SUBJECTS["translation"] = translating.subject
    ALL_SUBJECTS["submitting"] = translating.submitting
