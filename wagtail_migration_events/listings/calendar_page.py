"""A month or a week of events: which one is shown, and all that stands in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_migration_events.calendars import wording
from wagtail_migration_events.calendars.grid import (
    DAY,
    Period,
    first_weekday,
    month_of,
    reach,
    week_of,
    weeks_of_month,
)
from wagtail_migration_events.calendars.placing import month_only, place, shown_first
from wagtail_migration_events.events.times.wording import format_day, format_month
from wagtail_migration_events.listings.calendar_entries import CalendarEntry, CalendarPages
from wagtail_migration_events.listings.calendar_view import (
    Link,
    View,
    calendar_address,
    list_address,
)
from wagtail_migration_events.occurrences.search import EventSearch

#: How many events are shown of one day, and of those of which only the month is known.
MOST_IN_A_DAY = {View.MONTH: 4, View.WEEK: 20}
MOST_BY_MONTH = 12


class Cell(TypedDict):
    """One day: a dictionary, as its entries are.

    Attributes:
        iso: "2027-05-03".
        number, short, full: "3", "Mon 3 May", "Monday, 3 May 2027".
        more: the way to the list of the day, where more events stand than here; else None.
    """

    day: dt.date
    iso: str
    number: str
    short: str
    full: str
    entries: Sequence[CalendarEntry]
    more: Link | None


@dataclass(frozen=True)
class CalendarPage:
    """All that a template needs to show a month or a week.

    Attributes:
        weeks: of days; None stands for a day of another month.
        by_month: events of which only the month is known.
        previous, next: None where nothing more is shown.
        onward: of a calendar without events, the way to the list of what comes from here on.
        search: for what is in it.
        pages: of the events that are shown, with what ``CalendarPages`` reads of them.
    """

    view: View
    heading: str
    weekdays: Sequence[wording.WeekdayName]
    weeks: Sequence[Sequence[Cell | None]]
    by_month: Sequence[CalendarEntry]
    by_month_more: Link | None
    previous: Link | None
    next: Link | None
    today: str
    onward: Link | None
    search: EventSearch
    pages: Sequence[Any]

    @property
    def template(self) -> str:
        return f"wagtail_migration_events/includes/calendar_{self.view}.html"


def days_of_calendars(search: EventSearch) -> Period:
    """Return the days that calendars of a list show: from the month of the first event to a year
    after the last, in one query."""
    return reach(*search.first_and_last_day(), timezone.localdate(search.now))


def calendar_page(
    view: View, search: EventSearch, request: HttpRequest, limits: Period
) -> CalendarPage:
    """Return the month or the week in which ``from`` is; by default the present one.

    :param search: of the list; its filters hold here too, but for ``to`` and ``when``.
    :param limits: see :func:`days_of_calendars`.
    :raises Http404: for days beyond the limits.
    """
    day = search.filters.first_day or timezone.localdate(search.now)
    # At the ends of the calendar there is no week around a day.
    if not limits.first - DAY * 6 <= day <= limits.last + DAY * 6:
        raise Http404("No calendar shows this day.")
    period = _period(view, day, search.scope.language)
    if not period.meets(limits):
        raise Http404("No calendar shows this day.")
    first, last = period.first, period.last
    filters = replace(search.filters, when=None, first_day=first, last_day=last)
    found = EventSearch(filters, search.scope, search.now)
    return _Layout(view, period, limits, found, request).page()


def _period(view: View, day: dt.date, language: str) -> Period:
    return month_of(day) if view is View.MONTH else week_of(day, first_weekday(language))


class _Layout:
    """A calendar while its events are laid out."""

    def __init__(
        self, view: View, period: Period, limits: Period, found: EventSearch, request: HttpRequest
    ) -> None:
        self.view, self.period, self.limits = view, period, limits
        self.search = found
        self.query, self.language = request.GET, found.scope.language
        rows = found.occurrences(period.first, period.last)
        self.by_day, self.by_month = place(rows, period), month_only(rows, period)
        most = MOST_IN_A_DAY[view]
        self.shown = {day: shown_first(placed, most) for day, placed in self.by_day.items()}
        self.shown_by_month = shown_first(self.by_month, MOST_BY_MONTH)
        shown = [placed.row for day in self.shown.values() for placed in day]
        self.pages = CalendarPages([*shown, *self.shown_by_month], found)

    def page(self) -> CalendarPage:
        before, after = self.period.first - DAY, self.period.last + DAY
        month_only_left = len(self.by_month) - len(self.shown_by_month)
        is_empty = not self.by_month and not any(self.by_day.values())
        return CalendarPage(
            view=self.view,
            heading=self._name(self.period),
            weekdays=wording.weekday_names(self.language, first_weekday(self.language)),
            weeks=self._weeks(),
            by_month=[
                self.pages.entry_of_month(row) for row in self.shown_by_month if row in self.pages
            ],
            by_month_more=self._more(month_only_left, self.period),
            previous=self._turned(before) if before >= self.limits.first else None,
            next=self._turned(after) if after <= self.limits.last else None,
            today=calendar_address(self.query, self.view),
            onward=self._onward() if is_empty else None,
            search=self.search,
            pages=self.pages.all,
        )

    def _weeks(self) -> list[list[Cell | None]]:
        weeks: list[list[dt.date | None]] = [list(self.period.days)]
        if self.view is View.MONTH:
            weeks = weeks_of_month(self.period.first, first_weekday(self.language))
        return [[self._cell(day) if day else None for day in week] for week in weeks]

    def _cell(self, day: dt.date) -> Cell:
        shown = self.shown[day]
        return Cell(
            day=day,
            iso=day.isoformat(),
            number=wording.format_number(day.day, self.language),
            short=wording.format_short_day(day, self.language),
            full=wording.format_weekday_and_day(day, self.language),
            entries=[self.pages.entry_of_day(each) for each in shown if each.row in self.pages],
            more=self._more(len(self.by_day[day]) - len(shown), Period(day, day)),
        )

    def _more(self, number: int, days: Period) -> Link | None:
        """Return the way to the list of days of which so many events are not shown here."""
        if not number:
            return None
        shown = wording.format_number(number, self.language)
        label = ngettext("%(number)s more", "%(number)s more", number) % {"number": shown}
        first, last = days.first.isoformat(), days.last.isoformat()
        return Link(label, list_address(self.query, **{"from": first, "to": last}))

    def _onward(self) -> Link:
        first = self.period.first
        words = _("Events from %(day)s on") % {"day": format_day(first, self.language)}
        return Link(words, list_address(self.query, **{"from": first.isoformat()}))

    def _turned(self, day: dt.date) -> Link:
        period = _period(self.view, day, self.language)
        url = calendar_address(self.query, self.view, period.first.isoformat())
        return Link(self._name(period), url)

    def _name(self, period: Period) -> str:
        if self.view is View.MONTH:
            return format_month(period.first, self.language)
        return wording.format_days(period.first, period.last, self.language)
