"""Small tables that nearly every answer depends on and hardly anybody changes, kept by a process.

Whoever changes a row leaves a stamp in Django's cache. A process looks at the stamp every few
seconds, and into the table when it is another, or once in a minute: caches may be one per process.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable
from hashlib import blake2s
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import SynchronousOnlyOperation
from django.db import DatabaseError, transaction
from django.db.models.signals import post_delete, post_save

APP = "wagtail_migration_events"
LOOK_AFTER = 5.0
READ_AFTER = 60.0

logger = logging.getLogger(__name__)

#: Every table that is kept, for tests that must not find what others have left.
FOLLOWED: list[KeptRows] = []


def marks_of_kept_rows() -> dict[str, str]:
    """Return, without looking, what tells what this process knows from what it knew before.

    By table, and the same in all processes that know the same. A process learns of a change some
    seconds after it; an answer from in between must not count as one that knows of it.
    """
    return {each.model: each.mark for each in FOLLOWED}


class KeptRows:
    """The rows of one table, as this process knows them.

    :param model: name of a model of the core app.
    :param columns: what is kept of each row, in the order of primary keys.

    Attributes:
        mark: tells the rows that are known from others.
        changed: functions that are called when the rows are others than before.
    """

    def __init__(self, model: str, *columns: str) -> None:
        self.model, self.columns = model, columns
        self.mark = ""
        self.changed: list[Callable[[], None]] = []
        self._rows: list[tuple[Any, ...]] = []
        self._stamp: Any = None
        self._looked_at = self._read_at = float("-inf")

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The rows, looked at again when that was not done a moment ago."""
        self.look_now_and_then()
        return self._rows

    def look_now_and_then(self) -> None:
        if time.monotonic() - self._looked_at >= LOOK_AFTER:
            self.look()

    def look(self) -> None:
        """Look now whether another process has changed a row."""
        now = self._looked_at = time.monotonic()
        stamp = self._stamp_left()
        if now - self._read_at < READ_AFTER and stamp in (None, self._stamp):
            return
        self._stamp = stamp
        self.read()

    def read(self) -> None:
        """Read the table, and call whoever wants to know if it has changed."""
        rows = self._in_table()
        if rows is None:
            return
        self._read_at = time.monotonic()
        self._take(rows)

    def assume_none(self) -> None:
        """Take it that the table is empty, without looking."""
        self._looked_at = self._read_at = time.monotonic()
        self._stamp = None
        self._take([])

    def follow(self) -> KeptRows:
        """Let every process know, after the transaction, when a row has changed."""
        for signal in (post_save, post_delete):
            signal.connect(self._announce_later, sender=f"{APP}.{self.model}", weak=False)
        FOLLOWED.append(self)
        return self

    def _take(self, rows: list[tuple[Any, ...]]) -> None:
        if rows != self._rows:
            self._rows = rows
            self.mark = blake2s(repr(rows).encode(), digest_size=16).hexdigest() if rows else ""
            for call in self.changed:
                call()

    def _announce_later(self, **kwargs: object) -> None:
        transaction.on_commit(self._announce)

    def _announce(self) -> None:
        self._stamp = uuid.uuid4().hex
        try:
            cache.set(self._key, self._stamp, None)
        except Exception:  # whatever the site's cache raises: the others look within a minute
            logger.exception("The cache does not answer.")
        self.read()

    @property
    def _key(self) -> str:
        return f"{APP}.kept.{self.model}"

    def _stamp_left(self) -> Any:
        try:
            return cache.get(self._key)
        except Exception:
            logger.exception("The cache does not answer.")
            return None

    def _in_table(self) -> list[tuple[Any, ...]] | None:
        """Return the rows; None where they cannot be read, as before the first ``migrate``."""
        if not apps.ready:
            return None
        model: Any = apps.get_model(APP, self.model)
        try:
            with transaction.atomic():  # a failed query must not spoil the caller's transaction
                return list(model._base_manager.order_by("pk").values_list(*self.columns))
        except (DatabaseError, SynchronousOnlyOperation):
            return None
