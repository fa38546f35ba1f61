"""The checks, in the order in which they are made. Rooms below add theirs to the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail_migration_events.doctor.disagreement import SIBLINGS_DISAGREE
from wagtail_migration_events.doctor.finding import Check, Finding
from wagtail_migration_events.doctor.groups import GROUPS_NOT_ADOPTED, GROUPS_WITHOUT_SOURCE
from wagtail_migration_events.doctor.labels import TERMS_WITHOUT_LABEL
from wagtail_migration_events.doctor.notices import EVENTS_NOT_RECORDED, NOTICES_FAILED
from wagtail_migration_events.doctor.occurrence_index import INDEX_DIFFERS
from wagtail_migration_events.doctor.titles import TITLES_UNVERIFIED
from wagtail_migration_events.doctor.translations import TRANSLATIONS_STALE

CHECKS: list[Check] = [
    SIBLINGS_DISAGREE,
    INDEX_DIFFERS,
    EVENTS_NOT_RECORDED,
    NOTICES_FAILED,
    GROUPS_WITHOUT_SOURCE,
    GROUPS_NOT_ADOPTED,
    TRANSLATIONS_STALE,
    TERMS_WITHOUT_LABEL,
    TITLES_UNVERIFIED,
]


def findings() -> Iterator[tuple[Check, Finding]]:
    """Make every check; yield what is found, check by check."""
    for check in CHECKS:
        for finding in check.find():
            yield check, finding


def finding_data(check: Check, finding: Finding) -> dict[str, Any]:
    """Return a finding for a program: the keys that every check has, and those of its own."""
    return {
        "check": check.name,
        "severity": check.severity.value,
        "message": finding.message,
        "todo": finding.todo or str(check.todo),
        **finding.data,
    }
