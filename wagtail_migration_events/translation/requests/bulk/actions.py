"""The bulk actions on translations, offered wherever pages are ticked."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from wagtail_migration_events.admin.runs import run_url
from wagtail_migration_events.admin.ticked_pages import TickedPagesAction
from wagtail_migration_events.events.editor.fact_words import listed
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.runs.kinds import RunKind, Worked
from wagtail_migration_events.runs.run import BackgroundRun
from wagtail_migration_events.runs.working import begin
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
from wagtail_migration_events.translation.requests.screens.events_chosen import sources_of_events

#: Of more events and languages than these one wants to see the progress.
DONE_AT_ONCE = 20


class TranslationBulkAction(TickedPagesAction):
    """Works on the events of which pages were ticked, in whatever language, each once.

    What is no event, and events for which the user has no right, are left alone.
    """

    kind: RunKind
    question: Any
    answer: Any
    form_class: type[LanguagesForm]
    template_name = "wagtail_migration_events/admin/translation/bulk.html"
    action_priority = 210
    run: BackgroundRun | None = None

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        """Whether a user may have it done to an event, given by its source of facts."""
        return may_ask_for(user, event)

    @cached_property
    def chosen(self) -> tuple[list[Any], int]:
        """The sources of the events, and how many of the ticked pages are left alone."""
        ids: Any = self.request.GET.getlist("id")
        if "all" in ids:
            ids = self.get_all_objects_in_listing_query(self.request.GET.get("childOf"))
        keys = [source_of(page).translation_key for page in self.get_queryset(self.model, ids)]
        sources = sources_of_events(set(keys))
        user = self.request.user
        events = {key: each for key, each in sources.items() if self.may(user, each)}
        return list(events.values()), sum(key not in events for key in keys)

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        events, left_alone = self.chosen
        return events, {"items_with_no_access": [], "left_alone": left_alone}

    def get_initial(self) -> dict[str, Any]:
        """Choose the languages that the listing from which one comes was filtered by."""
        query = QueryDict(urlsplit(self.next_url).query)
        return {"languages": query.getlist("language")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "title": self.display_name, "question": self.question}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "view": self}

    @classmethod
    def execute_action(
        cls, objects: list[Any], user: Any = None, view: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        things = [str(event.translation_key) for event in objects]
        arguments = view.cleaned_form.arguments()
        if view.weight(objects, arguments["languages"]) > DONE_AT_ONCE:
            view.run = begin(cls.kind, things, arguments, user)
        else:
            view.say(cls.kind.work(things, arguments, user))
        return len(objects), 0

    def weight(self, events: list[Any], languages: list[str]) -> int:
        """Return how many events and languages there are to work on."""
        return int(open_requests([each.translation_key for each in events], languages).count())

    def say(self, worked: list[Worked]) -> None:
        """Say what became of a few events: the same words for several are said once."""
        found = Counter((each.outcome, each.words) for each in worked)
        for outcome, words in found:
            titles = [
                each.label for each in worked if (each.outcome, each.words) == (outcome, words)
            ]
            values = {"titles": listed(f"“{title}”" for title in titles), "words": words}
            text = _("%(titles)s: %(words)s") % {**values, "words": words or outcome.label}
            level = messages.success if outcome == "done" else messages.warning
            level(self.request, text)

    def form_valid(self, form: LanguagesForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return redirect(run_url(self.run)) if self.run is not None else response


class RequestTranslations(TranslationBulkAction):
    display_name = _("Request translations")
    action_type = "request_translations"
    aria_label = _("Request translations of the selected events")
    question = _("These events are wanted in other languages.")
    answer = _("Request them")
    kind = REQUEST
    form_class = AskForm

    def weight(self, events: list[Any], languages: list[str]) -> int:
        return len(events) * len(languages)


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
