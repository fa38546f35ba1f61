"""The files in which people decide about names: taken along, edited, and given back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages

from wagtail_migration_events.admin.imports.screens import NAMESPACE, UploadScreen
from wagtail_migration_events.admin.imports.steps import begin_plan
from wagtail_migration_events.interchange.decisions.decided import Decisions
from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.interchange.text_files import encoding_of
from wagtail_migration_events.interchange.uploaded.reading import readable

FILES = {
    "organizers.csv": gettext_lazy("Organizers"),
    "types.csv": gettext_lazy("Types of event"),
    "places.csv": gettext_lazy("Places"),
}
LARGEST = 5 * 1024 * 1024


class NamesForm(forms.Form):
    """Takes an edited file; which of the three it is, its name says or its columns."""

    names = forms.FileField(
        label=gettext_lazy("An edited file"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )

    def clean_names(self) -> tuple[str, str]:
        given = self.cleaned_data["names"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        name = next((each for each in FILES if Path(each).stem in given.name.lower()), "")
        if not name:
            message = _("The name of the file must be one of these: %(names)s.")
            raise forms.ValidationError(message % {"names": ", ".join(FILES)})
        try:
            return name, _checked(name, given.read())
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from None


def _checked(name: str, content: bytes) -> str:
    """Return an edited file as text, whatever spreadsheet has saved it.

    :raises UnreadableFile: if it is no such table.
    """
    with tempfile.TemporaryDirectory() as folder, readable():
        path = Path(folder) / name
        path.write_bytes(content)
        text = content.decode(encoding_of(path).name, errors="replace")
        text = text.removeprefix("\ufeff").replace("\x00", "")
        path.write_text(text, encoding="utf-8", newline="")
        Decisions(Path(folder))
    return text


class TakeNamesView(UploadScreen, View):
    """Gives one of the files."""

    def get(self, request: HttpRequest, upload: int, name: str) -> HttpResponse:
        content = self.upload.decisions.get(name) if name in FILES else None
        if content is None:
            raise Http404
        answer = HttpResponse(content.encode(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class NamesView(UploadScreen, FormView):
    """Says which files there are, takes one that was edited, and makes the plan anew."""

    form_class = NamesForm
    template_name = "wagtail_migration_events/admin/imports/names.html"
    page_title = gettext_lazy("Decide about names")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decisions = self.upload.decisions
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.path,
            "back_url": reverse(f"{NAMESPACE}:index"),
            "form_is_multipart": True,
            "files": [
                {
                    "name": name,
                    "label": label,
                    "url": reverse(f"{NAMESPACE}:names_file", args=[self.upload.pk, name]),
                    "number": max(len(decisions[name].splitlines()) - 1, 0),
                }
                for name, label in FILES.items()
                if name in decisions
            ],
            "submit_button_label": _("Take it, and make the plan anew"),
            "submit_button_active_label": _("Reading…"),
        }

    def form_valid(self, form: NamesForm) -> HttpResponse:
        name, content = form.cleaned_data["names"]
        self.upload.decisions = {**self.upload.decisions, name: content}
        self.upload.save(update_fields=["decisions"])
        return redirect(begin_plan(self.upload, self.request.user))

    def form_invalid(self, form: NamesForm) -> HttpResponse:
        messages.validation_error(self.request, _("The file could not be taken."), form)
        return super().form_invalid(form)
