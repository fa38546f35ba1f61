"""What must hold of the index, whatever has happened to the pages."""

from __future__ import annotations

from wagtail_migration_events.occurrences.rebuilding import (
    batches,
    differing_pages,
    pages_of_others,
)


def assert_index_is_right() -> None:
    """Check that the index has the rows that a rebuild would make, and no others."""
    wrong = [pk for pks in batches() for pk in differing_pages(pks)]
    assert not wrong, f"the index has other rows of the pages {wrong} than it should"
    assert not list(pages_of_others())
