"""The inputs for a date and for an hour: what is pasted is understood without guessing."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from wagtail_migration_events.events.entry.typed_dates import NotUnderstood, read_date, read_hour
from wagtail_migration_events.events.times.wording import format_day

#: What nearly all inputs hold: nothing to understand.
_AS_SHOWN = re.compile(r"(?:\d{4}-\d\d-\d\d)?\n(?:\d\d:\d\d)?")
EXAMPLE = dt.datetime(2027, 5, 28, 15)
#: A calendar is a thousand elements: it is made when its input is entered, for a form may have a
#: thousand of them. And Wagtail's would put today in the place of a date that it cannot read.
CALENDAR = {"lazyInit": True, "validateOnBlur": False}


class DateInput(AdminDateInput):
    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), **CALENDAR}


class HourInput(AdminTimeInput):
    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), **CALENDAR}


def shown_date(date: dt.date) -> str:
    """Return a date as its input shows it, by the site's format."""
    return date.strftime(str(DateInput().format))


def shown_hour(time: dt.time) -> str:
    """Return an hour as its input shows it, with seconds if it has some."""
    return time.isoformat() if time.second else time.strftime(str(HourInput().format))


class TypedDateField(forms.DateField):
    """Reads the format that its input shows, ISO 8601, and dates in words and digits."""

    widget = DateInput
    default_error_messages = {
        "invalid": gettext_lazy("Enter a valid date, such as %(example)s."),
        "two_readings": gettext_lazy(
            "This may mean %(first)s or %(second)s. Write the date as %(example)s."
        ),
        "other_weekday": gettext_lazy(
            "%(date)s is a %(weekday)s. Correct the date, or the day of the week."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.input_formats = [str(DateInput().format), "%Y-%m-%d"]

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str) and value.strip() and not self.is_plain(value):
            date, time = self.read(value)
            if time is None:
                return date
        try:
            return super().to_python(value)
        except ValidationError:
            raise self._error("invalid") from None

    def is_plain(self, value: str) -> bool:
        """Whether it is written in one of the formats that need no reading."""
        try:
            forms.DateField.to_python(self, value)
        except ValidationError:
            return False
        return True

    def read(self, value: str) -> tuple[dt.date, dt.time | None]:
        """Return the date, and the hour that stands beside it; raise ValidationError if none."""
        try:
            return read_date(value)
        except NotUnderstood as error:
            if error.readings:
                language = get_language() or "en"
                first, second = (format_day(each, language) for each in error.readings)
                raise self._error("two_readings", first=first, second=second) from None
            if date := error.on_other_weekday:
                weekday = str(WEEKDAYS[date.weekday()])
                words = format_day(date, get_language() or "en")
                raise self._error("other_weekday", date=words, weekday=weekday) from None
            raise self._error("invalid") from None

    def _error(self, code: str, **params: str) -> ValidationError:
        params["example"] = shown_date(EXAMPLE.date())
        return ValidationError(self.error_messages[code], code=code, params=params)


class TypedTimeField(forms.TimeField):
    """Reads what Django reads, and hours such as "15h" or "3 pm"."""

    widget = HourInput

    def to_python(self, value: Any) -> dt.time | None:
        try:
            return super().to_python(value)
        except ValidationError:
            try:
                return read_hour(str(value))
            except NotUnderstood:
                example = shown_hour(EXAMPLE.time())
                raise ValidationError(
                    _("Enter a valid time, such as %(example)s."),
                    code="invalid",
                    params={"example": example},
                ) from None


def in_two_inputs(date_text: str, time_text: str) -> tuple[str, str]:
    """Return what the two inputs hold once a pasted text is understood; else what they hold.

    A date that has an hour with it fills both, unless another hour is in the second input.
    """
    if _AS_SHOWN.fullmatch(f"{date_text}\n{time_text}"):
        return date_text, time_text
    date_field, time_field = TypedDateField(), TypedTimeField()
    if date_text.strip() and not date_field.is_plain(date_text):
        try:
            date, time = date_field.read(date_text)
        except ValidationError:
            return date_text, time_text
        if time is not None and not time_text.strip():
            time_text = shown_hour(time)
        elif time is not None and _hour(time_field, time_text) != time:
            return date_text, time_text
        date_text = shown_date(date)
    if (hour := _hour(time_field, time_text)) is not None and ":" not in time_text:
        time_text = shown_hour(hour)
    return date_text, time_text


def _hour(field: TypedTimeField, text: str) -> dt.time | None:
    try:
        return field.to_python(text.strip())
    except ValidationError:
        return None
