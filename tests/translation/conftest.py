"""What the tests of the translation workflow have in common."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.translation.spring import APRIL_1


@pytest.fixture
def on_april_1() -> Iterator[None]:
    """It is the day on which translations are asked for, and stays so."""
    with time_machine.travel(APRIL_1, tick=False):
        yield
