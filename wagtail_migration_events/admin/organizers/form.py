"""The form in which an organizer is made while an event is edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.admin.organizers.places import OrganizerPlace, make_organizer
from wagtail_migration_events.organizers.known import KnownOrganizer, resembling
from wagtail_migration_events.organizers.mixin import OrganizerKind
from wagtail_migration_events.text_checks import check_text

#: Sent where the user has seen which organizers the new one resembles.
WARNED = "organizer-warned"


class NewOrganizerForm(forms.Form):
    """Asks for what names an organizer; the rest is for its own page.

    Attributes:
        alike: organizers that the new one resembles and of which nobody was told yet.
        made: the page, once the form was found to be valid.
    """

    title = forms.CharField(
        label=_("Name"),
        max_length=255,
        validators=[check_text],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    acronym = forms.CharField(
        label=_("Acronym"), max_length=64, required=False, validators=[check_text]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", "---------"), *OrganizerKind.choices], required=False
    )
    place = forms.ChoiceField(label=_("Where"))
    publish = forms.BooleanField(
        label=_("Publish now"),
        required=False,
        initial=True,
        help_text=_("Readers do not see organizers that are not published."),
    )

    def __init__(self, *args: Any, places: Sequence[OrganizerPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.parent.pk): each for each in places}
        self.alike: list[KnownOrganizer] = []
        self.made: Any = None
        choices = [(pk, each.label) for pk, each in self.places.items()]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
        if len(self.places) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial["place"] = next(iter(self.places))
        if not any(each.may_publish for each in places):
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if WARNED not in self.data:
            self.alike = resembling(data["title"], data["acronym"])
        if not self.alike:
            self._make(data)
        return data

    def _make(self, data: dict[str, Any]) -> None:
        values = {name: data[name] for name in ("title", "acronym", "kind")}
        place, publish = self.places[data["place"]], bool(data.get("publish"))
        try:
            self.made = make_organizer(place, values, publish=publish)
        except ValidationError as error:
            for name, messages in error.update_error_dict({}).items():
                self.add_error(name if name in self.fields else None, messages)
