"""The aid that fills the list of dates: how often, on which days, until when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from wagtail_migration_events.events.editor.when.local_moment import LocalMoment, inputs_of
from wagtail_migration_events.events.editor.when.moment_inputs import TypedDateField
from wagtail_migration_events.events.entry.repeating import (
    DAILY,
    LAST,
    MONTHLY_BY_DAY,
    MONTHLY_BY_WEEKDAY,
    WEEKLY,
    Repeat,
    TooManyDays,
    repeated_days,
)
from wagtail_migration_events.events.rows import BLANK_ROWS, MAX_ROWS, RowFormSet
from wagtail_migration_events.events.times.occurrence import EventStatus

PREFIX = "repeat"
#: The name of the button that fills the list.
FILL = "repeat-fill"
LONGEST_INTERVAL = 99
LONGEST = dt.timedelta(days=366)


class RepeatAid(forms.Form):
    """How the first date of an event comes again. Nothing of it is stored: the dates are."""

    use_required_attribute = False

    every = forms.ChoiceField(
        label=gettext_lazy("Repeat"),
        required=False,
        initial=DAILY,
        choices=[
            (DAILY, gettext_lazy("Every day")),
            (WEEKLY, gettext_lazy("Every week")),
            (MONTHLY_BY_WEEKDAY, gettext_lazy("Every month, on a day of the week")),
            (MONTHLY_BY_DAY, gettext_lazy("Every month, on the same day of the month")),
        ],
    )
    interval = forms.IntegerField(
        label=gettext_lazy("Interval"),
        help_text=gettext_lazy("2 means every second one."),
        min_value=1,
        max_value=LONGEST_INTERVAL,
        required=False,
        initial=1,
    )
    ordinal = forms.TypedChoiceField(
        label=gettext_lazy("Which of the month"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", gettext_lazy("The same as the start")),
            ("1", pgettext_lazy("day of the week in a month", "First")),
            ("2", pgettext_lazy("day of the week in a month", "Second")),
            ("3", pgettext_lazy("day of the week in a month", "Third")),
            ("4", pgettext_lazy("day of the week in a month", "Fourth")),
            (str(LAST), pgettext_lazy("day of the week in a month", "Last")),
        ],
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On"),
        help_text=gettext_lazy("Tick none for the day of the week of the start."),
        coerce=int,
        required=False,
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    until = TypedDateField(
        label=gettext_lazy("Until"), help_text=gettext_lazy("The last day."), required=False
    )
    count = forms.IntegerField(
        label=gettext_lazy("Number of dates"),
        help_text=gettext_lazy("Or how many there are."),
        min_value=1,
        max_value=MAX_ROWS,
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not {"until", "count"} & set(self.errors):
            given = [name for name in ("until", "count") if self.cleaned_data.get(name)]
            if len(given) != 1:
                self.add_error("until", _("Say until which day, or how many dates: one of them."))
        return self.cleaned_data

    def days(self, first: dt.date) -> list[dt.date]:
        """Return the days from the first on; only of a valid form.

        :raises ValidationError: if there are none, or too many.
        """
        every = self.cleaned_data["every"] or DAILY
        on_weekdays = every in (WEEKLY, MONTHLY_BY_WEEKDAY)
        repeat = Repeat(
            every=every,
            interval=self.cleaned_data["interval"] or 1,
            weekdays=tuple(self.cleaned_data["weekdays"]) if on_weekdays else (),
            ordinal=self.cleaned_data["ordinal"],
            until=self.cleaned_data["until"],
            count=self.cleaned_data["count"],
        )
        try:
            days = repeated_days(first, repeat, MAX_ROWS)
        except TooManyDays:
            raise ValidationError(
                _("That would be more than %(most)s dates. Choose an earlier end."),
                params={"most": MAX_ROWS},
            ) from None
        if not days:
            raise ValidationError(_("There is no such day from the start until the end."))
        return days


@dataclass(frozen=True, slots=True)
class FilledRows:
    """What a form holds after dates were added to its list, and what is said about that."""

    data: Any
    message: str


def with_dates_added(
    data: Any, rows: RowFormSet, days: list[dt.date], start: LocalMoment, end: LocalMoment | None
) -> FilledRows:
    """Return what a form was sent with, with a row for each day that its list does not have yet.

    Every row that is there stays as it was typed; blank ones come last.

    :param data: what was sent, a ``QueryDict`` or dict.
    :param rows: the bound rows of the list of dates.
    :param start: of the first date, whose hour and length all others get.
    :raises ValidationError: if there would be too many rows.
    """
    if not rows.is_valid() and rows.non_form_errors():
        raise ValidationError(list(rows.non_form_errors()))
    length = end.date - start.date if end else dt.timedelta()
    if not dt.timedelta() <= length <= LONGEST:
        raise ValidationError(_("Enter an end at most a year after the start."))
    kept = [number - 1 for number, _form in rows.kept_rows(deleted=True)]
    there = {_start_of(rows.forms[number]) for number in kept}
    new = [moment for day in days if (moment := LocalMoment(day, start.time)) not in there]
    if len(kept) + len(new) > MAX_ROWS:
        raise ValidationError(
            _("That would be more than %(most)s dates. Choose an earlier end."),
            params={"most": MAX_ROWS},
        )
    filled = _only_rows(data, str(rows.prefix), kept)
    for number, moment in enumerate(new, start=len(kept)):
        name = f"{rows.prefix}-{number}"
        filled.update(dict(inputs_of(f"{name}-starts_at", moment)))
        if end:
            last = LocalMoment(moment.date + length, end.time)
            filled.update(dict(inputs_of(f"{name}-ends_at", last)))
        filled[f"{name}-status"] = EventStatus.SCHEDULED.value
    filled[f"{rows.prefix}-TOTAL_FORMS"] = str(len(kept) + len(new) + BLANK_ROWS)
    filled[f"{rows.prefix}-INITIAL_FORMS"] = "0"
    return FilledRows(filled, _message(len(new), len(days) - len(new)))


def _start_of(row: Any) -> Any:
    return getattr(row, "cleaned_data", {}).get("starts_at")


def _only_rows(data: Any, prefix: str, numbers: list[int]) -> Any:
    """Return a copy of what was sent that has only these rows of a list, numbered anew."""
    places = {str(number): place for place, number in enumerate(numbers)}
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)", re.DOTALL)
    filled = data.copy()
    moved = {}
    for name in list(filled):
        if found := pattern.fullmatch(name):
            value = filled.pop(name)
            if (place := places.get(found[1])) is not None:
                last = value[-1] if isinstance(value, list) and value else value
                moved[f"{prefix}-{place}-{found[2]}"] = last
    for name, value in moved.items():
        filled[name] = value
    return filled


def _message(added: int, there: int) -> str:
    words = ngettext(
        "%(number)s date was added to the list.", "%(number)s dates were added to the list.", added
    ) % {"number": added}
    if not there:
        return words
    known = ngettext("%(number)s was there already.", "%(number)s were there already.", there) % {
        "number": there
    }
    return f"{words} {known}"
