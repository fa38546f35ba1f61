"""A Chromium and the example site, each started once for all tests that need them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.browser.chromium import NOT_FOUND, chromium_path, running_chromium
from tests.browser.example_site_server import served
from tests.browser.reader import Reader, new_reader

# The example site runs with everything installed, whatever world the tests are in: once is enough.
if settings.SETTINGS_MODULE != "tests.worlds.full":
    collect_ignore_glob = ["test_*.py"]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Keep these tests in one process, so that one site is built, or leave them out.

    Where no Chromium is found, the first of them stands for all in the summary.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
    yield
    chosen = [item for item in items if item.get_closest_marker("browser")]
    if chosen and chromium_path() is None:
        first, *others = chosen
        first.add_marker(pytest.mark.skip(reason=f"{len(chosen)} {NOT_FOUND}"))
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, which is there: without one no test comes this far."""
    path = chromium_path()
    assert path
    with running_chromium(path) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def site_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served example site keeps its data."""
    return tmp_path_factory.getbasetemp() / "served_example_site"


@pytest.fixture(scope="session")
def example_site(browser: Browser, site_directory: Path) -> Iterator[str]:
    """The address of the served example site, which belongs to this process alone."""
    own = site_directory.parent
    parent = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with served(parent, site_directory) as address:
        yield address


@pytest.fixture
def readers(browser: Browser, example_site: str) -> Iterator[Callable[..., Reader]]:
    """A function that makes a reader; afterwards no page may have had a fault.

    What it takes are options of Playwright's ``new_context``.
    """
    made = []
    with ExitStack() as stack:

        def make(**options: Any) -> Reader:
            reader = new_reader(browser, example_site, **options)
            stack.callback(reader.context.close)
            made.append(reader)
            return reader

        yield make
    for reader in made:
        assert reader.faults == []
        assert reader.foreign_requests == []


@pytest.fixture
def reader(readers: Callable[..., Reader]) -> Reader:
    """A reader with a laptop in Geneva."""
    return readers()
