"""A team installs the package into the site it has, adopts its events, and leaves again.

What has to be true after each step stands in ``town/roads``: each is a process of its own, with the
settings and models that the site has then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.adopter.recorded import RECORDED, lay_out
from tests.adopter.town_site import Town, install, leave, put_mixin_on
from tests.conftest import HAS_LOCALIZE


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """The address of an empty database of the kind that these tests run on."""
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    if engine == "mysql":
        pytest.skip("its schema migrations alone would take minutes")
    if engine == "sqlite3":
        yield f"sqlite:///{tmp_path / 'town.sqlite3'}"
        return
    name = f"town_{os.getpid()}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        cursor.execute(f"DROP DATABASE {name}")


def test_a_team_installs_the_package_adopts_its_events_and_leaves(tmp_path: Path, database: str):
    town = Town(tmp_path / "site", database, localize=HAS_LOCALIZE)
    town.run("before")
    install(town)
    town.run("installed")
    put_mixin_on(town)
    town.run("adopted")
    leave(town)


@pytest.mark.localize
def test_a_site_of_an_older_state_and_an_older_wagtail_is_brought_forward(tmp_path: Path):
    assert RECORDED.exists()
    town = Town(tmp_path / "site", f"sqlite:///{tmp_path / 'town.sqlite3'}", localize=True)
    install(town)
    put_mixin_on(town, ask=False)
    lay_out(town, tmp_path / "town.sqlite3")
    town.run("upgraded")
