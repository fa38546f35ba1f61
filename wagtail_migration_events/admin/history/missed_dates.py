"""What the history of a page says when it did not go live at its date."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from wagtail_migration_events.events.sharing.scheduled import MISSED


def register_missed_date_action(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(MISSED)
    class MissedDateFormatter(LogFormatter):
        label = gettext_lazy("Not published at its date")

        def format_message(self, log_entry: Any) -> str:
            words = _(
                "Not published at its date, and no language with the same date: %(faults)s It is "
                "tried again until it can be saved."
            )
            return words % {"faults": (log_entry.data or {}).get("faults", "")}
