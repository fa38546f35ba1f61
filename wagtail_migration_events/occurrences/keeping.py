"""Keeping the index: what the core calls when it starts, and when event pages were written."""

from __future__ import annotations

from typing import Any

from wagtail_migration_events.events.saved import pages_written
from wagtail_migration_events.groups.page_model import with_aliases
from wagtail_migration_events.groups.serving.last_changes import MOMENTS
from wagtail_migration_events.occurrences.indexing import TABLES, index_pages
from wagtail_migration_events.occurrences.moments import moments
from wagtail_migration_events.occurrences.own_facets import register_own_facets

FOLLOWING = f"{__name__}.follow"


def keep_index() -> None:
    """Register the package's facets, and follow what is written to event pages from now on."""
    register_own_facets()
    MOMENTS.update(moments())
    follow()


def follow() -> None:
    """Bring the index up to date whenever event pages are written."""
    pages_written.connect(_index, dispatch_uid=FOLLOWING)


def drop_rows_of_departing(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Handler of ``pre_delete`` of base pages, after the one that waits for whoever publishes.

    What was written meanwhile is not among the rows that Django has collected to delete.
    """
    for table in TABLES:
        table._base_manager.filter(page=instance.pk).delete()


def _index(sender: Any, pages: list[int], **kwargs: Any) -> None:
    # An alias has the key and the language of the page that it mirrors.
    index_pages(with_aliases(pages))
