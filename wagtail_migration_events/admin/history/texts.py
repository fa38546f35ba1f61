"""What the history of a page says about texts that needed no new translation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from wagtail_migration_events.admin.editing.publishing_notes import MINOR_EDIT_ACTION
from wagtail_migration_events.admin.editing.text_confirmation import TEXT_CONFIRMED
from wagtail_migration_events.events.display.fact_words import fact_label
from wagtail_migration_events.events.display.wording import listed


def register_text_actions(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(MINOR_EDIT_ACTION)
    class MinorEditFormatter(LogFormatter):
        label = gettext_lazy("Minor edit")

        def format_message(self, log_entry: Any) -> str:
            reason = (log_entry.data or {}).get("reason") or ""
            return _("Minor edit of %(texts)s: %(reason)s") % {
                "texts": _texts(log_entry),
                "reason": reason,
            }

    @actions.register_action(TEXT_CONFIRMED)
    class TextConfirmedFormatter(LogFormatter):
        label = gettext_lazy("Translation confirmed")

        def format_message(self, log_entry: Any) -> str:
            return _("Still right after a change of the source: %(texts)s") % {
                "texts": _texts(log_entry)
            }


def _texts(log_entry: Any) -> str:
    content_type = log_entry.content_type
    model = content_type.model_class() if content_type is not None else None
    return listed(fact_label(model, name) for name in (log_entry.data or {}).get("texts") or [])
