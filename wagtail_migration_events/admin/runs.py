"""Where somebody watches the work that they have begun, and reads what became of each thing."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports import ReportView

from wagtail_migration_events.admin.csv_language import CsvInReadersLanguage
from wagtail_migration_events.admin.listing.new_event import may_list_events
from wagtail_migration_events.feeds.tables.cells import safe_cell
from wagtail_migration_events.runs.kinds import KINDS
from wagtail_migration_events.runs.run import BackgroundRun, Outcome, RunRow
from wagtail_migration_events.runs.time_left import time_left_words
from wagtail_migration_events.runs.working import work_on_run

NAMESPACE = "wagtail_migration_events_runs"
#: The name of the screen of a run, by the name of its kind, where that has one of its own.
SCREENS: dict[str, str] = {}
#: Where the answer is kept while a request lasts.


def run_url(run: BackgroundRun) -> str:
    """Return the address of the screen of a run."""
    return reverse(SCREENS.get(run.kind, f"{NAMESPACE}:run"), args=[run.pk])


def runs_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    addresses = [
        path("", RunsView.as_view(), name="index"),
        path("results/", RunsView.as_view(results_only=True), name="index_results"),
        path("<int:pk>/", RunView.as_view(), name="run"),
        path("<int:pk>/results/", RunView.as_view(results_only=True), name="run_results"),
    ]
    return [path("event-runs/", include((addresses, NAMESPACE)))]


def runs_menu_item() -> MenuItem:
    """For Wagtail's hook ``register_reports_menu_item``: shown to whoever may begin a run."""
    return RunsMenuItem(
        gettext_lazy("Runs of events"),
        reverse(f"{NAMESPACE}:index"),
        name="event-runs",
        icon_name="tasks",
        order=1300,
    )


class RunsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for rights alone: a menu is on every screen, and a query in it too."""
        user = request.user
        guards = (kind.permission for kind in KINDS.values() if kind.permission)
        return may_list_events(user) or any(user.has_perm(guard) for guard in guards)


def runs_of(user: Any) -> Any:
    """Return the runs that somebody may look at: their own, for a superuser all; of a kind that
    needs a permission, all or none."""
    runs = BackgroundRun.objects.select_related("begun_by")
    if user.is_superuser:
        return runs
    guarded = {kind.name: kind.permission for kind in KINDS.values() if kind.permission}
    allowed = [name for name, permission in guarded.items() if user.has_perm(permission)]
    own = Q(begun_by=user) & ~Q(kind__in=guarded)
    return runs.filter(own | Q(kind__in=allowed))


def _kind_words(run: BackgroundRun) -> str:
    kind = KINDS.get(run.kind)
    return str(kind.label) if kind else run.kind


def _undo_url(run: BackgroundRun) -> str:
    kind = KINDS.get(run.kind)
    if kind is None or kind.undo_url is None or run.finished_at is None:
        return ""
    has_changed = run.rows.filter(outcome=Outcome.DONE).exists()
    return kind.undo_url(run.arguments) if has_changed else ""


def begun_by(run: BackgroundRun) -> str:
    """Return who has begun a run, "" for nobody."""
    return str(get_user_display_name(run.begun_by)) if run.begun_by else ""


def progress_words(run: BackgroundRun) -> str:
    """Return how far a run is, in a word."""
    if run.finished_at is not None:
        return _("Finished")
    return _("Interrupted") if run.is_interrupted else _("In progress")


class RunsView(ReportView):
    page_title = gettext_lazy("Runs of events")
    header_icon = "tasks"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    columns = [
        TitleColumn(
            "kind",
            label=pgettext_lazy("of a run", "What"),
            accessor=_kind_words,
            get_url=run_url,
        ),
        Column("state", label=pgettext_lazy("of a run", "State"), accessor=progress_words),
        DateColumn("made_at", label=gettext_lazy("Begun")),
        Column("begun_by", label=gettext_lazy("By"), accessor=begun_by),
    ]

    def get_queryset(self) -> Any:
        return runs_of(self.request.user)


class RowFilterSet(WagtailFilterSet):
    outcome = django_filters.ChoiceFilter(
        label=gettext_lazy("Outcome"), choices=Outcome.choices, empty_label=gettext_lazy("All")
    )

    class Meta:
        model = RunRow
        fields = ["outcome"]


class RunView(CsvInReadersLanguage, ReportView):
    """The report of a run, row by row; until it is finished the page is loaded anew by itself."""

    template_name = "wagtail_migration_events/admin/run.html"
    header_icon = "tasks"
    filterset_class = RowFilterSet
    columns = [
        Column("label", label=gettext_lazy("Event")),
        Column("outcome", label=gettext_lazy("Outcome"), accessor="get_outcome_display"),
        Column("words", label=gettext_lazy("What happened")),
    ]
    list_export = ["label", "get_outcome_display", "words"]
    export_headings = {
        "label": gettext_lazy("Event"),
        "get_outcome_display": gettext_lazy("Outcome"),
        "words": gettext_lazy("What happened"),
    }
    custom_value_preprocess = {str: {"csv": safe_cell, "xlsx": safe_cell}}

    @cached_property
    def run(self) -> BackgroundRun:
        return get_object_or_404(runs_of(self.request.user), pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on with a run that was interrupted."""
        if self.run.begun_by_id != request.user.pk:
            raise PermissionDenied  # the work is done with the rights of whoever began it
        work_on_run.enqueue(self.run.pk)
        return redirect(run_url(self.run))

    def get_queryset(self) -> Any:
        return self.run.rows.all()

    def get_index_url(self) -> str:
        return run_url(self.run)

    def get_index_results_url(self) -> str:
        return reverse(f"{NAMESPACE}:run_results", args=[self.run.pk])

    def get_page_title(self) -> str:
        return _kind_words(self.run)

    def get_breadcrumbs_items(self) -> list[Any]:
        runs = {"url": reverse(f"{NAMESPACE}:index"), "label": _("Runs of events")}
        return [*self.breadcrumbs_items, runs, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = self.run.counts()
        done = sum(counts.values())
        return {
            **super().get_context_data(**kwargs),
            "run": self.run,
            "state": progress_words(self.run),
            "done": done,
            "may_go_on": self.run.is_interrupted and self.run.begun_by_id == self.request.user.pk,
            "undo_url": _undo_url(self.run),
            "is_going_on": self.run.finished_at is None and not self.run.is_interrupted,
            "counts": [
                _("%(outcome)s: %(number)s") % {"outcome": each.label, "number": counts[each]}
                for each in Outcome
                if counts[each]
            ],
            "progress": self.done_words(done),
            "time_left": time_left_words(self.run.arguments.get("begun", {}), done, self.run.total),
        }

    def done_words(self, done: int) -> str:
        total = self.run.total
        words = ngettext("%(done)s of %(total)s event", "%(done)s of %(total)s events", total)
        return words % {"done": done, "total": total}
