"""The form that asks what becomes of the other languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wagtail_migration_events.admin.leaving.choices import (
    ALL,
    KEEP,
    UNPUBLISH,
    LeavingSource,
    SourcesBelow,
    choices_below,
    delete_choices,
    unpublish_choices,
)

BELOW = "other-languages-of-pages-below"


class LeavingForm(forms.Form):
    """Asks for each source, and once for all that go along, what is to become of the other
    languages.

    Only what the user may do is offered, so whatever else is sent is refused.
    """

    def __init__(
        self,
        sources: list[LeavingSource],
        below: SourcesBelow,
        action: str,
        user: Any,
        data: Any,
    ) -> None:
        super().__init__(data)
        self.sources, self.below, self.action = sources, below, action
        choices_for = unpublish_choices if action == UNPUBLISH else delete_choices
        for source in sources:
            title = source.page.get_admin_display_title()
            self._ask(self.name_for(source), title, choices_for(source, user))
        if below.sources:
            self._ask(BELOW, "", choices_below(below, action, user))

    def _ask(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=choices,
            initial=KEEP if self.action == UNPUBLISH else choices[0][0],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose what happens to the other languages."),
                "invalid_choice": _("This is not possible, or no longer. Choose again."),
            },
        )

    @staticmethod
    def name_for(source: LeavingSource) -> str:
        return f"other-languages-of-{source.page.pk}"

    @property
    def answers(self) -> list[tuple[LeavingSource, str]]:
        return [(source, self.cleaned_data[self.name_for(source)]) for source in self.sources]

    @property
    def takes_all_below(self) -> bool:
        return self.cleaned_data.get(BELOW) == ALL

    @property
    def is_answered(self) -> bool:
        return any(name in self.data for name in self.fields)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each source with its field, then those that go along, for the template."""
        rows: list[tuple[Any, Any]] = [(each, self[self.name_for(each)]) for each in self.sources]
        return [*rows, (self.below, self[BELOW])] if self.below.sources else rows
