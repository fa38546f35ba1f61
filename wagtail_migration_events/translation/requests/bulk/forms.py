"""What somebody is asked before many translations are requested, assigned or reminded of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.translation.requests.screens.answers import (
    LONGEST_NOTE,
    checked_day,
    checked_note,
)
from wagtail_migration_events.translation.requests.screens.assignees import NOBODY, Assignees
from wagtail_migration_events.translation.requests.screens.events_chosen import languages_in_order


def offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Give a field of a form its choices, which only the database knows."""
    field: Any = form.fields[name]
    field.choices = choices


class LanguagesForm(forms.Form):
    """In which languages; chosen ones as in the listing from which one comes."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "languages",
            [
                (locale.language_code, language_name(locale.language_code))
                for locale in languages_in_order()
            ],
        )

    def arguments(self) -> dict[str, Any]:
        """Return what was answered, as JSON can hold it."""
        return {"languages": self.cleaned_data["languages"]}


class RemindForm(LanguagesForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].help_text = _("None chosen: all that were requested.")


class AssignForm(RemindForm):
    assignee = forms.ChoiceField(label=_("Give them to"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Assignees().choices(("", "---------"), (NOBODY, _("Nobody")))
        offer(self, "assignee", choices)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "assignee": self.cleaned_data["assignee"]}


class AskForm(LanguagesForm):
    class Media:
        css = {"all": ["wagtail_migration_events/admin/translations.css"]}

    assignee = forms.ChoiceField(label=_("For whom"), required=False)
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=AdminDateInput,
        help_text=_(
            "Left empty: for each event so many working days before it begins as the settings of "
            "the site say."
        ),
    )
    note = forms.CharField(
        label=_("Note to the translators"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].required = True
        by_settings = ("", _("As the settings of the site say, for each language"))
        offer(self, "assignee", Assignees().choices(by_settings, (NOBODY, _("Nobody yet"))))

    def clean_due_on(self) -> dt.date | None:
        return checked_day(self.cleaned_data["due_on"])

    def clean_note(self) -> str:
        return checked_note(self.cleaned_data["note"])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        due_on = data["due_on"].isoformat() if data["due_on"] else ""
        return {
            **super().arguments(),
            "assignee": data["assignee"],
            "due_on": due_on,
            "note": data["note"],
        }
