"""The panel of a moment: what has changed of it is told on the clock of the event."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import get_language
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.events.times.wording import format_occurrence

# These are instants even where only the day of the event is known.
REGISTRATION_MOMENTS = ("registration_opens_at", "registration_closes_at")


def moment_in_words(event: Any, name: str, moment: dt.datetime | None) -> str:
    """Return one moment of an event as it stands on the event's clock; "" for None.

    :param name: of the fact, which decides whether an hour belongs to it.
    """
    known = event.date_precision or DatePrecision.TIME
    precision = DatePrecision.TIME if name in REGISTRATION_MOMENTS else known
    if moment is None:
        return ""
    if precision == DatePrecision.NONE:
        # How much was known of a date that is lost is not stored: midnight stands for "no hour".
        is_day = moment.astimezone(dt.UTC).time() == dt.time()
        precision = DatePrecision.DAY if is_day else DatePrecision.TIME
    occurrence = Occurrence("", moment, None, event.timezone or "", precision, "")
    return format_occurrence(occurrence, get_language() or "en").text


class MomentComparison(FieldComparison):
    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a = moment_in_words(obj_a, field.name, field.value_from_object(obj_a))
        self.val_b = moment_in_words(obj_b, field.name, field.value_from_object(obj_b))


class MomentPanel(FieldPanel):
    def get_comparison_class(self) -> type[FieldComparison]:
        return MomentComparison
