"""The bulk actions on translations, offered wherever pages are ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.admin.many.events_action import EventsBulkAction
from wagtail_migration_events.translation.requests.bulk.forms import (
    AskForm,
    AssignForm,
    LanguagesForm,
    RemindForm,
)
from wagtail_migration_events.translation.requests.bulk.works import (
    ASSIGN,
    REMIND,
    REQUEST,
    open_requests,
)
from wagtail_migration_events.translation.requests.changing import may_ask_for


class TranslationBulkAction(EventsBulkAction):
    icon = "wagtail-localize-language"
    form_class: type[LanguagesForm]
    action_priority = 210

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        return may_ask_for(user, event)

    def get_initial(self) -> dict[str, Any]:
        """Choose the languages that the listing from which one comes was filtered by."""
        query = QueryDict(urlsplit(self.next_url).query)
        return {"languages": query.getlist("language")}

    def weight(self, events: list[Any], arguments: Mapping[str, Any]) -> int:
        """Return how many events and languages there are to work on."""
        keys = [each.translation_key for each in events]
        return int(open_requests(keys, arguments["languages"]).count())


class RequestTranslations(TranslationBulkAction):
    display_name = _("Request translations")
    action_type = "request_translations"
    aria_label = _("Request translations of the selected events")
    question = _("These events are wanted in other languages.")
    answer = _("Request them")
    kind = REQUEST
    form_class = AskForm

    def weight(self, events: list[Any], arguments: Mapping[str, Any]) -> int:
        return len(events) * len(arguments["languages"])


class AssignTranslations(TranslationBulkAction):
    display_name = _("Assign translations")
    action_type = "assign_translations"
    aria_label = _("Give the translations of the selected events to somebody")
    question = _("What was requested of these events, and is not done, is given to somebody.")
    answer = _("Assign them")
    action_priority = 211
    kind = ASSIGN
    form_class = AssignForm


class RemindTranslators(TranslationBulkAction):
    display_name = _("Remind translators")
    action_type = "remind_translators"
    aria_label = _("Remind the translators of the selected events")
    question = _("Whoever was asked to translate these events, and has not done it, is reminded.")
    answer = _("Remind them")
    action_priority = 212
    kind = REMIND
    form_class = RemindForm
