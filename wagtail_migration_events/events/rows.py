"""A JSON list of rows, edited as a table of plain form fields that needs no JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.telepath import register

from wagtail_migration_events.events.widget_patterns import WithoutPattern
from wagtail_migration_events.groups.list_field import JSONListField

BLANK_ROWS = 3
MAX_ROWS = 500


class RowsField(JSONListField):
    """A list of rows (dicts).

    :param row_form: dotted path of the form that edits one row.
    """

    def __init__(self, row_form: str = "", **kwargs: Any) -> None:
        self.row_form = row_form
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        if value in (None, ""):
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise ValidationError(_("Give a list of rows."))
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return RowsFormField(
            import_string(self.row_form),
            **{"label": capfirst(self.verbose_name), "help_text": self.help_text, **kwargs},
        )


class RowFormSet(BaseFormSet):
    """A formset in which a row that was emptied is a row that was removed."""

    error_messages: dict[str, Any]
    default_error_messages = {
        "missing_management_form": gettext_lazy(
            "The rows could not be read. Please enter them again."
        ),
        "too_many_forms": gettext_lazy("List at most %(num)d rows."),
    }

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def kept_rows(self, *, deleted: bool = False) -> list[tuple[int, forms.Form]]:
        """Return the rows that are not blank, with their numbers on screen.

        :param deleted: whether those that are ticked to be deleted count too.
        """
        return [
            (number, form)
            for number, form in enumerate(self.forms, start=1)
            if form.has_changed() and (deleted or not self._should_delete_form(form))  # type: ignore[attr-defined]
        ]

    def clean(self) -> None:
        # Django counts blank rows too, and would refuse a full list for the blank rows below it.
        if len(self.kept_rows()) > MAX_ROWS:
            message = self.error_messages["too_many_forms"] % {"num": MAX_ROWS}
            raise ValidationError(message, code="too_many_forms")
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise ValidationError(self.error_messages["missing_management_form"])
        rows = [form for _number, form in self.kept_rows()]
        if check := getattr(self.form, "check_together", None):
            check(rows)


class RowsWidget(forms.Widget):
    """Draws a formset: the rows there are, and a few blank ones."""

    template_name = "wagtail_migration_events/admin/rows.html"
    use_fieldset = True

    def __init__(self, row_form: type[forms.Form], attrs: Any = None) -> None:
        self.formset_class = formset_factory(
            row_form,
            formset=RowFormSet,
            extra=BLANK_ROWS,
            can_delete=True,
            max_num=MAX_ROWS,
            absolute_max=MAX_ROWS + BLANK_ROWS,
        )
        super().__init__(attrs)

    @property
    def media(self) -> Any:
        return self.formset_class().media

    def id_for_label(self, id_: str) -> str:
        return ""  # a table of inputs, each with a label of its own

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        formset = value
        if not isinstance(value, BaseFormSet):
            formset = self.formset_class(prefix=name, initial=value or [])
        return render_to_string(self.template_name, {"formset": formset, "attrs": attrs or {}})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> BaseFormSet[Any]:
        return self.formset_class(data=data, prefix=name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-TOTAL_FORMS" not in data


register(WithoutPattern(), RowsWidget)


class CleanedRows(list[dict[str, Any]]):
    """Rows as dicts; ``numbers`` says for each which row on the screen it was."""

    def __init__(self, rows: Iterable[tuple[int, dict[str, Any]]] = ()) -> None:
        numbered = list(rows)
        super().__init__(row for _number, row in numbered)
        self.numbers = [number for number, _row in numbered]


class RowsFormField(forms.Field):
    """The cleaned value is a list of dicts, one for each row that is neither blank nor deleted.

    A form that was sent without the rows says nothing about them: the value is then empty, and
    Django keeps what the model has.
    """

    def __init__(self, row_form: type[forms.Form], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", RowsWidget(row_form))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> CleanedRows:
        if f"{value.prefix}-TOTAL_FORMS" not in value.data:
            return CleanedRows()
        if not value.is_valid():
            raise ValidationError(_messages(value))
        return CleanedRows(
            (number, {name: item for name, item in form.cleaned_data.items() if name != "DELETE"})
            for number, form in value.kept_rows()
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        if f"{data.prefix}-TOTAL_FORMS" not in data.data:
            return False
        return not data.is_valid() or (initial or []) != self.clean(data)


def in_row(number: int, message: Any) -> str:
    """Say which row on the screen a message is about."""
    return _("Row %(number)s: %(message)s") % {"number": number, "message": message}


def _messages(formset: RowFormSet) -> list[str]:
    messages = [str(message) for message in formset.non_form_errors()]
    for number, form in formset.kept_rows():
        for errors in form.errors.values():
            messages += [in_row(number, message) for message in errors]
    return messages or [str(formset.error_messages["missing_management_form"])]
