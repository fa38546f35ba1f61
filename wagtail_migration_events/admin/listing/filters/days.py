"""Events on some days, by the parameters that the public lists have for them."""

from __future__ import annotations

from typing import Any

from django_filters.filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget

from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.periods import in_days
from wagtail_migration_events.occurrences.rows import IndexedOccurrence


class DaysInput(DateRangePickerWidget):
    def suffixed(self, name: str, suffix: str) -> str:
        """Call the inputs ``from`` and ``to``, as every list of events does."""
        return suffix or name


class DaysFilter(DateFromToRangeFilter):
    """Events that touch these days, each in its own zone, whatever the editor's zone is."""

    def filter(self, qs: Any, value: Any) -> Any:
        if not value:
            return qs
        first, last = (day.date() if day else None for day in (value.start, value.stop))
        if first is None and last is None:
            return qs
        asked = EventFilters(When.ALL, first_day=first, last_day=last)
        rows = IndexedOccurrence.objects.filter(in_days(asked))
        return qs.filter(pk__in=rows.values("page"))
