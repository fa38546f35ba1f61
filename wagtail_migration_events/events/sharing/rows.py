"""Child rows of a page: written so that Wagtail indexes the page once, not once for each row.

When a child row is saved, Wagtail reads its page anew and indexes all the references in it. It has
no seam for doing that once, beside the one that its command ``rebuild_references_index`` uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from modelcluster.models import get_all_child_relations

#: The rows that were written with the page that is being saved; None outside of such a save.
_written: ContextVar[list[Any] | None] = ContextVar("_written", default=None)


@contextmanager
def indexed_with_its_rows(page: Any) -> Iterator[None]:
    """Around ``super().save()`` of a page: its rows leave their references to it, and it is indexed
    once more when they are there. With hundreds of rows, each of which has all of them indexed,
    publishing took minutes."""
    from wagtail.signal_handlers import update_reference_index_on_save

    written: list[Any] = []
    token = _written.set(written)
    try:
        yield
    finally:
        _written.reset(token)
    if written:
        update_reference_index_on_save(page)


@contextmanager
def row_of_page(row: Any) -> Iterator[None]:
    """Around ``super().save()`` of a child row; one that is saved by itself is indexed as ever."""
    written = _written.get()
    if written is None:
        yield
        return
    written.append(row)
    with references_left_to_the_page():
        yield


def write_rows(page: Any, columns: Collection[str]) -> list[str]:
    """Write the child rows that are named in ``columns``, before the page itself is saved.

    :return: the columns that are still to be saved. Saving them makes Wagtail index the page,
        with the rows that it has by now.
    """
    relations = {each.get_accessor_name() for each in get_all_child_relations(page)}
    named = [name for name in columns if name in relations]
    for name in named:
        _write(getattr(page, name))
    own = [name for name in columns if name not in relations]
    return [*own, "text_basis"] if named else own  # Django does not save a page without columns


def _write(manager: Any) -> None:
    kept = [row.pk for row in manager.all() if row.pk]
    with references_left_to_the_page():
        manager.get_live_queryset().exclude(pk__in=kept).delete()
        manager.commit()


@contextmanager
def references_left_to_the_page() -> Iterator[None]:
    """Let rows leave Wagtail's index of references alone, which reads them with their page."""
    from wagtail import signal_handlers  # needs the models of the site

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield  # whoever has switched it off sees to all references
        return
    with signal_handlers.disable_reference_index_auto_update():
        yield
