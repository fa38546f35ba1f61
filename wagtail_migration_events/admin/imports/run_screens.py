"""The screens of the runs of an import: its plan, its report, and the removal of what it made."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn

from wagtail_migration_events.admin.imports.said import lines_of
from wagtail_migration_events.admin.imports.screens import (
    HISTORY,
    NAMESPACE,
    ForImporters,
    ImportScreen,
    UploadScreen,
)
from wagtail_migration_events.admin.imports.steps import begin_import, begin_plan
from wagtail_migration_events.admin.runs import RunView, run_url
from wagtail_migration_events.interchange.recorded.log import IMPORT
from wagtail_migration_events.interchange.recorded.removing import UNDO, pages_made_by, would_keep
from wagtail_migration_events.interchange.uploaded.importing import PLAN
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload
from wagtail_migration_events.runs.run import BackgroundRun, Outcome, RunRow
from wagtail_migration_events.runs.working import begin

#: What a plan says of a row: nothing has been done yet.
PLANNED = {
    Outcome.CREATED: pgettext_lazy("in a plan", "Create"),
    Outcome.UPDATED: pgettext_lazy("in a plan", "Update"),
    Outcome.DRAFT: pgettext_lazy("in a plan", "Make a draft"),
}
MOST_NAMED = 50


def import_runs() -> Any:
    """Return the runs of imports: plans, imports, and removals of what they made."""
    kinds = (PLAN.name, IMPORT, UNDO.name)
    return BackgroundRun.objects.filter(kind__in=kinds).select_related("begun_by")


def title_of(run: BackgroundRun) -> str:
    """Return what a run of an import is called, with its number."""
    titles = {
        PLAN.name: _("Plan %(number)d"),
        IMPORT: _("Import %(number)d"),
        UNDO.name: _("Removal %(number)d"),
    }
    return titles[run.kind] % {"number": run.pk}


def source_words(run: BackgroundRun) -> str:
    """Return what a run was about: a file, or another run."""
    if run.kind == UNDO.name:
        return _("what import %(number)d made") % {"number": run.arguments.get("run", 0)}
    return str(run.arguments.get("file", ""))


def outcome_words(run: BackgroundRun, outcome: Outcome) -> str:
    """Return what became of rows, or in a plan what would become of them."""
    planned = PLANNED.get(outcome) if run.kind == PLAN.name else None
    return str(planned or outcome.label)


def _page_url(row: RunRow) -> str | None:
    pk = row.data.get("page")
    is_gone = row.outcome == Outcome.REMOVED
    return reverse("wagtailadmin_pages:edit", args=[pk]) if pk and not is_gone else None


def _place(row: RunRow) -> str:
    return str(row.data.get("place", ""))


class ImportRunView(ForImporters, RunView):
    """The report of an import row by row; of a plan, with what can be done next."""

    template_name = "wagtail_migration_events/admin/imports/run.html"
    header_icon = "upload"
    list_export = ["place", "label", "lang", "outcome", "words"]
    export_headings = {
        "place": gettext_lazy("Row"),
        "label": gettext_lazy("Event"),
        "lang": gettext_lazy("Language"),
        "outcome": gettext_lazy("Outcome"),
        "words": gettext_lazy("What happened"),
    }

    @property
    def columns(self) -> list[Column]:  # type: ignore[override]
        words = _("What would change") if self.is_plan else _("What happened")
        place = [Column("place", label=_("Row"), accessor=_place)]
        return [
            *(place if self.run.kind != UNDO.name else []),
            TitleColumn("label", label=_("Event"), get_url=_page_url),
            Column("outcome", label=_("Outcome"), accessor=self.outcome_words),
            Column("words", label=words, accessor=self.lines_of),
        ]

    @property
    def is_plan(self) -> bool:
        return self.run.kind == PLAN.name

    def lines_of(self, row: RunRow) -> str:
        return lines_of(row.words, self.run.language)

    def outcome_words(self, row: RunRow) -> str:
        return outcome_words(self.run, Outcome(row.outcome))

    @cached_property
    def run(self) -> BackgroundRun:
        return get_object_or_404(import_runs(), pk=self.kwargs["pk"])

    @cached_property
    def upload(self) -> ImportUpload | None:
        """The file, as long as it waits for whoever has uploaded it."""
        waiting = ImportUpload.objects.filter(made_by=self.request.user.pk)
        return waiting.filter(pk=self.run.arguments.get("upload")).first()

    def to_row_dict(self, item: RunRow) -> dict[str, Any]:
        return {
            "place": _place(item),
            "label": item.label,
            "lang": str(item.data.get("lang", "")),
            "outcome": self.outcome_words(item),
            "words": item.words,
        }

    def get_page_title(self) -> str:
        return f"{title_of(self.run)}: {source_words(self.run)}"

    def get_index_results_url(self) -> str:
        return reverse(f"{NAMESPACE}:run_results", args=[self.run.pk])

    def get_breadcrumbs_items(self) -> list[Any]:
        history = {"url": reverse(f"{NAMESPACE}:index"), "label": HISTORY}
        return [*self.breadcrumbs_items, history, {"url": "", "label": self.get_page_title()}]

    def done_words(self, done: int) -> str:
        total = max(self.run.total, done)
        words = ngettext("%(done)s of %(total)s row", "%(done)s of %(total)s rows", total)
        return words % {"done": done, "total": total}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        counts = self.run.counts()
        is_done = self.run.finished_at is not None
        changes = any(counts[each] for each in (Outcome.CREATED, Outcome.UPDATED, Outcome.DRAFT))
        return {
            **context,
            "is_plan": self.is_plan,
            "upload": self.upload if is_done and self.run.kind != UNDO.name else None,
            "may_import": self.is_plan and is_done and self.upload is not None and changes,
            "may_undo": self._may_undo(),
            "counts": [
                _("%(outcome)s: %(number)s")
                % {
                    "outcome": outcome_words(self.run, each),
                    "number": counts[each],
                }
                for each in Outcome
                if counts[each]
            ],
        }

    def _may_undo(self) -> bool:
        """Whether the run has made something, and nobody works on it any more."""
        is_over = self.run.finished_at is not None or self.run.is_interrupted
        made = self.run.rows.filter(outcome__in=[Outcome.CREATED, Outcome.DRAFT])
        return self.run.kind == IMPORT and is_over and made.exists()


class PlanAgainView(UploadScreen, View):
    """Makes the plan of a file anew, after something has changed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(begin_plan(self.upload, request.user))


class BeginImportView(ImportScreen, TemplateView):
    """Begins the import whose plan somebody has read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = get_object_or_404(import_runs(), pk=pk, kind=PLAN.name)
        uploads = ImportUpload.objects.filter(made_by=request.user.pk)
        upload = uploads.filter(pk=plan.arguments.get("upload")).first()
        if upload is None:
            messages.error(request, _("The file is no longer here. Upload it again."))
            return redirect(run_url(plan))
        return redirect(begin_import(upload, plan, request.user))


class UndoView(ImportScreen, TemplateView):
    """Says what would be removed of what an import made and what kept, and removes it."""

    template_name = "wagtail_migration_events/admin/imports/undo.html"
    header_icon = "bin"
    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> BackgroundRun:
        run = get_object_or_404(import_runs(), pk=self.kwargs["pk"], kind=IMPORT)
        if run.finished_at is None and not run.is_interrupted:
            raise Http404
        return run

    def get_page_title(self) -> str:
        return _("Remove what import %(number)d made") % {"number": self.run.pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, removed = [], 0
        for page, reason in would_keep(pages_made_by(self.run)):
            if reason:
                kept.append({"title": page.title, "reason": reason})
            else:
                removed += 1
        return {
            **super().get_context_data(**kwargs),
            "run": self.run,
            "removed": removed,
            "kept": kept[:MOST_NAMED],
            "kept_number": len(kept),
            "back_url": run_url(self.run),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        arguments = {"run": self.run.pk, "file": self.run.arguments.get("file", "")}
        return redirect(run_url(begin(UNDO, [], arguments, request.user)))
