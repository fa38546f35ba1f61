"""What people do in the admin does not make a page live that something is missing from.

The views of localize write and publish in one go, in the middle of what they do: a sync renews the
strings and lets a machine translate them before it publishes. So the question is asked once more
where a page is written, and what it keeps from going live is saved as a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail_migration_events.translation.gate.missing import what_is_missing
from wagtail_migration_events.translation.gate.obstacle import Obstacle
from wagtail_migration_events.translation.site_settings import Gate, translation_settings

_held_back: ContextVar[list[Obstacle] | None] = ContextVar("held_back", default=None)


@contextmanager
def hold_back() -> Iterator[list[Obstacle]]:
    """Let localize publish only what may go live, within; yield what was missing from the rest."""
    found: list[Obstacle] = []
    token = _held_back.set(found)
    try:
        yield found
    finally:
        _held_back.reset(token)


def is_held_back(source: Any, page: Any) -> bool:
    """Whether what localize is about to publish is to be saved as a draft.

    :param source: a ``TranslationSource``.
    :param page: the translation as it is stored; None if it is new, or an alias so far.
    """
    found = _held_back.get()
    if found is None:
        return False
    if page is None:
        return translation_settings(source.get_source_instance()).gate != Gate.READY
    missing = what_is_missing(page, writes_words=True)
    found += missing
    return bool(missing)
