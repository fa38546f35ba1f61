"""What must hold of the index, whatever has happened to the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from wagtail_migration_events.occurrences.rebuilding import (
    batches,
    differing_pages,
    pages_of_others,
)
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence


def assert_index_is_right() -> None:
    """Check that the index has the rows that a rebuild would make, and no others."""
    wrong = [pk for pks in batches() for pk in differing_pages(pks)]
    assert not wrong, f"the index has other rows of the pages {wrong} than it should"
    assert not list(pages_of_others())


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def codes(page: Any) -> list[str]:
    return IndexedCodes.objects.get(page=page.pk).codes.split()


def starts(page: Any) -> list[dt.datetime]:
    rows = IndexedOccurrence.objects.filter(page=page.pk).order_by("starts_at")
    return list(rows.values_list("starts_at", flat=True))


def press(client: Any, page: Any, action: str, **data: Any) -> None:
    response = client.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]), data)
    assert response.status_code == 302, response.context_data["form"].errors
