"""By when a translation is due: so many working days before the event begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.times.occurrence import CALLED_OFF

ONE_DAY = dt.timedelta(days=1)
#: Working days before its day from which on a translation is due soon.
SOON = 3


def today_on_site() -> dt.date:
    """Return the current day in the site's time zone, in which all deadlines are.

    The active one is that of whoever uses the admin: what is overdue must not depend on them.
    """
    return timezone.localdate(timezone=timezone.get_default_timezone())


def due_day(
    starts_on: dt.date | None,
    lead_days: int,
    today: dt.date,
    weekend: Collection[int] | None = None,
) -> dt.date | None:
    """Return the day on which a translation is due.

    :param starts_on: the day on which the event begins, where it takes place.
    :param lead_days: working days that lie between that day and the event.
    :param today: the day on which it is asked for.
    :param weekend: days of the week that are not worked, Monday being 0; by default the setting
        ``WEEKEND``.
    :return: ``None``, that is as soon as possible, where there is no date, or where the day would
        not lie after today.
    """
    if starts_on is None:
        return None
    free = set(setting("WEEKEND") if weekend is None else weekend)
    if len(free) > 6:
        free = set()  # a site where nobody works has made a mistake
    day, left = starts_on, lead_days
    while left > 0 and day > today:
        day -= ONE_DAY
        left -= day.weekday() not in free
    while day.weekday() in free and day > today:
        day -= ONE_DAY
    return day if day > today else None


def deadline(event: Any, lead_days: int, today: dt.date) -> dt.date | None:
    """Return the day on which translations of an event are due, as ``due_day`` does.

    An event that is called off has no day by which it must be ready.

    :param event: a page with the event's facts.
    :param today: in the event's time zone.
    """
    if event.event_status in CALLED_OFF:
        return None
    days = [occurrence.first_day() for occurrence in event.get_occurrences()]
    return due_day(min(filter(None, days), default=None), lead_days, today)


def soon_from(due_on: dt.date) -> dt.date:
    """Return the day from which on what is due on ``due_on`` is due soon."""
    return due_day(due_on, SOON, dt.date.min) or dt.date.min
