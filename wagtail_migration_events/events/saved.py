"""Telling, within a transaction, which event pages have been written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.local import Local
from django.dispatch import Signal

#: Sent inside the transaction, after the child rows, when pages may show other facts than before:
#: after a save, or when they were given the facts of their source. A receiver that raises undoes
#: all of it. Arguments: ``sender`` (``EventGroup``), ``pages`` (their primary keys, a list).
pages_written = Signal()

_open = Local()


@contextmanager
def written_together() -> Iterator[None]:
    """Tell once, at the end of the outermost block, of all pages that were written in it."""
    if getattr(_open, "pages", None) is not None:
        yield
        return
    _open.pages = []
    try:
        yield
        pages = list(dict.fromkeys(_open.pages))
    finally:
        _open.pages = None
    if pages:
        _tell(pages)


@contextmanager
def only_collected() -> Iterator[list[int]]:
    """Tell of no page that is written in this block; yield the list of their primary keys.

    For whoever is about to delete pages: a receiver may make no row now that points to one of
    them. Those that are left are told of afterwards.
    """
    before = getattr(_open, "pages", None)
    _open.pages = []
    try:
        yield _open.pages
    finally:
        _open.pages = before


def note_written(page: Any) -> None:
    """Note a page whose row, or what it shows of its source, has been written."""
    note_all_written([page.pk])


def note_all_written(pks: Iterable[int]) -> None:
    """Note pages by their primary keys; one that is gone by now is no harm."""
    with written_together():
        _open.pages += pks


def _tell(pages: list[int]) -> None:
    from wagtail_migration_events.events.group import EventGroup

    pages_written.send(sender=EventGroup, pages=pages)
