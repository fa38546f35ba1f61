"""One status for several events that were ticked in a listing."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import AdminAutoHeightTextInput

from wagtail_migration_events.admin.fact_permissions import may_change_facts
from wagtail_migration_events.admin.status_actions import undo_button
from wagtail_migration_events.admin.ticked_pages import TickedPagesAction
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.status_change.applying import apply_changes, changeable_source
from wagtail_migration_events.events.status_change.change import (
    StatusAction,
    StatusChange,
    StatusChangeRefused,
)
from wagtail_migration_events.text_checks import check_text

#: What several events can share; a new date belongs to one.
SHARED = (StatusAction.CANCEL, StatusAction.POSTPONE, StatusAction.MOVE_ONLINE)


class BulkStatusForm(forms.Form):
    action = forms.ChoiceField(
        label=_("What happens"),
        choices=[(each.value, each.label) for each in SHARED],
        widget=forms.RadioSelect,
        help_text=_("What is postponed has no date until you announce one."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=AdminAutoHeightTextInput,
        max_length=5000,
        help_text=_("The same for all, in the language of the pages you have chosen."),
    )

    drop_venue = forms.BooleanField(
        label=_("Take the venue off the page"),
        required=False,
        initial=True,
        help_text=_("Only for events that move online."),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        check_text(reason, paragraphs=True)
        return reason


class EventStatusBulkAction(TickedPagesAction):
    """Wagtail's seam offers it wherever pages are ticked; what is no event is left alone."""

    display_name = _("Event status")
    action_type = "event_status"
    aria_label = _("Cancel, postpone or move selected events online")
    template_name = "wagtail_migration_events/admin/status_bulk.html"
    action_priority = 200
    form_class = BulkStatusForm
    batch: uuid.UUID | None = None

    def check_perm(self, page: Any) -> bool:
        if not issubclass(page.specific_class or type(page), EventPageMixin):
            return False
        return may_change_facts(self.request.user, page) and self._is_changeable(page)

    def _is_changeable(self, page: Any) -> bool:
        try:
            changeable_source(page)
        except StatusChangeRefused:
            return False
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the pages that are left alone instead of naming them: a title may be a secret."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["left_alone"] = len(context.pop("items_with_no_access"))
        return context

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "view": self}

    @cached_property
    def change(self) -> StatusChange:
        data = self.cleaned_form.cleaned_data
        return StatusChange(
            StatusAction(data["action"]), data["reason"], drop_venue=data["drop_venue"]
        )

    @classmethod
    def execute_action(
        cls, objects: list[Any], user: Any = None, view: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        sources = {each.pk: each for each in map(changeable_source, objects)}
        chosen = {(page.translation_key, page.locale_id) for page in objects}
        in_chosen = [(each.translation_key, each.locale_id) in chosen for each in sources.values()]
        if view.change.reason and not all(in_chosen):
            raise StatusChangeRefused(
                _(
                    "The facts of some of these events are edited in another language, in which "
                    "the reason would stand. Choose the pages in that language, or leave the "
                    "reason empty."
                )
            )
        if sources:
            changes = [(source, view.change) for source in sources.values()]
            view.batch = apply_changes(changes, user)
        return len(sources), 0

    def form_valid(self, form: BulkStatusForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except StatusChangeRefused as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        if self.batch is not None:
            number = len({page.translation_key for page in self.actionable_objects})
            message = ngettext(
                "%(number)s event is now: %(status)s, in all its languages.",
                "%(number)s events are now: %(status)s, in all their languages.",
                number,
            ) % {"number": number, "status": self.change.status.label}
            messages.success(
                self.request, message, buttons=[undo_button(self.batch, self.next_url)]
            )
        return response
