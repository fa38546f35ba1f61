"""The first screen of an import: which file, and below which index page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from wagtail_migration_events.admin.imports.screens import NAMESPACE, ImportScreen
from wagtail_migration_events.admin.imports.steps import begin_plan
from wagtail_migration_events.conf import setting
from wagtail_migration_events.interchange.own_tables.reading import is_own_table
from wagtail_migration_events.interchange.readers.formats import known_endings
from wagtail_migration_events.interchange.source.records import UnreadableFile
from wagtail_migration_events.interchange.uploaded.importing import decisions_before
from wagtail_migration_events.interchange.uploaded.reading import MAPPED, columns_in
from wagtail_migration_events.interchange.uploaded.rights import (
    indexes_for,
    may_fetch_files,
    may_publish_organizers,
)
from wagtail_migration_events.interchange.uploaded.taking import take_address, take_files
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload
from wagtail_migration_events.text_checks import check_text

#: Choices that not everybody has who may import.
_RIGHTS = {"fetch_files": may_fetch_files, "publish_organizers": may_publish_organizers}


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().build_attrs(*args, **kwargs) | {"accept": ",".join(known_endings())}


class _FilesField(forms.FileField):
    """Takes several files; one is what most people have."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        single = super().clean
        return [single(each, initial) for each in given if each]


class UploadForm(forms.Form):
    """:param user: who uploads."""

    given = _FilesField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,  # said in our words below
        max_length=255,
    )
    address = forms.CharField(
        label=gettext_lazy("Or an address"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("https://… of a calendar or another file that everybody may read."),
    )
    index = forms.ChoiceField(label=gettext_lazy("Below which page the events go"))
    source = forms.CharField(
        label=gettext_lazy("Name of the source"),
        required=False,
        max_length=255,
        help_text=gettext_lazy(
            "Empty: the host of each event’s address, or the name of the file. The same event is "
            "found again by it the next time."
        ),
    )

    fetch_files = forms.BooleanField(
        label=gettext_lazy("Fetch the images and documents that rows name"), required=False
    )
    publish_organizers = forms.BooleanField(
        label=gettext_lazy("Publish the pages of new organizers"), required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.upload: ImportUpload | None = None
        indexes = indexes_for(user)
        choices = [(str(page.pk), page.get_admin_display_title()) for page in indexes]
        self.fields["index"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["index"].initial = choices[0][0]
            self.fields["index"].widget = forms.HiddenInput()
        for name, may in _RIGHTS.items():
            if not may(user):
                del self.fields[name]
        most = setting("IMPORT_MOST_BYTES") / (1024 * 1024)
        self.fields["given"].help_text = _(
            "CSV, XLSX, JSON Lines, iCalendar, or the JSON of a Drupal site (several files); at "
            "most %(most)s MB."
        ) % {"most": f"{most:g}"}

    def clean_source(self) -> str:
        source: str = self.cleaned_data["source"].strip()
        check_text(source)
        return source

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        files, address = data.get("given") or [], (data.get("address") or "").strip()
        if self.errors:
            return data
        if bool(files) == bool(address):
            self.add_error("given", _("Give a file or an address, one of the two."))
            return data
        try:
            taken = take_files(files, self.user) if files else take_address(address, self.user)
        except UnreadableFile as error:
            self.add_error("given" if files else "address", str(error))
            return data
        self.upload = taken
        return data


class UploadView(ImportScreen, FormView):
    """Takes a file, and leads on: to its columns, or to the plan where it has none to explain."""

    form_class = UploadForm
    template_name = "wagtail_migration_events/admin/imports/upload.html"
    page_title = gettext_lazy("Import events")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "action_url": self.request.path,
            "back_url": reverse(f"{NAMESPACE}:index"),
            "form_is_multipart": True,
            "has_index": bool(context["form"].fields["index"].choices),
            "submit_button_label": _("Go on"),
            "submit_button_active_label": _("Reading…"),
        }

    def form_valid(self, form: UploadForm) -> HttpResponse:
        upload, data = form.upload, form.cleaned_data
        assert upload is not None  # noqa: S101 - a form without one is not valid
        upload.options |= {"index": int(data["index"]), "source": data["source"]}
        upload.options |= {name: data[name] for name in _RIGHTS if name in data}
        upload.decisions = decisions_before()
        upload.save()
        if upload.format in MAPPED and not is_own_table(columns_in(upload)[0]):
            return redirect(f"{NAMESPACE}:columns", upload.pk)
        return redirect(begin_plan(upload, self.request.user))

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        messages.validation_error(self.request, _("The file could not be taken."), form)
        return super().form_invalid(form)
