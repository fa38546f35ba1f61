"""The screen on which somebody says which rules may repair the rows of their file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail_migration_events.admin.imports.screens import NAMESPACE, UploadScreen
from wagtail_migration_events.admin.imports.steps import begin_plan
from wagtail_migration_events.interchange.rules.all_rules import RULES, rule_names
from wagtail_migration_events.interchange.rules.draft import Rule


def _said(rule: Rule) -> SafeString:
    return format_html("<span>{} <code>{}</code></span>", rule.what, rule.name)


class RulesForm(forms.Form):
    """Takes the names of the rules that are applied."""

    rules = forms.MultipleChoiceField(
        label=gettext_lazy("Rules that are applied"),
        required=False,
        choices=[(rule.name, lazy(_said, SafeString)(rule)) for rule in RULES],
        widget=forms.CheckboxSelectMultiple,
    )


class RulesView(UploadScreen, FormView):
    form_class = RulesForm
    template_name = "wagtail_migration_events/admin/imports/rules.html"
    page_title = gettext_lazy("What is repaired")

    def get_initial(self) -> dict[str, Any]:
        off = self.upload.options.get("without", ())
        return {"rules": [name for name in rule_names() if name not in off]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.path,
            "back_url": reverse(f"{NAMESPACE}:index"),
            "submit_button_label": _("Make the plan anew"),
            "submit_button_active_label": _("Reading…"),
        }

    def form_valid(self, form: RulesForm) -> HttpResponse:
        applied = form.cleaned_data["rules"]
        self.upload.options["without"] = [name for name in rule_names() if name not in applied]
        self.upload.save(update_fields=["options"])
        return redirect(begin_plan(self.upload, self.request.user))
