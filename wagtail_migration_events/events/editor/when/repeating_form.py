"""The form of an event whose list of dates can be filled by a rule before anything is saved."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_migration_events.events.editor.when.local_moment import LocalMoment
from wagtail_migration_events.events.editor.when.part_form import PartForm
from wagtail_migration_events.events.editor.when.repeat_aid import (
    FILL,
    PREFIX,
    FilledRows,
    RepeatAid,
    with_dates_added,
)


class RepeatingForm(PartForm):
    """Fills its list when it was sent by the button of the aid; it is then shown once more.

    Attributes:
        filled: what the list was filled with; None unless that was asked for, and possible.
    """

    filled: FilledRows | None = None
    data: Any
    _refusal: ValidationError | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and FILL in self.data and self.shown("dates"):
            try:
                self.filled = self._fill()
            except ValidationError as error:
                self._refusal = error
            else:
                self.data = self.filled.data

    @cached_property
    def repeat_aid(self) -> RepeatAid:
        """The aid as it was sent; blank where it was not."""
        sent = self.is_bound and f"{PREFIX}-every" in self.data
        return RepeatAid(self.data if sent and FILL in self.data else None)

    @property
    def refusals(self) -> list[str]:
        """Why the list could not be filled."""
        return list(self._refusal.messages) if self._refusal else []

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self._refusal is not None:
            self.add_error(self.shown("dates"), self._refusal)
        elif self.filled is not None:
            message = _("%(done)s Nothing is saved yet: check the dates, and save.")
            self.add_error(self.shown("dates"), message % {"done": self.filled.message})
        return self.cleaned_data

    def _fill(self) -> FilledRows:
        start, end = self._typed("starts_at"), self._typed("ends_at")
        rows = self[str(self.shown("dates"))].data
        if start is None:
            raise ValidationError(_("Enter the start of the first date above."))
        if not self.repeat_aid.is_valid():
            raise ValidationError(_("The dates cannot be filled in: see what is said there."))
        end = _end_of_row_at(start, rows) or end
        days = self.repeat_aid.days(start.date)
        return with_dates_added(self.data, rows, days, start, end)

    def _typed(self, name: str) -> LocalMoment | None:
        own_name = self.shown(name)
        if own_name is None:
            return None
        try:
            return self.fields[own_name].clean(self[own_name].data)
        except ValidationError as error:
            label = self.fields[own_name].label
            messages = [
                _("%(field)s: %(message)s") % {"field": label, "message": each}
                for each in error.messages
            ]
            raise ValidationError(messages) from None


def _end_of_row_at(start: LocalMoment, rows: Any) -> LocalMoment | None:
    """Return the end of the date that is listed for this start: the end above is the last one's."""
    rows.is_valid()
    for _number, row in rows.kept_rows():
        if row.cleaned_data.get("starts_at") == start:
            return row.cleaned_data.get("ends_at")
    return None
