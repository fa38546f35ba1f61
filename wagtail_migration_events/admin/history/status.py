"""What the history of a page says about changes of its event's status."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter

from wagtail_migration_events.events.display.dates import status_label
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.when import parse_moment
from wagtail_migration_events.events.status_change.change import StatusAction
from wagtail_migration_events.events.status_change.record import STATUS_ACTION, UNDO_ACTION
from wagtail_migration_events.events.times.occurrence import Occurrence
from wagtail_migration_events.events.times.wording import format_occurrence


def register_status_actions(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(STATUS_ACTION)
    class StatusFormatter(LogFormatter):
        label = gettext_lazy("Event status")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            was = data.get("was") or {}
            said = _("%(action)s, in all languages. Before: %(before)s.") % {
                "action": _action(data),
                "before": listed(filter(None, [status_label(_status(was)), _when(was)])),
            }
            if data.get("reason"):
                said += " " + _("Reason: %(reason)s") % {"reason": data["reason"]}
            return said

    @actions.register_action(UNDO_ACTION)
    class UndoFormatter(LogFormatter):
        label = gettext_lazy("Event status undone")

        def format_message(self, log_entry: Any) -> str:
            return _("Undone: %(action)s") % {"action": _action(log_entry.data or {})}


def _action(data: dict[str, Any]) -> str:
    value = str(data.get("action") or "")
    return str(StatusAction(value).label) if value in StatusAction else value


def _status(was: dict[str, Any]) -> str:
    return str(was.get("event_status") or "scheduled")


def _when(was: dict[str, Any]) -> str:
    moment = parse_moment(was.get("starts_at"))
    if moment is None:
        return ""
    zone, precision = str(was.get("timezone") or ""), str(was.get("date_precision") or "time")
    occurrence = Occurrence("", moment, None, zone, precision, "")
    return format_occurrence(occurrence, get_language() or "en").text
