"""A bulk action on the events of which pages were ticked, in whatever language, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from wagtail_migration_events.admin.listing.ticked_pages import TickedPagesAction
from wagtail_migration_events.admin.many.on_each import sources_of_events
from wagtail_migration_events.admin.runs import run_url
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.groups.resolution import source_of
from wagtail_migration_events.runs.kinds import RunKind, Worked
from wagtail_migration_events.runs.run import BackgroundRun, Outcome
from wagtail_migration_events.runs.working import begin, work_now

#: Of more events than these one wants to see the progress.
DONE_AT_ONCE = 20
#: So many events are shown before it is done; what happens to the others is in the report.
MOST_SHOWN = 50
#: The name of the button by which somebody agrees to what was foreseen.
CONFIRMED = "confirmed"

FORESEEN = {
    Outcome.DONE: _("Will change"),
    Outcome.UNCHANGED: _("Stays as it is"),
    Outcome.REFUSED: _("Refused"),
}


class EventsForm(forms.Form):
    """What is asked before it is done; by default nothing."""

    def arguments(self) -> dict[str, Any]:
        """Return what was answered, as JSON can hold it."""
        return {}


class EventsBulkAction(TickedPagesAction):
    """Asks, shows what would become of each event, does it, at once or in a run, and reports.

    What is no event, and events for which the user has no right, are left alone; and counted
    only, for a title may be a secret.
    """

    kind: RunKind
    question: Any
    answer: Any
    icon = "calendar-alt"
    form_class: Any = EventsForm
    template_name = "wagtail_migration_events/admin/many_events.html"
    action_priority = 200
    run: BackgroundRun | None = None

    @staticmethod
    def may(user: Any, event: Any) -> bool:
        """Whether a user may have it done to an event, given by its source of facts."""
        raise NotImplementedError

    def prepare_sources(self, pages: Any) -> Any:
        """Annotate the base rows of the sources with what :meth:`may` would ask for each."""
        return pages

    def objection(self, arguments: Mapping[str, Any]) -> Any:
        """Return why the answers do not fit the events that were ticked; "" if they do."""
        return ""

    def weight(self, events: list[Any], arguments: Mapping[str, Any]) -> int:
        """Return how much there is to work on, in events."""
        return len(events)

    @cached_property
    def ticked(self) -> list[Any]:
        """The base rows of the pages that were ticked."""
        ids: Any = self.request.GET.getlist("id")
        if "all" in ids:
            ids = self.get_all_objects_in_listing_query(self.request.GET.get("childOf"))
        return self.get_queryset(self.model, ids)

    @cached_property
    def chosen(self) -> tuple[list[Any], int]:
        """The sources of the events, and how many of the ticked pages are left alone."""
        keys = [source_of(page).translation_key for page in self.ticked]
        sources = sources_of_events(set(keys), self.prepare_sources)
        events = self.allowed(sources)
        return list(events.values()), sum(key not in events for key in keys)

    def allowed(self, sources: Mapping[Any, Any]) -> dict[Any, Any]:
        """Return those of the events, by key, for which the user has the right."""
        user = self.request.user
        return {key: each for key, each in sources.items() if self.may(user, each)}

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        events, left_alone = self.chosen
        return events, {"items_with_no_access": [], "left_alone": left_alone}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {"title": self.display_name, "question": self.question}
        items = context["items"]
        context["is_foreseen"] = self.kind.foresee is not None
        context["more"] = max(len(items) - MOST_SHOWN, 0)
        if not context["form"].fields and items and self.kind.foresee is not None:
            context["foreseen"] = self.foreseen({})
        if "foreseen" in context:
            context["may_go_on"] = context["more"] or any(
                each["outcome"] == Outcome.DONE for each in context["foreseen"]
            )
            left_out = {"csrfmiddlewaretoken", CONFIRMED}
            sent = self.request.POST
            context["sent"] = [
                (name, each) for name in sent if name not in left_out for each in sent.getlist(name)
            ]
        context["items"] = items[:MOST_SHOWN]
        return context

    def foreseen(self, arguments: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return what would become of the first of the events."""
        if self.kind.foresee is None:
            return []
        things = self._things(self.chosen[0][:MOST_SHOWN])
        found = self.kind.foresee(things, arguments, self.request.user)
        return [
            {
                "title": each.label,
                "outcome": each.outcome,
                "what": FORESEEN[each.outcome],
                "words": each.words,
            }
            for each in found
        ]

    def form_valid(self, form: Any) -> HttpResponse:
        arguments = form.arguments()
        if reason := self.objection(arguments):
            form.add_error(None, reason)
            return self.form_invalid(form)
        if self.kind.foresee is not None and CONFIRMED not in self.request.POST:
            if form.fields and self.chosen[0]:
                foreseen = self.foreseen(arguments)
                return self.render_to_response(self.get_context_data(form=form, foreseen=foreseen))
            return self.render_to_response(self.get_context_data(form=form))
        response: HttpResponse = super().form_valid(form)
        return redirect(run_url(self.run)) if self.run is not None else response

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "view": self}

    @classmethod
    def execute_action(
        cls, objects: list[Any], user: Any = None, view: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        arguments = view.cleaned_form.arguments()
        things = cls._things(objects)
        if view.weight(objects, arguments) > DONE_AT_ONCE:
            view.run = begin(cls.kind, things, arguments, user)
        elif things:
            view.say(work_now(cls.kind, things, arguments, user), arguments)
        return len(objects), 0

    @staticmethod
    def _things(events: Iterable[Any]) -> list[str]:
        return [str(event.translation_key) for event in events]

    def say(self, worked: list[Worked], arguments: Mapping[str, Any]) -> None:
        """Say what became of a few events: the same words for several are said once."""
        found = Counter((each.outcome, each.words) for each in worked)
        for outcome, words in found:
            titles = [
                each.label for each in worked if (each.outcome, each.words) == (outcome, words)
            ]
            values = {"titles": listed(f"“{title}”" for title in titles), "words": words}
            text = _("%(titles)s: %(words)s") % {**values, "words": words or outcome.label}
            level = messages.success if outcome == Outcome.DONE else messages.warning
            level(self.request, text)
