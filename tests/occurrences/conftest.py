"""An event in two languages, whose index must be right before and after a test."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import MAY_3, make_event, make_organizer, translated
from tests.occurrences.index_checks import assert_index_is_right


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="Europe/Zurich",
        areas=["404"],
        organizers=[make_organizer(site.organizers["en"])],
    )


@pytest.fixture
def french(event: Any) -> Any:
    return translated(event, "fr", title="Le forum")


@pytest.fixture
def index_kept_right(site: Any) -> Any:
    assert_index_is_right()
    yield
    assert_index_is_right()
