"""The screens that take files: one for an event, one for all."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.files.formats.known import usable_formats
from wagtail_migration_events.translation.files.pieces import BadFile, State
from wagtail_migration_events.translation.files.pieces_out import works_of
from wagtail_migration_events.translation.files.screens.access import Access, translations_at
from wagtail_migration_events.translation.files.screens.bringing_back import (
    bring_back,
    sent_files,
)
from wagtail_migration_events.translation.refusals import refusal

NAMESPACE = "wagtail_migration_events_files"
#: Bytes of an upload, packed.
LARGEST_UPLOAD = 20_000_000


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Translated file"),
        help_text=gettext_lazy(
            "XLSX, PO or XLIFF as downloaded here, or a zip file with several of them. It may be "
            "half done: what has no translation is left as it is."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The file is larger than %(size)d MB.") % {"size": LARGEST_UPLOAD // 1_000_000}
            )
        return file


class BringBackView(WagtailAdminTemplateMixin, FormView):
    """Takes files of any events; what may be kept of each is asked file by file."""

    form_class = UploadForm
    template_name = "wagtail_migration_events/admin/translation/files/screen.html"
    page_title = gettext_lazy("Bring translated files back")
    header_icon = "upload"
    request: HttpRequest
    #: The translations that are expected here; None for all.
    only: Collection[UUID] | None = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "action_url": self.request.path,
            "media": context["form"].media,
            "may_upload": True,
            "submit_button_label": _("Upload"),
            "submit_button_active_label": _("Reading…"),
        }

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            files = sent_files(file.name, file)
            reports = bring_back(self.request.user, files, self.only)
        except BadFile as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        fresh = self.form_class()
        return self.render_to_response(self.get_context_data(form=fresh, reports=reports))


class EventFilesView(BringBackView):
    """Offers the text of one event in files, language by language, and takes them back."""

    page_title = gettext_lazy("Translation files")
    header_icon = "download"
    page: Any
    access: Access

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.page = get_object_or_404(base_page_model(), pk=kwargs["page_id"])
        self.access = Access(request.user, translations_at(self.page))
        if not self.access.translations:
            raise Http404
        if not self.access.readable():
            raise PermissionDenied
        self.only = {each.uuid for each in self.access.translations}
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.writable():
            raise PermissionDenied
        if len(self.access.translations) == 1:  # else the file says for which language it is
            target = self.access.target(self.access.translations[0]).specific
            refused = refusal(request, [target], goes_live=False, speaks_json=False)
            if refused is not None:
                return refused
        return super().post(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return title_for(self.request.user, self.page)

    @cached_property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = list(super().breadcrumbs_items)
        if self.page.permissions_for_user(self.request.user).can_edit():
            url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
            items.append({"url": url, "label": self.get_page_subtitle()})
        return items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "languages": self._languages(),
            "may_upload": bool(self.access.writable()),
            "bring_back_url": reverse(f"{NAMESPACE}:upload"),
        }

    def _languages(self) -> list[dict[str, Any]]:
        readable, formats = self.access.readable(), usable_formats()
        shown_in = get_language()
        rows = []
        for translation, work in zip(readable, works_of(readable), strict=True):
            done = sum(each.state in (State.MACHINE, State.DONE) for each in work.pieces)
            rows.append(
                {
                    "name": language_name(work.target_tag, shown_in),
                    "done": done,
                    "total": len(work.pieces),
                    "links": [
                        {
                            "url": reverse(
                                f"{NAMESPACE}:download", args=[translation.pk, each.name]
                            ),
                            "name": each.short,
                            "label": each.label,
                        }
                        for each in formats
                    ],
                }
            )
        return rows
