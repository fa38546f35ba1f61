"""The corrections made in the admin, kept by each process, and how it learns of new ones.

Whoever corrects a title leaves a stamp in Django's cache. A process looks at the stamp every few
seconds, and into the table when it is another, or once in a minute: caches may be one per process.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import SynchronousOnlyOperation
from django.db import DatabaseError, transaction

from wagtail_migration_events.vocabularies.terms import Title

STAMP = "wagtail_migration_events.title_corrections"
LOOK_AFTER = 5.0
READ_AFTER = 60.0
#: Vocabulary, code, and kind of wording.
Key = tuple[str, str, str]

logger = logging.getLogger(__name__)


class KeptCorrections:
    """What this process knows of the table."""

    def __init__(self) -> None:
        self.titles: dict[Key, dict[str, Title]] = {}
        self._newest = 0
        self._looked_at = self._read_at = float("-inf")

    def of(self, key: Key) -> Mapping[str, Title]:
        """Return the corrected wordings of a term by language."""
        return self.titles.get(key, {})

    def have_changed(self) -> bool:
        """Look for new corrections, unless that was done a moment ago."""
        return time.monotonic() - self._looked_at >= LOOK_AFTER and self.look()

    def look(self) -> bool:
        """Look for new corrections now; return whether what is kept has changed."""
        now = self._looked_at = time.monotonic()
        stamp = _stamp()
        if now - self._read_at < READ_AFTER and stamp in (None, self._newest):
            return False
        return self.read()

    def read(self) -> bool:
        """Read the table; return whether what is kept has changed."""
        rows = _rows()
        if rows is None:
            return False
        self._read_at = time.monotonic()
        newest = rows[-1].pk if rows else 0
        if newest == self._newest:
            return False
        self._newest, self.titles = newest, _in_force(rows)
        return True

    def assume_none(self) -> bool:
        """Take it that there are none, without looking; return whether that is a change."""
        had_some = bool(self.titles)
        self.titles, self._newest = {}, 0
        self._looked_at = self._read_at = time.monotonic()
        return had_some


kept = KeptCorrections()


def announce(pk: int) -> None:
    """Tell every process, after the transaction, that there is a correction of this key."""
    transaction.on_commit(partial(_announce, pk))


def _announce(pk: int) -> None:
    from wagtail_migration_events.vocabularies.official.vocabulary import reset

    try:
        cache.set(STAMP, pk, None)
    except Exception:  # whatever the site's cache raises: the others look within a minute
        logger.exception("The cache does not answer.")
    if kept.read():
        reset()


def _stamp() -> Any:
    try:
        return cache.get(STAMP)
    except Exception:
        logger.exception("The cache does not answer.")
        return None


def _rows() -> list[Any] | None:
    """Return all rows; None where the table cannot be read, as before the first ``migrate``."""
    if not apps.ready:
        return None
    model: Any = apps.get_model("wagtail_migration_events", "TitleCorrection")
    try:
        with transaction.atomic():  # a failed query must not spoil the caller's transaction
            return list(model._base_manager.order_by("pk"))
    except (DatabaseError, SynchronousOnlyOperation):
        return None


def _in_force(rows: list[Any]) -> dict[Key, dict[str, Title]]:
    found: dict[Key, dict[str, Title]] = {}
    for row in rows:
        titles = found.setdefault((row.vocabulary, row.code, row.kind), {})
        titles.pop(row.language, None)
        if row.text:
            titles[row.language] = Title(row.text, row.verified, row.source)
    return found
