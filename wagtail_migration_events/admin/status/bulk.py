"""One status for several events that were ticked in a listing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import AdminAutoHeightTextInput

from wagtail_migration_events.admin.many.events_action import EventsBulkAction, EventsForm
from wagtail_migration_events.admin.many.on_each import Answer, on_each
from wagtail_migration_events.admin.rights.fact_permissions import (
    may_change_facts,
    with_fact_rights,
)
from wagtail_migration_events.admin.status.actions import undo_button, undo_url
from wagtail_migration_events.events.display.dates import status_label
from wagtail_migration_events.events.status_change.applying import apply_change, changeable_source
from wagtail_migration_events.events.status_change.change import (
    StatusAction,
    StatusChange,
    StatusChangeRefused,
)
from wagtail_migration_events.events.status_change.new_values import new_values
from wagtail_migration_events.events.times.occurrence import EventStatus
from wagtail_migration_events.runs.kinds import RunKind, Worked
from wagtail_migration_events.runs.run import Outcome
from wagtail_migration_events.text_checks import check_text

#: What several events can share; a new date belongs to one.
SHARED = (StatusAction.CANCEL, StatusAction.POSTPONE, StatusAction.MOVE_ONLINE)


class BulkStatusForm(EventsForm):
    action = forms.ChoiceField(
        label=_("What happens"),
        choices=[(each.value, each.label) for each in SHARED],
        widget=forms.RadioSelect,
        help_text=_("What is postponed has no date until you announce one."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
        max_length=5000,
        help_text=_("The same for all, in the language of the pages you have chosen."),
    )

    drop_venue = forms.BooleanField(
        label=_("Delete the venue, which is no longer shown"),
        required=False,
        initial=True,
        help_text=_("Only for events that move online."),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        check_text(reason, paragraphs=True)
        return reason

    def arguments(self) -> dict[str, Any]:
        """Return the answers; what is changed with the same batch can be undone together."""
        return {**self.cleaned_data, "batch": str(uuid.uuid4())}


def change_statuses(
    things: Sequence[str], arguments: Mapping[str, Any], user: Any
) -> Sequence[Worked]:
    """Give events another status; ``arguments`` are those of :class:`BulkStatusForm`."""
    return _on_statuses(things, arguments, user, is_done=True)


def foresee_statuses(
    things: Sequence[str], arguments: Mapping[str, Any], user: Any
) -> Sequence[Worked]:
    """Say what would become of their statuses, and change none."""
    return _on_statuses(things, arguments, user, is_done=False)


def _on_statuses(
    things: Sequence[str], arguments: Mapping[str, Any], user: Any, *, is_done: bool
) -> Sequence[Worked]:
    change = _change(arguments)
    batch = uuid.UUID(arguments["batch"])

    def work(events: list[Any]) -> Mapping[uuid.UUID, Answer]:
        return {
            event.translation_key: _answer(event, change, user, batch if is_done else None)
            for event in events
        }

    return on_each(things, user, work, may_change_facts)


def _change(arguments: Mapping[str, Any]) -> StatusChange:
    action = StatusAction(arguments["action"])
    return StatusChange(action, arguments["reason"], drop_venue=arguments["drop_venue"])


def _answer(event: Any, change: StatusChange, user: Any, batch: uuid.UUID | None) -> Answer:
    """:param batch: None if nothing is to be done."""
    try:
        with transaction.atomic():
            source = changeable_source(event)
            before = source.event_status or EventStatus.SCHEDULED
            if _says_nothing_new(source, change):
                return Outcome.UNCHANGED, status_label(before)
            change.check(source)
            new_values(source, change)
            if batch is not None:
                apply_change(source, change, user, batch)
    except StatusChangeRefused as refusal:
        return Outcome.REFUSED, refusal.message
    words = _now("%(status)s (before: %(before)s).")
    said = words % {"status": change.status.label, "before": status_label(before)}
    if batch is None and source.live and source.has_unpublished_changes:
        said += " " + _now("Its draft gets the same status, and stays a draft.")
    return Outcome.DONE, said


def _says_nothing_new(source: Any, change: StatusChange) -> bool:
    has_venue = bool(getattr(source, "venue", "")) and change.action == StatusAction.MOVE_ONLINE
    return (
        source.event_status == change.status
        and change.reason in ("", getattr(source, "status_reason", ""))
        and not (change.drop_venue and has_venue)
    )


def _undo_url(arguments: Mapping[str, Any]) -> str:
    return undo_url(uuid.UUID(arguments["batch"]), "")


STATUSES = RunKind(
    "event_status",
    _("Event status"),
    change_statuses,
    foresee=foresee_statuses,
    undo_url=_undo_url,
)


class EventStatusBulkAction(EventsBulkAction):
    """Wagtail's seam offers it wherever pages are ticked; what is no event is left alone."""

    display_name = _("Event status")
    action_type = "event_status"
    aria_label = _("Cancel, postpone or move selected events online")
    question = _(
        "These events change at once, in all their languages. Nothing else is published: drafts "
        "stay drafts, and reviews go on."
    )
    answer = _("Yes, change them")
    kind = STATUSES
    form_class = BulkStatusForm

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        return may_change_facts(user, event)

    def prepare_sources(self, pages: Any) -> Any:
        return with_fact_rights(pages, self.request.user)

    def objection(self, arguments: Mapping[str, Any]) -> Any:
        """A reason must never stand where another language is expected."""
        ticked = {(page.translation_key, page.locale_id) for page in self.ticked}
        sources, _left_alone = self.chosen
        in_ticked = [(each.translation_key, each.locale_id) in ticked for each in sources]
        if not arguments["reason"] or all(in_ticked):
            return ""
        return _(
            "The facts of some of these events are edited in another language, in which "
            "the reason would stand. Choose the pages in that language, or leave the "
            "reason empty."
        )

    def say(self, worked: list[Worked], arguments: Mapping[str, Any]) -> None:
        """Say together what can be undone together, and of each other event why it was not."""
        done = [each for each in worked if each.outcome == Outcome.DONE]
        super().say([each for each in worked if each.outcome != Outcome.DONE], arguments)
        if not done:
            return
        message = ngettext(
            "%(number)s event is now: %(status)s, in all its languages.",
            "%(number)s events are now: %(status)s, in all their languages.",
            len(done),
        ) % {"number": len(done), "status": _change(arguments).status.label}
        button = undo_button(uuid.UUID(arguments["batch"]), self.next_url)
        messages.success(self.request, message, buttons=[button])
