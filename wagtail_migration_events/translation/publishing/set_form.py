"""The form that asks which languages go live, when, and why although something is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from wagtail_migration_events.text_checks import check_text
from wagtail_migration_events.translation.gate.obstacle import Obstacle
from wagtail_migration_events.translation.publishing.event_set import EventSet, SetRow
from wagtail_migration_events.translation.publishing.log_actions import LONGEST_REASON


class PublishSetForm(forms.Form):
    """``chosen`` then are the languages, and ``missing`` what somebody has a reason for.

    What is chosen must be ready, all of it, unless that reason is given.
    """

    pages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one language."),
            "invalid_choice": gettext_lazy(
                "One of these languages cannot be published, or no longer. Look at them again."
            ),
        },
    )
    go_live_at = forms.DateTimeField(
        label=gettext_lazy("Go live at"), required=False, widget=AdminDateTimeInput
    )
    override = forms.BooleanField(
        label=gettext_lazy("Publish all the same, although something is missing"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stays in the history of each page."),
        required=False,
        max_length=LONGEST_REASON,
        widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
        validators=[check_text],
    )

    class Media:
        css = {"all": ["wagtail_migration_events/admin/translations.css"]}

    def __init__(self, *args: Any, event_set: EventSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event_set = event_set
        self.missing: list[Obstacle] = []
        choosable = {str(row.page.pk): row for row in event_set.choosable}
        field = self.fields["pages"]
        field.choices = [(pk, row.shown.name) for pk, row in choosable.items()]  # type: ignore[attr-defined]
        field.initial = [pk for pk, row in choosable.items() if row.is_ready]
        self.fields["go_live_at"].help_text = _(
            "Left empty: now. In the time zone %(zone)s. All languages get the same date."
        ) % {"zone": timezone.get_current_timezone_name().replace("_", " ")}

    @property
    def chosen(self) -> list[SetRow]:
        """The languages that are to go live, the source first."""
        pks = set(self.cleaned_data.get("pages", []))
        return [row for row in self.event_set.choosable if str(row.page.pk) in pks]

    @property
    def rows(self) -> list[tuple[SetRow, bool]]:
        """Each language, and whether it is ticked."""
        ticked = {str(value) for value in self["pages"].value() or []}
        return [
            (row, row.page is not None and str(row.page.pk) in ticked)
            for row in self.event_set.rows
        ]

    def clean_go_live_at(self) -> dt.datetime | None:
        moment: dt.datetime | None = self.cleaned_data["go_live_at"]
        if moment is not None and moment <= timezone.now():
            raise ValidationError(_("This date has passed. Leave it empty to publish now."))
        return moment

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "pages" not in data:
            return data
        self._refuse_expired(data.get("go_live_at"))
        self.missing = self.event_set.missing(self.chosen, data.get("go_live_at"))
        if not self.missing:
            return data
        if any(each.is_firm for each in self.missing) or not data.get("override"):
            self.add_error("pages", [each.sentence for each in self.missing])
        elif not data.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", _("Say why it is published all the same."))
        return data

    def _refuse_expired(self, go_live_at: dt.datetime | None) -> None:
        moment = go_live_at or timezone.now()
        for row in self.chosen:
            if (expires := _expiry(row.page)) is not None and expires <= moment:
                words = _("%(language)s: its date of expiry lies before that.")
                self.add_error("go_live_at", words % {"language": row.shown.name})


def _expiry(page: Any) -> dt.datetime | None:
    """Return when the newest version of a page expires, without making a page of it."""
    if (revision := page.get_latest_revision()) is None:
        expires: dt.datetime | None = page.expire_at
        return expires
    stored = revision.content.get("expire_at")
    return parse_datetime(stored) if stored else None
