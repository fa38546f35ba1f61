"""Pages that are built once for all tests of a module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def for_a_module(build: Callable[..., Any]) -> Any:
    """Make a fixture of a function that is called once for a module.

    Every test finds in the database what was built, see the fixture ``built_once``; what is in
    memory it must read anew, see :func:`again`. For modules most tests of which want these pages,
    and the rest do not mind them.
    """

    @pytest.fixture(scope="module", name=build.__name__)
    def built(built_once: Any) -> Any:
        return built_once(build)

    return built


def again(page: Any) -> Any:
    """Return a page as it is stored by now."""
    return type(page).objects.get(pk=page.pk)
