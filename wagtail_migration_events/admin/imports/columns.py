"""The screen on which somebody says what the columns of their file are."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from wagtail_migration_events.admin.imports.columns_form import MOST_SHOWN, ColumnsForm
from wagtail_migration_events.admin.imports.screens import NAMESPACE, UploadScreen
from wagtail_migration_events.admin.imports.steps import begin_plan
from wagtail_migration_events.interchange.drupal.reading import suggested_for
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan, plan_of
from wagtail_migration_events.interchange.mapping.suggesting import suggested_plan
from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.interchange.uploaded.reading import columns_in


class ColumnsView(UploadScreen, FormView):
    form_class = ColumnsForm
    template_name = "wagtail_migration_events/admin/imports/columns.html"
    page_title = gettext_lazy("What the columns hold")

    @cached_property
    def read(self) -> tuple[list[str], dict[str, Any], str]:
        """The columns, the first row, and why there are none."""
        try:
            return *columns_in(self.upload), ""
        except UnreadableFile as error:
            return [], {}, str(error)

    @cached_property
    def plan(self) -> ColumnPlan:
        """What was chosen before; else what the names of the columns suggest."""
        names, example, _error = self.read
        chosen = plan_of(self.upload.options.get("mapping", {}))
        if chosen.columns:
            return chosen
        is_drupal = self.upload.format == "drupal"
        found = suggested_for(example) if is_drupal else suggested_plan(names)
        defaults = found.defaults | chosen.defaults
        split, words = found.split | chosen.split, found.words | chosen.words
        return ColumnPlan(found.columns, defaults, split, words, chosen.table)

    def get_form_kwargs(self) -> dict[str, Any]:
        names, example, _error = self.read
        kwargs = {k: v for k, v in super().get_form_kwargs().items() if k != "initial"}
        given = {"names": names, "example": example, "plan": self.plan}
        return {**kwargs, **given, "format_name": self.upload.format}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names, _example, error = self.read
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.path,
            "back_url": reverse(f"{NAMESPACE}:index"),
            "error": error,
            "form_is_multipart": True,
            "not_shown": max(0, len(names) - MOST_SHOWN),
            "submit_button_label": _("Make the plan"),
            "submit_button_active_label": _("Reading…"),
        }

    def form_valid(self, form: ColumnsForm) -> HttpResponse:
        self.upload.options["mapping"] = form.mapping()
        self.upload.save(update_fields=["options"])
        if form.changes_reading() or not form.names:
            messages.success(self.request, _("The file was read anew. Look at its columns again."))
            return redirect(self.request.path)
        return redirect(begin_plan(self.upload, self.request.user))

    def form_invalid(self, form: ColumnsForm) -> HttpResponse:
        messages.validation_error(self.request, _("Nothing was kept because of errors."), form)
        return super().form_invalid(form)
