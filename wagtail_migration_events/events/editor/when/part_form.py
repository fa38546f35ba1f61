"""The day of an umbrella in the form of its part: proposed, and no date before it is meant."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail_migration_events.events.editor.when.form import WhenForm
from wagtail_migration_events.events.editor.when.local_moment import LocalMoment
from wagtail_migration_events.events.facts.when import WhenFields
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.umbrella import day_of, first_umbrella


class PartForm(WhenForm):
    """Shows the day while nothing was published, also when a draft is opened again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default_day = self._propose_day()

    def clean(self) -> dict[str, Any]:
        self._forget_default_day()
        return super().clean()

    def _propose_day(self) -> dt.date | None:
        """Show the day of the umbrella where no date is stored; it is none until it is meant."""
        own_name, event = self.shown("starts_at"), self.instance
        if own_name is None or event.starts_at or event.dates or event.first_published_at:
            return None
        parent = self.parent_page if event.pk is None else None
        day = self._day_of(parent if isinstance(parent, WhenFields) else None)
        if day is not None:
            self.initial[own_name] = LocalMoment(day)
        return day

    def _day_of(self, umbrella: Any = None) -> dt.date | None:
        """Return the day of an event, or of the first one in which this event takes part."""
        keys = getattr(self, "cleaned_data", {}).get(self.shown("part_of") or "")
        keys = keys or getattr(self.instance, "part_of", None)
        umbrella = umbrella or first_umbrella(keys, self.instance.locale_id)
        return day_of(umbrella) if umbrella is not None else None

    def _forget_default_day(self) -> None:
        """Keep a draft without a date while the day that was proposed stands there alone.

        What is published says what the form shows.
        """
        if not self.is_deferred_validation:
            return
        own_name, event = self.shown("starts_at") or "", self.instance
        value = self.cleaned_data.get(own_name)
        if not isinstance(value, LocalMoment) or value.time or event.starts_at or event.dates:
            return
        if self._entered("date_precision") in (DatePrecision.DAY, DatePrecision.MONTH):
            return
        if value.date in (self.default_day, self._day_of()):
            self.cleaned_data[own_name] = None
