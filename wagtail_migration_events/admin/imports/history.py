"""The history of imports: each run with its number, newest first."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from wagtail_migration_events.admin.imports.run_screens import (
    import_runs,
    outcome_words,
    source_words,
    title_of,
)
from wagtail_migration_events.admin.imports.screens import HISTORY, NAMESPACE, ForImporters
from wagtail_migration_events.admin.runs import begun_by, progress_words, run_url
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.runs.run import BackgroundRun, Outcome

COUNTED = (
    Outcome.CREATED,
    Outcome.UPDATED,
    Outcome.DRAFT,
    Outcome.UNCHANGED,
    Outcome.REFUSED,
    Outcome.REMOVED,
    Outcome.KEPT,
)


def _counts(run: Any) -> str:
    found = ((each, getattr(run, f"number_{each.value}")) for each in COUNTED)
    words = _("%(outcome)s: %(number)s")
    return listed(
        words % {"outcome": outcome_words(run, each), "number": number}
        for each, number in found
        if number
    )


def _by(run: BackgroundRun) -> str:
    return begun_by(run) or _("the command")


class HistoryView(ForImporters, ReportView):
    page_title = HISTORY
    header_icon = "upload"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    columns = [
        TitleColumn(
            "kind", label=pgettext_lazy("of a run", "What"), accessor=title_of, get_url=run_url
        ),
        Column("source", label=gettext_lazy("File"), accessor=source_words),
        Column("counts", label=gettext_lazy("Rows"), accessor=_counts),
        Column("state", label=pgettext_lazy("of a run", "State"), accessor=progress_words),
        DateColumn("made_at", label=gettext_lazy("Begun")),
        Column("begun_by", label=gettext_lazy("By"), accessor=_by),
    ]

    def get_queryset(self) -> Any:
        numbers = {
            f"number_{each.value}": Count("rows", filter=Q(rows__outcome=each.value))
            for each in COUNTED
        }
        return import_runs().defer("things").annotate(**numbers).order_by("-pk")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        new = reverse(f"{NAMESPACE}:new")
        return [HeaderButton(label=_("Import events"), url=new, icon_name="upload")]
