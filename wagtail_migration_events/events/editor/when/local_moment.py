"""A date and, where it is known, an hour, as they are on the clock of the event's place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.editor.when.moment_inputs import (
    DateInput,
    HourInput,
    TypedDateField,
    TypedTimeField,
    in_two_inputs,
)
from wagtail_migration_events.events.entry.zone_places import zone_in_words
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.events.times.timezones import (
    NonexistentLocalTime,
    from_local,
    get_zone,
    local,
)


@dataclass(frozen=True)
class LocalMoment:
    """What an editor typed: a calendar date, and an hour or None."""

    date: dt.date
    time: dt.time | None = None

    @classmethod
    def of(cls, moment: dt.datetime, timezone: str, precision: str) -> LocalMoment:
        """Read a stored moment back, to the minute, as the inputs show it.

        Dates without hours are never converted between zones. An unknown zone counts as UTC.
        """
        if precision in (DatePrecision.DAY, DatePrecision.MONTH):
            return cls(local(moment, "UTC").date())
        shown = local(moment, timezone)
        return cls(shown.date(), shown.time().replace(second=0, microsecond=0, fold=0))

    def stored(self, timezone: str, precision: str = DatePrecision.TIME) -> dt.datetime:
        """Return what the database holds: an instant, or midnight UTC of a calendar date.

        :param timezone: an IANA zone; one that is not known counts as UTC, and is refused at its
            own field.
        :raises ValidationError: if the hour is missing or does not exist on that day.
        """
        if precision in (DatePrecision.DAY, DatePrecision.MONTH):
            return dt.datetime.combine(self.date, dt.time(), dt.UTC)
        if self.time is None:
            raise ValidationError(
                _("Enter the hour, or say under “What is known” that only the day is known."),
                code="hour_missing",
            )
        known = timezone if get_zone(timezone) else ""
        try:
            return from_local(dt.datetime.combine(self.date, self.time), known)
        except NonexistentLocalTime as error:
            raise ValidationError(
                _(
                    "The clocks are put forward on that day: this hour does not exist in %(zone)s. "
                    "Choose an hour before or after the change."
                ),
                code="hour_skipped",
                params={"zone": zone_in_words(timezone)},
            ) from error


class LocalMomentWidget(forms.MultiWidget):
    template_name = "wagtail_migration_events/admin/local_moment.html"

    class Media:
        css = {"all": ["wagtail_migration_events/admin/when.css"]}

    def __init__(self, attrs: Any = None) -> None:
        widgets: dict[str, Any] = {"date": DateInput(attrs=attrs), "time": HourInput(attrs=attrs)}
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.date, value.time] if isinstance(value, LocalMoment) else [None, None]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        texts = super().value_from_datadict(data, files, name)
        if not all(text is None or isinstance(text, str) for text in texts):
            return texts
        return list(in_two_inputs(*(text or "" for text in texts)))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("Date"), _("Hour"))
        for subwidget, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            subwidget["attrs"]["aria-label"] = label
        return context


def inputs_of(name: str, moment: LocalMoment) -> list[tuple[str, str]]:
    """Return the inputs that show a moment of the field ``name``: their names and values."""
    shown = LocalMomentWidget().get_context(name, moment, {})["widget"]["subwidgets"]
    return [(each["name"], each["value"] or "") for each in shown]


class LocalMomentField(forms.MultiValueField):
    """A date input and an hour input; the cleaned value is a ``LocalMoment`` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", LocalMomentWidget())
        super().__init__(
            fields=(TypedDateField(required=False), TypedTimeField(required=False)),
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[Any]) -> LocalMoment | None:
        if not data_list or not any(data_list):
            return None
        date, time = data_list
        if date is None:
            raise ValidationError(_("Enter the date as well as the hour."))
        if not 1000 <= date.year <= 9998:
            raise ValidationError(_("Enter a year between 1000 and 9998."))
        return LocalMoment(date, time)
