"""The form that asks when the next edition of an event begins, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.events.editions.duplicating import proposed_text
from wagtail_migration_events.events.editions.moving import moved_dates, proposed_day
from wagtail_migration_events.events.editor.when.moment_inputs import TypedDateField
from wagtail_migration_events.events.entry.zone_places import zone_in_words
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.text_checks import check_text


class NextEditionForm(forms.Form):
    """Asks for the first day, unless the event has none, and for a title in each language.

    :param source: the source of facts, as it is stored.
    :param pages: those that are duplicated, the source first.
    :param parts: events that are part of it, by primary key with their titles.
    """

    new_start = TypedDateField(label=_("New start"))
    with_material = forms.BooleanField(
        label=_("Take the material along"),
        required=False,
        help_text=_("Agenda, presentations, recordings and reports of this edition."),
    )

    parts = forms.MultipleChoiceField(
        label=_("Its parts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "What is ticked is duplicated too, in its languages, moved as far, and is part of the "
            "new event only. Years in titles move as well."
        ),
    )

    def __init__(
        self,
        *args: Any,
        source: Any,
        pages: Sequence[Any],
        parts: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if parts:
            self.fields["parts"].choices = list(parts)  # type: ignore[attr-defined]
            self.fields["parts"].initial = [pk for pk, _label in parts]
        else:
            del self.fields["parts"]
        self.source, self.pages = source, pages
        day = proposed_day(source, timezone.localdate())
        if source.get_stretch().first_day() is None:
            del self.fields["new_start"]
        else:
            self.fields["new_start"].initial = day
            self.fields["new_start"].help_text = self._what_moves()
        if fact_field(type(source), "resources") is None or not source.resources:
            del self.fields["with_material"]
        titles = {self.title_name(page): self._title_field(page, day) for page in pages}
        self.fields = {**titles, **self.fields}

    @staticmethod
    def title_name(page: Any) -> str:
        return f"title_{page.pk}"

    def _what_moves(self) -> Any:
        if self.source.date_precision == DatePrecision.MONTH:
            return _("Any day of the new month. End and registration move as far.")
        words = _(
            "The first day, on the clock of the event (%(zone)s). End, list of dates and "
            "registration move as far; hours stay as they are."
        )
        return words % {"zone": zone_in_words(self.source.timezone or "UTC")}

    def _title_field(self, page: Any, day: Any) -> forms.CharField:
        language = language_name(page.locale.language_code)
        return forms.CharField(
            label=_("Title in %(language)s") % {"language": language},
            max_length=page._meta.get_field("title").max_length,
            validators=[check_text],
            widget=forms.TextInput(attrs={"dir": "auto"}),
            initial=proposed_text(page, page.title, day),
        )

    @property
    def titles(self) -> dict[int, str]:
        """The titles as they were entered, by primary key of the page that is duplicated."""
        return {page.pk: self.cleaned_data[self.title_name(page)] for page in self.pages}

    def clean_new_start(self) -> Any:
        day = self.cleaned_data["new_start"]
        if not 1000 <= day.year <= 9998:
            raise ValidationError(_("Enter a year between 1000 and 9998."))
        try:
            moved_dates(self.source, day)
        except (ValueError, OverflowError) as error:
            raise ValidationError(_("A date would be too far away.")) from error
        return day
