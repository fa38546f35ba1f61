"""A database that is built once and kept, until what has built it changes.

Running all migrations took ten seconds in each process that shares the tests. Two states are kept:
what the migrations have built, and that with the trees of pages, which any change of the code may
build otherwise. Only SQLite in memory is kept: elsewhere the migrations themselves are part of
what is tested.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.db import connection

from tests.worlds.settings import ROOT, VAR

KEPT = 24


def can_be_kept() -> bool:
    """Whether the database of this run is one that can be kept."""
    default = settings.DATABASES["default"]
    return default["ENGINE"].endswith(".sqlite3") and default["NAME"] == ":memory:"


@contextlib.contextmanager
def stored_database(digest: str) -> Iterator[bool]:
    """Fill the empty database in memory with the one that was kept; keep what the block has built
    if there was none. Of several processes the first builds, and the others wait for it.

    :param digest: names the state, see :func:`digest_of_all` and :func:`digest_of_migrations`.
    :return: whether there was one.
    """
    folder = VAR / "databases"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{digest}.sqlite3"
    with open(file.with_suffix(".lock"), "wb") as lock:
        locks.lock(lock, locks.LOCK_EX)
        if file.exists():
            locks.unlock(lock)
            with contextlib.closing(_in_memory()) as memory:  # it lasts while somebody is connected
                with contextlib.closing(sqlite3.connect(file)) as stored:
                    stored.backup(memory)
                yield True
            return
        yield False
        _keep(file)


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(connection.creation._get_test_db_name(), uri=True)


def _keep(file: Path) -> None:
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(part)) as stored:
        connection.connection.backup(stored)
    os.replace(part, file)
    by_age = sorted(file.parent.glob("*.sqlite3"), key=os.path.getmtime)
    for old in by_age[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".lock").unlink(missing_ok=True)


def digest_of_all() -> str:
    """Name all that the trees of pages depend on: our code, packages, Python and the world."""
    return _digest(
        path
        for folder in ("wagtail_migration_events", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if not path.name.startswith("test_")
    )


def digest_of_migrations() -> str:
    """Name all that the tables depend on, and the terms that fill some of them at first."""
    package = ROOT / "wagtail_migration_events"
    return _digest(
        (
            *package.rglob("migrations/*.py"),
            *(package / "vocabularies" / "site").rglob("*.py"),
            *(ROOT / "tests" / "adopter").rglob("*.py"),
            *(ROOT / "tests" / "worlds").rglob("*.py"),
        )
    )


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256(f"{settings.SETTINGS_MODULE} {sys.version}".encode())
    packages = importlib.metadata.distributions()
    found.update(str(sorted(f"{each.name} {each.version}" for each in packages)).encode())
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
