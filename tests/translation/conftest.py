"""What the tests of translating share."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: Any) -> Any:
    """``with on_commit(execute=True):`` does what localize leaves for after the transaction."""
    return django_capture_on_commit_callbacks
