"""A lock that keeps two imports from running at once, and that goes when its process does."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files import locks
from django.db import connections, router
from django.utils.translation import gettext as _

from wagtail_migration_events.interchange.record import ImportRecord


class AnotherRun(RuntimeError):  # noqa: N818 - says what it is
    """Another import is running on this database."""


@contextlib.contextmanager
def only_run(connection: Any = None) -> Iterator[None]:
    """Let one import at a time write to a database.

    The database holds the lock for as long as the connection lasts; for SQLite, which has no such
    locks, the system does. So nothing is left behind by a process that was killed.

    :param connection: by default that to the database of import records.
    :raises AnotherRun: if somebody has the lock; nobody is waited for.
    """
    connection = connection or connections[router.db_for_write(ImportRecord)]
    lock = {"postgresql": _in_postgresql, "mysql": _in_mysql}.get(connection.vendor, _in_file)
    with lock(connection):
        yield


@contextlib.contextmanager
def _in_postgresql(connection: Any) -> Iterator[None]:
    key = int.from_bytes(_digest(connection)[:8], signed=True)
    _ask(connection, "SELECT pg_try_advisory_lock(%s)", key)
    try:
        yield
    finally:
        _release(connection, "SELECT pg_advisory_unlock(%s)", key)


@contextlib.contextmanager
def _in_mysql(connection: Any) -> Iterator[None]:
    name = f"import-{_digest(connection).hex()[:32]}"
    _ask(connection, "SELECT GET_LOCK(%s, 0)", name)
    try:
        yield
    finally:
        _release(connection, "SELECT RELEASE_LOCK(%s)", name)


@contextlib.contextmanager
def _in_file(connection: Any) -> Iterator[None]:
    with _lock_file(connection).open("ab") as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            raise _another()
        try:
            yield
        finally:
            locks.unlock(file)


def _ask(connection: Any, question: str, key: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(question, [key])
        if not cursor.fetchone()[0]:
            raise _another()


def _release(connection: Any, question: str, key: Any) -> None:
    # A connection that broke has taken its lock with it.
    if connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute(question, [key])


def _another() -> AnotherRun:
    return AnotherRun(_("Another import is running. Wait until it is done, then start again."))


def _lock_file(connection: Any) -> Path:
    """Return a file beside the database; what is in memory belongs to one process."""
    if connection.is_in_memory_db():
        return Path(tempfile.gettempdir()) / f"events-import-{os.getpid()}.lock"
    database = Path(connection.settings_dict["NAME"])
    return database.with_name(f"{database.name}.import-lock")


def _digest(connection: Any) -> bytes:
    name = f"wagtail_migration_events import {connection.settings_dict['NAME']}"
    return hashlib.sha256(name.encode()).digest()
