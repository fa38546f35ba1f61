"""A moment of an event as it stands on the event's clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import get_language

from wagtail_migration_events.events.facts.when import ALWAYS_WITH_HOUR
from wagtail_migration_events.events.times.occurrence import DatePrecision, Occurrence
from wagtail_migration_events.events.times.wording import format_occurrence


def moment_in_words(event: Any, name: str, moment: dt.datetime | None) -> str:
    """Return one moment of an event as it stands on the event's clock; "" for None.

    :param name: of the fact, which decides whether an hour belongs to it.
    """
    known = event.date_precision or DatePrecision.TIME
    precision = DatePrecision.TIME if name in ALWAYS_WITH_HOUR else known
    if moment is None:
        return ""
    if precision == DatePrecision.NONE:
        # How much was known of a date that is lost is not stored: midnight stands for "no hour".
        is_day = moment.astimezone(dt.UTC).time() == dt.time()
        precision = DatePrecision.DAY if is_day else DatePrecision.TIME
    occurrence = Occurrence("", moment, None, event.timezone or "", precision, "")
    return format_occurrence(occurrence, get_language() or "en").text
