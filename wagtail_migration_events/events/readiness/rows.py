"""The checks as conditions on the rows of a class of event pages, for thousands of them at once.

They may say a day later than the checks themselves that an event is over: the hour at which a day
ends depends on its zone. Of the source of facts only its own values are looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import DateTimeField, F, JSONField, Q, TextField
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Contains, Exact, LessThan
from django.utils import timezone
from wagtail.fields import StreamField

from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.facts.material import ResourceKind
from wagtail_migration_events.events.facts.where import AttendanceMode
from wagtail_migration_events.events.times.occurrence import (
    CALLED_OFF,
    DatePrecision,
    EventStatus,
)

RECORDING_AFTER = dt.timedelta(weeks=2)
#: What nobody should read of an event whose date is over.
UNDECIDED = frozenset({EventStatus.TENTATIVE, EventStatus.POSTPONED})
#: Addresses by which one enters a meeting, not registers for it; the same in Python and databases.
JOIN_LINK = (
    r"^https?://([A-Za-z0-9_-]+\.)*("
    r"zoom\.us/(j|s|w/[0-9]+\?tk)|teams\.(microsoft|live)\.com/(l/meetup-join|meet)|"
    r"meet\.google\.com/[a-z]|webex\.com/(meet|join|[A-Za-z0-9_.-]+/j\.php)|kudoway\.com/|"
    r"gotomeet(ing)?\.(me|com)/(join)?|meet\.jit\.si/)"
)
#: The longest that a day or a month lasts after the midnight UTC that is stored, in any zone.
_A_DAY = dt.timedelta(hours=36)
_LONGEST_MONTH = dt.timedelta(days=33)

#: Who else knows which languages are promised and missing: functions that return a condition on
#: the rows of any class, or None. The app ``translation`` has one.
MISSING_LANGUAGES: list[Callable[[], Q | None]] = []


def empty(model: Any, name: str) -> Q | None:
    """Return which rows of a class hold nothing as a fact or text; None if it has dropped it."""
    field = fact_field(model, name)
    if field is None or field.one_to_many or field.many_to_many:
        return None
    if isinstance(field, StreamField):
        return Q(Exact(_as_text(field), "[]")) | Q(Exact(_as_text(field), ""))
    if isinstance(field, JSONField):
        return Q(**{field.name: []})
    is_null = Q(**{f"{field.name}__isnull": True})
    holds_text = field.get_internal_type() in ("CharField", "TextField", "URLField", "EmailField")
    return is_null | Q(**{field.name: ""}) if holds_text else is_null


def no_summary(model: Any) -> Q | None:
    return empty(model, "summary")


def no_objective(model: Any) -> Q | None:
    return empty(model, "gcm_objectives")


def no_place(model: Any) -> Q | None:
    attendance = fact_field(model, "attendance_mode")
    nowhere = [each for each in (empty(model, "venue"), empty(model, "country")) if each]
    if attendance is None or not nowhere:
        return None
    return reduce(and_, nowhere, Q(**{attendance.name: AttendanceMode.IN_PERSON}))


def image_alt(model: Any) -> Q | None:
    no_image, no_text = empty(model, "image"), empty(model, "image_alt")
    return None if no_image is None or no_text is None else ~no_image & no_text


def registration_after_event(model: Any) -> Q | None:
    closes, ends = fact_field(model, "registration_closes_at"), fact_field(model, "ends_at")
    precision = fact_field(model, "date_precision")
    if closes is None or ends is None:
        return None
    later = Q(**{f"{closes.name}__gt": F(ends.name)})
    if precision is None:
        return later
    with_hours = Q(**{precision.name: DatePrecision.TIME})
    days = Q(**{f"{closes.name}__gt": F(ends.name) + _A_DAY})
    return later & with_hours | days & Q(**{precision.name: DatePrecision.DAY})


def join_link(model: Any) -> Q | None:
    field = fact_field(model, "registration_url")
    return None if field is None else Q(**{f"{field.name}__iregex": JOIN_LINK})


def date_passed(model: Any) -> Q | None:
    status = fact_field(model, "event_status")
    over = over_before(model, timezone.now())
    if status is None or over is None:
        return None
    return Q(**{f"{status.name}__in": sorted(UNDECIDED)}) & over


def no_recording(model: Any) -> Q | None:
    attendance, resources = fact_field(model, "attendance_mode"), fact_field(model, "resources")
    over = over_before(model, timezone.now() - RECORDING_AFTER)
    if attendance is None or over is None or not isinstance(resources, StreamField):
        return None
    online = (AttendanceMode.ONLINE, AttendanceMode.HYBRID)
    found = Q(**{f"{attendance.name}__in": online}) & over
    if (status := fact_field(model, "event_status")) is not None:
        found &= ~Q(**{f"{status.name}__in": sorted(CALLED_OFF)})
    if (no_stream := empty(model, "livestream_url")) is not None:
        found &= no_stream
    recording = f'"kind": "{ResourceKind.RECORDING.value}"'
    return found & ~Q(Contains(_as_text(resources), recording))


def missing_languages(model: Any) -> Q | None:
    conditions = [each for rule in MISSING_LANGUAGES if (each := rule()) is not None]
    return reduce(or_, conditions) if conditions else None


def over_before(model: Any, moment: dt.datetime) -> Q | None:
    """Return which rows of a class are surely over at a moment; None if it has no dates."""
    starts, ends = fact_field(model, "starts_at"), fact_field(model, "ends_at")
    if starts is None:
        return None
    names = [field.name for field in (ends, starts) if field is not None]
    last = Coalesce(*names, output_field=DateTimeField()) if len(names) > 1 else F(names[0])
    precision = fact_field(model, "date_precision")
    if precision is None:
        return Q(LessThan(last, moment - _A_DAY))
    of_month = Q(**{precision.name: DatePrecision.MONTH})
    month_over = of_month & Q(LessThan(last, moment - _LONGEST_MONTH))
    return month_over | ~of_month & Q(LessThan(last, moment - _A_DAY))


def _as_text(field: Any) -> Cast:
    return Cast(field.name, TextField())
