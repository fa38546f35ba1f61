"""Merging two terms of a site's vocabulary: choosing, confirming, and what goes on afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter, log

from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.admin.runs import run_url
from wagtail_migration_events.events.sharing.propagation import purge_page
from wagtail_migration_events.groups.page_log import entries_of_one_page
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.runs.kinds import RunKind, Worked
from wagtail_migration_events.runs.run import Outcome
from wagtail_migration_events.runs.working import begin
from wagtail_migration_events.vocabularies.site.merging import (
    MERGED,
    Holder,
    count_drafts,
    holders_of,
    merge_terms,
    rewrite,
)
from wagtail_migration_events.vocabularies.site.terms import SiteTerm
from wagtail_migration_events.vocabularies.site.usage import fields_of, holding_in_json


class IntoForm(forms.Form):
    """Which term stays."""

    into: Any = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Term that stays"),
        to_field_name="code",
        help_text=gettext_lazy("Events with the other term get this one."),
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = others


class MergeView(WagtailAdminTemplateMixin, TemplateView):
    """Asks for the term that stays, then says how much would change, then has it done.

    Attributes:
        viewset: of the vocabulary; it knows its addresses and who may do what.
    """

    viewset: Any = None
    template_name = "wagtail_migration_events/admin/term_merging.html"
    page_title = gettext_lazy("Merge with another term")
    header_icon = "tag"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_merge(request.user, self.viewset):
            raise PermissionDenied
        model: Any = self.viewset.model
        self.term: SiteTerm = get_object_or_404(model, pk=kwargs["pk"])
        self.form = IntoForm(
            {**request.GET.dict(), **request.POST.dict()} if "into" in self._sent else None,
            others=model.objects.exclude(pk=self.term.pk),
        )
        return super().dispatch(request, *args, **kwargs)

    @property
    def _sent(self) -> Any:
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def kept(self) -> SiteTerm | None:
        return self.form.cleaned_data["into"] if self.form.is_valid() else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kept is None:
            return self.render_to_response(self.get_context_data())
        words = {"old": str(self.term), "new": str(self.kept)}
        with transaction.atomic():
            try:
                holders = merge_terms(self.term, self.kept, request.user)
            except ValueError:
                messages.error(request, _("One of the two terms is gone. Nothing was changed."))
                return redirect(self.index_url)
            run = None
            if holders:
                arguments = {**words, "code": self.term.code}
                run = begin(MERGING, map(str, holders), arguments, request.user)
        messages.success(request, _("“%(old)s” is “%(new)s” from now on.") % words)
        return redirect(run_url(run) if run else self.index_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.kept is not None:
            holders = list(holders_of(self.term))
            context |= {
                "kept": self.kept,
                "rows": len(holders),
                "events": _count_events(holders),
                "drafts": count_drafts(self.term),
                "records": count_records(self.term),
            }
        return {**context, "term": self.term, "form": self.form, "index_url": self.index_url}

    @property
    def index_url(self) -> str:
        return reverse(self.viewset.get_url_name("list"))

    def get_page_subtitle(self) -> str:
        return str(self.term)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        label = self.viewset.model._meta.verbose_name_plural
        back = {"url": self.index_url, "label": str(label).capitalize()}
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, back, own]


def may_merge(user: Any, viewset: Any) -> bool:
    """Merging changes one term and deletes another."""
    policy = viewset.permission_policy
    return all(policy.user_has_permission(user, each) for each in ("change", "delete"))


def count_records(term: SiteTerm) -> int:
    """Return how many records of imports say that an import wrote this term."""
    fields = {field.name: field for _model, field in fields_of(term.vocabulary_name)}
    records = ImportRecord.objects.all()
    return sum(
        holding_in_json(records, "applied", field, [term.code]).count() for field in fields.values()
    )


def _count_events(holders: Sequence[Holder]) -> int:
    """Return how many events, each in any number of languages, the rows belong to."""
    pks = [each.pk for each in holders if issubclass(each.model, base_page_model())]
    pages = base_page_model().objects.filter(pk__in=pks)
    return int(pages.values("translation_key").distinct().count())


def rewrite_things(
    things: Sequence[str], arguments: Mapping[str, Any], user: Any
) -> Sequence[Worked]:
    """Work of a run: write the code of the term that stayed into rows that hold the other's."""
    return [_rewrite_thing(thing, arguments, user) for thing in things]


def _rewrite_thing(thing: str, arguments: Mapping[str, Any], user: Any) -> Worked:
    try:
        holder = Holder.parse(thing)
    except LookupError:
        return Worked(thing, Outcome.REFUSED, thing, _("There is no such table any more."))
    instance = rewrite(holder)
    if instance is None:
        return Worked(thing, Outcome.UNCHANGED, thing, _("It has the other term already."))
    said = {"code": arguments["code"], "label": arguments["old"]}
    with entries_of_one_page():
        log(instance=instance, action=MERGED, user=user, data=said, content_changed=True)
    if not isinstance(instance, base_page_model()):
        return Worked(thing, Outcome.DONE, str(instance))
    _rewrite_records(instance, holder.field)
    if instance.live:
        transaction.on_commit(lambda: purge_page(instance))
    return Worked(thing, Outcome.DONE, title_for(user, instance))


def _rewrite_records(page: Any, field: Any) -> None:
    """Let the next import know the value for what the last one wrote."""
    for record in ImportRecord.objects.filter(page=page.pk):
        if field.name in record.applied:
            present = field.to_python(record.applied[field.name])
            record.applied = {**record.applied, field.name: present}
            record.save(update_fields=["applied"])


MERGING = RunKind("merge_terms", gettext_lazy("Merge two terms"), rewrite_things, batch=1)


def register_merging_action(actions: Any) -> None:
    """For Wagtail's hook ``register_log_actions``."""

    @actions.register_action(MERGED)
    class MergedFormatter(LogFormatter):
        label = gettext_lazy("Terms merged")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            words = {"label": data.get("label", ""), "code": data.get("code", "")}
            return _("“%(label)s” (%(code)s) was merged with another term.") % words
