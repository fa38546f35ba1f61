"""What the history of a page says about facts that came from its source."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter

from wagtail_migration_events.events.display.fact_words import fact_label
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.sharing.propagation import FACTS_ACTION


def register_fact_actions(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(FACTS_ACTION)
    class FactsFormatter(LogFormatter):
        label = gettext_lazy("Facts from the source")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            language = (data.get("source") or {}).get("language") or ""
            names = [
                fact_label(_class_of(log_entry), name) for name in data.get("overwritten") or {}
            ]
            return _("Facts from %(language)s: %(facts)s") % {
                "language": language_name(language, get_language()),
                "facts": ", ".join(names),
            }


def _class_of(log_entry: Any) -> Any:
    content_type = log_entry.content_type
    return content_type.model_class() if content_type is not None else None
