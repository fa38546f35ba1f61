"""The part of an event's form that is about time: hours on the event's clock in, instants out."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from wagtail_migration_events.conf import setting
from wagtail_migration_events.events.aliases import field_name_of
from wagtail_migration_events.events.display.moments import moment_in_words
from wagtail_migration_events.events.editor.when.local_moment import (
    LocalMoment,
    LocalMomentField,
    inputs_of,
)
from wagtail_migration_events.events.editor.when.zone_choice import is_lost_zone, zone_field
from wagtail_migration_events.events.facts.when import ALWAYS_WITH_HOUR, parse_moment
from wagtail_migration_events.events.rows import CleanedRows, in_row
from wagtail_migration_events.events.times.occurrence import DatePrecision, EventStatus
from wagtail_migration_events.vocabularies.forms.long_select import LongSelect

MOMENTS = ("starts_at", "ends_at", "previous_starts_at", *ALWAYS_WITH_HOUR)
MIDNIGHT = dt.time()


#: Ends the name of the hidden input that keeps what a field said when the form was opened.
AS_OPENED = "_as_opened"


class DateRowForm(forms.Form):
    """One of several dates. Its key stays the same when it is moved, so calendars can follow it."""

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    starts_at = LocalMomentField(label=_("Start"))
    ends_at = LocalMomentField(label=_("End"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=EventStatus.choices,
        initial=EventStatus.SCHEDULED,
        widget=LongSelect,
    )

    def has_changed(self) -> bool:
        """A row without dates is a blank row, whatever its status."""
        return bool({"starts_at", "ends_at"} & set(self.changed_data))

    @staticmethod
    def describe(row: dict[str, Any], event: Any) -> str:
        """Return one stored date of an event in words."""
        moments = [parse_moment(row.get(name)) for name in ("starts_at", "ends_at")]
        shown = " – ".join(moment_in_words(event, "dates", each) for each in moments if each)
        status = str(row.get("status") or "")
        if status in EventStatus and status != EventStatus.SCHEDULED:
            return f"{shown} ({EventStatus(status).label})"
        return shown


class WhenForm(WagtailAdminPageForm):
    """Shows moments on the clock of the event's zone; the user's own zone plays no part."""

    class Media:
        css = {
            "all": [
                "wagtail_migration_events/admin/search-list.css",
                "wagtail_migration_events/admin/when.css",
            ]
        }
        js = [
            "wagtail_migration_events/admin/when.js",
            "wagtail_migration_events/admin/form-size.js",
            "wagtail_migration_events/admin/search-list.js",
            "wagtail_migration_events/admin/zone-search.js",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._row_keys: list[tuple[str, str]] = []
        self._zone_was_lost = is_lost_zone(self.instance.timezone or "")
        for name in MOMENTS:
            self._use_local_moment(name)
        if own_name := self.shown("timezone"):
            self._offer_time_zones(own_name)
        if own_name := self.shown("dates"):
            self.initial[own_name] = [self._local_row(row) for row in self.instance.dates or []]

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Tell the form that is still open, after an automatic save, the keys of its new rows,
        and the hours that are others on the clock of a zone chosen for one that was lost."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        updates += [(name, key) for name, key in self._row_keys if not self.data.get(name)]
        return updates + (self._hours_of_new_zone() if self._zone_was_lost else [])

    def _hours_of_new_zone(self) -> list[tuple[str, str]]:
        updates: list[tuple[str, str]] = []
        for name in MOMENTS:
            moment = self.cleaned_data.get(own_name := self.shown(name) or "")
            if isinstance(moment, dt.datetime):
                updates += inputs_of(self.add_prefix(own_name), self._local(moment, name))
        rows = {row.get("key"): row for row in self.instance.dates or []}
        for input_name, key in self._row_keys:
            local = self._local_row(rows.get(key, {}))
            for name in ("starts_at", "ends_at"):
                if moment := local[name]:
                    updates += inputs_of(f"{input_name.removesuffix('key')}{name}", moment)
        return updates

    def shown(self, name: str) -> str | None:
        """Return the name in this form of a field of ours; None where it is hidden or dropped."""
        own_name = field_name_of(type(self.instance), name)
        return own_name if own_name in self.fields else None

    def _use_local_moment(self, name: str) -> None:
        own_name = self.shown(name)
        if own_name is None:
            return
        old = self.fields[own_name]
        self.fields[own_name] = LocalMomentField(
            label=old.label, help_text=old.help_text, required=old.required
        )
        moment = self.initial.get(own_name)
        self.initial[own_name] = self._local(moment, name) if moment else None

    def _local(self, moment: dt.datetime, name: str) -> LocalMoment:
        zone, precision = self.instance.timezone or "", self._stored_precision()
        if name in ALWAYS_WITH_HOUR:
            return LocalMoment.of(moment, zone, DatePrecision.TIME)
        if name != "previous_starts_at":
            return LocalMoment.of(moment, zone, precision)
        # How much was known of the date before is not stored: midnight stands for "no hour".
        if precision == DatePrecision.NONE and moment.astimezone(dt.UTC).time() == MIDNIGHT:
            precision = DatePrecision.DAY
        shown = LocalMoment.of(moment, zone, precision)
        return LocalMoment(shown.date) if shown.time == MIDNIGHT else shown

    def _stored_precision(self) -> str:
        return str(getattr(self.instance, "date_precision", None) or DatePrecision.TIME)

    def _local_row(self, row: dict[str, Any]) -> dict[str, Any]:
        moments = {name: parse_moment(row.get(name)) for name in ("starts_at", "ends_at")}
        local = {name: self._local(each, name) if each else None for name, each in moments.items()}
        return {**row, **local}

    def _offer_time_zones(self, own_name: str) -> None:
        old = self.fields[own_name]
        stored = self.initial.get(own_name) or ""
        if self.instance.pk is None and not stored:
            stored = self.initial[own_name] = setting("DEFAULT_TIMEZONE") or settings.TIME_ZONE
        at = self.instance.starts_at or timezone.now()
        self.fields[own_name] = zone_field(old, stored, at)

    def clean(self) -> dict[str, Any]:
        super().clean()
        zone = str(self._entered("timezone") or "")
        precision = self._entered_precision()
        for name in MOMENTS:
            self._store_moment(name, zone, precision)
        self._store_rows(zone, precision)
        self._ask_for_start(precision)
        return self.cleaned_data

    def _entered(self, name: str) -> Any:
        own_name = self.shown(name)
        if own_name in self.cleaned_data:
            return self.cleaned_data[own_name]
        return getattr(self.instance, name, None)

    def _entered_precision(self) -> str:
        """Return what the editor says is known of the date, or what the date itself says.

        A draft saved without a date is stored as "not known yet": nobody chose that, so it does
        not stand against a date that is entered later.
        """
        own_name = self.shown("date_precision")
        stored = self._stored_precision()
        chosen = str(self._entered("date_precision") or stored)
        decided = chosen != DatePrecision.NONE or self.precision_as_opened != chosen
        if own_name is None:
            decided = stored in (DatePrecision.DAY, DatePrecision.MONTH)
        moments = self._entered_starts()
        if decided or not moments:
            return chosen
        has_hours = any(moment.time for moment in moments)
        precision = str(DatePrecision.TIME if has_hours else DatePrecision.DAY)
        self.instance.date_precision = precision
        if own_name:
            self.cleaned_data[own_name] = precision
        return precision

    @property
    def precision_as_opened(self) -> str:
        """What the form on the screen said is known of the date before anybody touched it.

        After an automatic save the draft knows more of its date than the form that is still open.
        """
        own_name = self.shown("date_precision") or ""
        opened = self.data.get(self.add_prefix(f"{own_name}{AS_OPENED}"))
        return str(opened or self.initial.get(own_name) or "")

    def _entered_starts(self) -> list[LocalMoment]:
        rows = self.cleaned_data.get(self.shown("dates") or "") or []
        values = [self._entered("starts_at"), *(row.get("starts_at") for row in rows)]
        return [value for value in values if isinstance(value, LocalMoment)]

    def _store_moment(self, name: str, zone: str, precision: str) -> None:
        own_name = self.shown(name)
        value = self.cleaned_data.get(own_name) if own_name else None
        if own_name is None or not isinstance(value, LocalMoment):
            return
        if name in ALWAYS_WITH_HOUR and value.time is None:
            self.add_error(own_name, _("Enter the hour as well, such as 23:59."))
            return
        stored = getattr(self.instance, name)
        try:
            self.cleaned_data[own_name] = self._instant(name, value, stored, zone, precision)
        except ValidationError as error:
            self.add_error(own_name, error)

    def _instant(
        self, name: str, value: LocalMoment, stored: dt.datetime | None, zone: str, precision: str
    ) -> dt.datetime:
        """Return the moment to store; one that nobody touched stays as it is, to the second."""
        # Hours of a zone that is lost were shown in UTC: the same hours mean the same moments.
        as_before = self._zone_was_lost or zone == (self.instance.timezone or "")
        as_before = as_before and precision == self._stored_precision()
        if stored and as_before and value == self._local(stored, name):
            return stored
        if name in ALWAYS_WITH_HOUR:
            return value.stored(zone)
        if precision == DatePrecision.NONE:
            precision = DatePrecision.TIME if value.time else DatePrecision.DAY
        if name == "previous_starts_at" and value.time is None:
            value = LocalMoment(value.date, MIDNIGHT)
        return value.stored(zone, precision)

    def _store_rows(self, zone: str, precision: str) -> None:
        own_name = self.shown("dates")
        rows = self.cleaned_data.get(own_name or "")
        if own_name is None or not isinstance(rows, CleanedRows):
            return
        before = {row.get("key"): row for row in self.instance.dates or []}
        stored, messages = [], []
        for number, row in zip(rows.numbers, rows, strict=True):
            try:
                stored.append(self._stored_row(row, before.get(row["key"], {}), zone, precision))
            except ValidationError as error:
                messages += [in_row(number, message) for message in error.messages]
        if messages:
            self.add_error(own_name, messages)
        else:
            self.cleaned_data[own_name] = stored
            self._row_keys = [
                (f"{self.add_prefix(own_name)}-{number - 1}-key", row["key"])
                for number, row in zip(rows.numbers, stored, strict=True)
            ]

    def _stored_row(
        self, row: dict[str, Any], before: dict[str, Any], zone: str, precision: str
    ) -> dict[str, Any]:
        moments = {
            name: self._instant(name, row[name], parse_moment(before.get(name)), zone, precision)
            for name in ("starts_at", "ends_at")
            if row[name]
        }
        if "ends_at" in moments and moments["ends_at"] < moments["starts_at"]:
            raise ValidationError(_("The end is before the start."))
        return {
            "key": row["key"] or uuid.uuid4().hex[:8],
            "starts_at": moments["starts_at"].isoformat(),
            "ends_at": moments["ends_at"].isoformat() if "ends_at" in moments else None,
            "status": row["status"],
        }

    def _ask_for_start(self, precision: str) -> None:
        if self.is_deferred_validation or precision == DatePrecision.NONE:
            return
        if self.shown("date_precision") is None:
            return  # nobody could say there that the date is not known
        own_names = [name for name in map(self.shown, ("starts_at", "dates")) if name]
        dated = self._entered("starts_at") or self._entered("dates") or self.instance.dates
        if dated or not own_names or any(name in self.errors for name in own_names):
            return
        self.add_error(
            own_names[0],
            _("Enter the start, or say under “What is known” that the date is not known yet."),
        )
