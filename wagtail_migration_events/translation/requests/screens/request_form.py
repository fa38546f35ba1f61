"""One form for all languages of an event: to ask, and to change or take back what was asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.models import Locale

from wagtail_migration_events.events.language_states.editing import ShownState, states_to_show
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.translation.requests.asking import today_of
from wagtail_migration_events.translation.requests.beginning import beginnable, without_place
from wagtail_migration_events.translation.requests.deadlines import deadline
from wagtail_migration_events.translation.requests.request import TranslationRequest
from wagtail_migration_events.translation.requests.screens.answers import (
    LONGEST_NOTE,
    checked_day,
    checked_note,
)
from wagtail_migration_events.translation.requests.screens.assignees import Assignees, value_of
from wagtail_migration_events.translation.requests.screens.events_chosen import languages_in_order
from wagtail_migration_events.translation.site_settings import translation_settings
from wagtail_migration_events.vocabularies.languages import normalise_tag


@dataclass
class LanguageRow:
    """One language in the form; of a request that is open, its row of the table.

    Attributes:
        may_begin: whether there is no page yet, and the user may make it.
        is_placeless: whether no page above the event is there in the language.
    """

    locale: Locale
    shown: ShownState
    request: TranslationRequest | None
    form: forms.Form
    may_begin: bool = False
    is_placeless: bool = False

    @property
    def is_live(self) -> bool:
        """Whether there is nothing to ask for."""
        return self.request is None and self.shown.state.state == TranslationState.LIVE

    def field(self, name: str) -> str:
        return f"{name}_{self.locale.pk}"

    def bound(self, name: str) -> forms.BoundField:
        return self.form[self.field(name)]

    @property
    def ask(self) -> forms.BoundField:
        return self.bound("ask")

    @property
    def withdraw(self) -> forms.BoundField:
        return self.bound("withdraw")

    @property
    def assignee(self) -> forms.BoundField:
        return self.bound("assignee")

    @property
    def due_on(self) -> forms.BoundField:
        return self.bound("due_on")

    @property
    def note(self) -> forms.BoundField:
        return self.bound("note")


class RequestForm(forms.Form):
    """Its fields are those of the languages: ``ask_<locale>``, ``assignee_<locale>``..."""

    due_on = forms.DateField(label=_("Due on"), required=False, widget=AdminDateInput)
    note = forms.CharField(
        label=_("Note to the translators"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
    )

    class Media:
        css = {"all": ["wagtail_migration_events/admin/translations.css"]}

    def __init__(self, *args: Any, event: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.user = event, user
        self.settings = translation_settings(event)
        self.rows = self._rows()
        self.assignees = Assignees(self._already_named())
        for row in self.rows:
            if row.request is not None:
                self._offer_change(row, row.request)
            elif not row.is_live:
                self._offer_asking(row)
        self._explain_day()

    @property
    def asked(self) -> list[LanguageRow]:
        """What is asked for already."""
        return [row for row in self.rows if row.request is not None]

    @property
    def left(self) -> list[LanguageRow]:
        """What is not asked for."""
        return [row for row in self.rows if row.request is None]

    @property
    def can_ask(self) -> bool:
        return any(not row.is_live for row in self.left)

    def _rows(self) -> list[LanguageRow]:
        key = self.event.translation_key
        shown = {each.state.language: each for each in states_to_show([key], self.user)[key]}
        found = TranslationRequest.objects.open().filter(group=key)
        requests = {row.locale_id: row for row in found.select_related("locale", "person", "team")}
        rows = [
            LanguageRow(locale, shown[tag], requests.get(locale.pk), self)
            for locale in languages_in_order([self.event.locale])
            if (tag := normalise_tag(locale.language_code)) in shown
        ]
        to_make = [row for row in rows if row.shown.state.page is None]
        wanted = [(self.event, row.locale.pk) for row in to_make]
        may, lost = beginnable(self.user, wanted), without_place(wanted)
        for row in to_make:
            place = (self.event.pk, row.locale.pk)
            row.may_begin = row.request is not None and place in may
            row.is_placeless = place in lost
        return rows

    def _already_named(self) -> list[Any]:
        named: list[Any] = []
        for row in self.rows:
            ours = self.settings.of_language(row.locale)
            named += [ours.translator, ours.translators]
            if row.request is not None:
                named += [row.request.person, row.request.team]
        return [each for each in named if each is not None]

    def _offer_asking(self, row: LanguageRow) -> None:
        ours = self.settings.of_language(row.locale)
        preset = value_of(ours.translator, ours.translators)
        self.fields[row.field("ask")] = forms.BooleanField(label=row.shown.name, required=False)
        self.fields[row.field("assignee")] = self._assignee_field(row, preset)

    def _offer_change(self, row: LanguageRow, request: TranslationRequest) -> None:
        """Fields that remember what was shown: only what the user changes is written."""
        language = {"language": row.shown.name}
        self.fields |= {
            row.field("assignee"): self._assignee_field(
                row, value_of(request.person, request.team), show_hidden_initial=True
            ),
            row.field("due_on"): forms.DateField(
                label=gettext("Due on: %(language)s") % language,
                required=False,
                initial=request.due_on,
                widget=AdminDateInput,
                show_hidden_initial=True,
            ),
            row.field("note"): forms.CharField(
                label=gettext("Note: %(language)s") % language,
                required=False,
                initial=request.note,
                max_length=LONGEST_NOTE,
                widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
                show_hidden_initial=True,
            ),
            row.field("withdraw"): forms.BooleanField(
                label=gettext("Take back: %(language)s") % language, required=False
            ),
        }

    def _assignee_field(self, row: LanguageRow, preset: str, **kwargs: Any) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=gettext("For whom: %(language)s") % {"language": row.shown.name},
            required=False,
            choices=self.assignees.choices(("", _("Nobody"))),
            initial=preset,
            **kwargs,
        )

    def _explain_day(self) -> None:
        days = self.settings.lead_days
        field, day = self.fields["due_on"], self.usual_day
        field.initial = day
        if day is None:
            field.help_text = _(
                "Left empty: as soon as possible. The event has no date, or one that is too near "
                "for another day."
            )
            return
        field.help_text = ngettext(
            "%(days)s working day before the event. Left empty: as soon as possible.",
            "%(days)s working days before the event. Left empty: as soon as possible.",
            days,
        ) % {"days": days}

    @cached_property
    def usual_day(self) -> dt.date | None:
        """When translations of the event are due if nobody chooses another day."""
        return deadline(self.event, self.settings.lead_days, today_of(self.event))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in list(data):
            try:
                if name.startswith("due_on") and name in self.changed_data:
                    checked_day(data[name])
                elif name.startswith("note"):
                    data[name] = checked_note(data[name])
            except forms.ValidationError as error:
                self.add_error(name, error)
        self._check_ticks(data)
        return data

    def _check_ticks(self, data: dict[str, Any]) -> None:
        """Refuse what is said of languages that are not ticked, for it would be lost."""
        changed = set(self.changed_data)
        offered = [row for row in self.left if not row.is_live]
        left_out = [row for row in offered if not data.get(row.field("ask"))]
        for row in left_out:
            if data.get(row.field("assignee")) and row.field("assignee") in changed:
                words = _("Tick this language too, to request its translation.")
                self.add_error(row.field("assignee"), words)
        # Those that were ticked here and that somebody else has asked for meanwhile count too.
        ticked = len(left_out) < len(offered) or any(
            row.field("ask") in self.data for row in self.asked
        )
        if offered and not ticked and (changed & {"due_on", "note"} or not self.asked):
            self.add_error(None, _("Tick the languages whose translation you request."))
