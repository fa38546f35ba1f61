"""Tables that are downloaded from a listing of the admin, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone, translation


class CsvInReadersLanguage:
    """Mixin for a view with Wagtail's ``SpreadsheetExportMixin``: its CSV file is made line by line
    while it is sent, when Wagtail has already left the language and the time zone of the user."""

    def stream_csv(self, queryset: Any) -> Iterator[Any]:
        lines = super().stream_csv(queryset)  # type: ignore[misc]
        return _made_in(translation.get_language(), timezone.get_current_timezone(), lines)


def _made_in(language: str | None, zone: Any, lines: Iterator[Any]) -> Iterator[Any]:
    while True:
        with translation.override(language), timezone.override(zone):
            line = next(lines, None)
        if line is None:
            return
        yield line
