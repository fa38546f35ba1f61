"""Whatever editors do, at random and in three languages, the pages of an event agree.

``EVENTS_MACHINE_EXAMPLES=500`` makes the run longer and different each time.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("EVENTS_MACHINE_EXAMPLES", "0"))
STEPS = int(os.environ.get("EVENTS_MACHINE_STEPS", "16"))


def run(machine: Any, site: Any, user: Any) -> None:
    run_state_machine_as_test(
        type(machine.__name__, (machine,), {"user": user, "site": site}),
        settings=settings(
            max_examples=EXAMPLES or 3,
            stateful_step_count=STEPS,
            derandomize=not EXAMPLES,
            deadline=None,
            database=None,
            print_blob=False,
            report_multiple_bugs=False,
            phases=[Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_editors_do_the_pages_of_an_event_agree(site: Any, editor_client: Any):
    from tests.events.sharing.machine.sources import EditorsAndSources

    run(EditorsAndSources, site, editor_client.user)


@pytest.mark.localize
def test_whatever_translators_do_the_pages_of_an_event_agree(site: Any, editor_client: Any):
    from tests.events.sharing.machine.translators import EditorsAndTranslators

    run(EditorsAndTranslators, site, editor_client.user)
