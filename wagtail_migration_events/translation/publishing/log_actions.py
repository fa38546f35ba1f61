"""What the history of a page says when somebody has published it although something was missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from wagtail_migration_events.translation.gate.obstacle import Obstacle, in_sentences

OVERRIDDEN = "wagtail_migration_events.gate_overridden"
LONGEST_REASON = 500


def log_override(page: Any, user: Any, reason: str, missing: Iterable[Obstacle]) -> None:
    """Note in the history of a page why it was published, and what it lacked."""
    lacked = [
        {"code": each.code.value, "language": each.language, "words": each.words}
        for each in missing
    ]
    log(instance=page, action=OVERRIDDEN, user=user, data={"reason": reason, "missing": lacked})


def register_override_action(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(OVERRIDDEN)
    class OverrideFormatter(LogFormatter):
        label = gettext_lazy("Published although something was missing")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            lacked = in_sentences(
                Obstacle(each.get("code", ""), each.get("words", ""), each.get("language", ""))
                for each in data.get("missing") or []
            )
            words = _("Published although something was missing. Reason: %(reason)s. %(missing)s")
            return words % {"reason": data.get("reason", ""), "missing": lacked}
