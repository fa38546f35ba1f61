"""A long list whose order is costly is put into order once, by primary keys, and read in pages."""

from __future__ import annotations

from functools import cached_property
from typing import Any


class PagesByKey:
    """What Django's paginator asks a list for: how many there are, and those of one page.

    A queryset is asked twice, and reads for all what is shown of few.

    :param found: a queryset of pages in its order.
    :param shown: a queryset of all pages, with what is shown of one.
    """

    ordered = True

    def __init__(self, found: Any, shown: Any) -> None:
        self.found, self.shown = found, shown

    @cached_property
    def keys(self) -> list[int]:
        return list(self.found.values_list("pk", flat=True))

    def count(self) -> int:
        return len(self.keys)

    __len__ = count

    def __getitem__(self, part: slice) -> list[Any]:
        keys = self.keys[part]
        rows = {page.pk: page for page in self.shown.filter(pk__in=keys)}
        return [rows[key] for key in keys if key in rows]
