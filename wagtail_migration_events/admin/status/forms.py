"""The form that asks once what becomes of an event: why, and where it is known, when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.events.display.dates import event_stretch
from wagtail_migration_events.events.editor.text_direction import write_in
from wagtail_migration_events.events.editor.when.local_moment import LocalMoment, LocalMomentField
from wagtail_migration_events.events.entry.zone_places import zone_in_words
from wagtail_migration_events.events.fact_columns import fact_field
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.status_change.change import (
    StatusAction,
    StatusChange,
    StatusChangeRefused,
)
from wagtail_migration_events.events.status_change.new_values import new_values
from wagtail_migration_events.events.status_change.parts import change_for_part
from wagtail_migration_events.events.times.occurrence import DatePrecision
from wagtail_migration_events.text_checks import check_text

DATED = (StatusAction.POSTPONE, StatusAction.RESCHEDULE)


class StatusChangeForm(forms.Form):
    """Asks for one change; ``planned`` then says what each event is given.

    :param source: the source of facts, as it is stored.
    :param user: who is asked.
    :param parts: sources of facts of events that may share the change.
    """

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=AdminAutoHeightTextInput, max_length=5000
    )

    def __init__(
        self,
        *args: Any,
        action: StatusAction,
        source: Any,
        user: Any,
        parts: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.action, self.source, self.user = action, source, user
        self.parts = {str(part.pk): part for part in parts}
        self.planned: list[tuple[Any, StatusChange]] = []
        self.fields["reason"].help_text = _(
            "Why, in %(language)s. Readers of other languages see it, marked as %(language)s, "
            "until it is translated."
        ) % {"language": language_name(source.locale.language_code, get_language())}
        write_in([self.fields["reason"]], source.locale.language_code)
        if fact_field(type(source), "status_reason") is None:
            del self.fields["reason"]
        if action in DATED:
            self._ask_for_date()
        if action == StatusAction.MOVE_ONLINE:
            self._ask_for_place()
        if parts:
            self._offer_parts()

    def _ask_for_date(self) -> None:
        zone = zone_in_words(self.source.timezone or "UTC")
        required = self.action == StatusAction.RESCHEDULE
        dates: dict[str, forms.Field] = {
            "new_start": LocalMomentField(
                label=_("New start") if required else _("New start, if it is known already"),
                required=required,
                help_text=_("On the clock of the event (%(zone)s). Without an hour: the whole day.")
                % {"zone": zone},
            )
        }
        if not self.source.dates:
            dates["new_end"] = LocalMomentField(
                label=_("New end"),
                required=False,
                help_text=_("Leave it empty if the event stays as long as it was."),
            )
        self.fields = {**dates, **self.fields}

    def _ask_for_place(self) -> None:
        if stream := fact_field(type(self.source), "livestream_url"):
            self.fields["livestream_url"] = stream.formfield(
                label=_("Address of the live stream"),
                required=False,
                help_text=_("Leave it empty if it is not known yet, or stays as it is."),
            )
        if getattr(self.source, "venue", ""):
            self.fields["drop_venue"] = forms.BooleanField(
                label=_("Delete the venue, which is no longer shown"),
                required=False,
                initial=True,
                help_text=self.source.venue,
            )

    def _offer_parts(self) -> None:
        self.fields["parts"] = forms.MultipleChoiceField(
            label=_("Parts of this event"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(pk, self._title_and_date(part)) for pk, part in self.parts.items()],
            help_text=_(
                "Tick the parts that share this. What is not ticked stays as it is. When this "
                "event moves, they move as far. Parts whose facts are edited in another language "
                "get no reason."
            ),
        )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        check_text(reason, paragraphs=True)
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("new_start"), cleaned.get("new_end")
        precision = DatePrecision.TIME if start and start.time else DatePrecision.DAY
        if end and not start:
            if "new_start" not in self.errors:
                self.add_error("new_start", _("Enter a start, or delete the end."))
        elif start and end and start.time and not end.time:
            self.add_error("new_end", _("Enter the hour of the end as well."))
        if self.errors:
            return cleaned
        moments = {"starts_at": start, "ends_at": end}
        stored = {name: self._stored(name, each, precision) for name, each in moments.items()}
        if not self.errors:
            self._plan(
                StatusChange(
                    action=self.action,
                    reason=cleaned.get("reason", ""),
                    date_precision=precision,
                    livestream_url=cleaned.get("livestream_url") or "",
                    drop_venue=cleaned.get("drop_venue") or False,
                    **stored,
                )
            )
        return cleaned

    def _stored(self, name: str, moment: LocalMoment | None, precision: str) -> Any:
        if moment is None:
            return None
        try:
            return moment.stored(self.source.timezone or "", precision)
        except (ValidationError, ValueError) as error:
            field = {"starts_at": "new_start", "ends_at": "new_end"}[name]
            self.add_error(field, getattr(error, "messages", None) or _("Enter a valid date."))
            return None

    def _plan(self, change: StatusChange) -> None:
        """Try the change without writing, so that what is refused is said at its field."""
        self.planned = [(self.source, change)]
        try:
            change.check(self.source)
            new_values(self.source, change)
        except StatusChangeRefused as refusal:
            self.add_error("new_start" if "new_start" in self.fields else None, refusal.message)
            return
        for pk in self.cleaned_data.get("parts") or []:
            self._plan_part(change, self.parts[pk])

    def _title_and_date(self, event: Any) -> str:
        when = event_stretch(event, get_language() or "en").when.text
        return f"{title_for(self.user, event)} ({when})"

    def _plan_part(self, change: StatusChange, part: Any) -> None:
        title = title_for(self.user, part)
        try:
            own = change_for_part(change, self.source, part)
            if own is not None:
                own.check(part)
                new_values(part, own)
        except StatusChangeRefused as refusal:
            self.add_error("parts", f"{title}: {refusal.message}")
            return
        if own is None:
            message = _("%(title)s: it is not known how far it moves. Change it by itself.")
            self.add_error("parts", message % {"title": title})
        else:
            self.planned.append((part, own))
