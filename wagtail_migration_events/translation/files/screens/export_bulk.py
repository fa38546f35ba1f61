"""The text of events that were ticked in a listing, as a zip file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from wagtail_migration_events.admin.listing.ticked_pages import TickedPagesAction
from wagtail_migration_events.admin.page_titles import title_for
from wagtail_migration_events.events.display.wording import listed
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.translation.files.archive import MOST_FILES, write_archive
from wagtail_migration_events.translation.files.formats.known import FORMATS, usable_formats
from wagtail_migration_events.translation.files.pieces_out import works_of
from wagtail_migration_events.translation.files.screens.access import (
    Access,
    is_ours,
    translations,
)
from wagtail_migration_events.translation.files.screens.download import as_download
from wagtail_migration_events.translation.files.screens.upload import NAMESPACE


class ExportForm(forms.Form):
    """Languages and format; ``tags`` are the languages that there are."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, tags: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages: Any = self.fields["languages"]
        languages.choices = [(tag, language_name(tag, get_language())) for tag in tags]
        languages.initial = tags
        formats: Any = self.fields["format"]
        formats.choices = [(each.name, each.label) for each in usable_formats()]
        formats.initial = formats.choices[0][0]


class ExportBulkAction(TickedPagesAction):
    """Answers with a file instead of going back to the listing."""

    display_name = gettext_lazy("Export for translation")
    action_type = "translation_files"
    aria_label = gettext_lazy("Export the text of selected events for translation")
    template_name = "wagtail_migration_events/admin/translation/files/export.html"
    action_priority = 210
    form_class = ExportForm
    found: list[Any]

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        """Return the pages of which there is text that this person may take out, with the rest."""
        ticked, _nobody = super().get_actionable_objects()
        pages = [page for page in ticked if is_ours(page.specific_class)]
        keys = {page.translation_key for page in pages}
        rows = translations().filter(source__object_id__in=keys)
        rows = rows.order_by("target_locale__language_code", "pk")
        self.found = Access(self.request.user, rows).readable()
        usable = {each.source.object_id for each in self.found}
        chosen = [page for page in pages if page.translation_key in usable]
        return chosen, {"items_with_no_access": [page for page in ticked if page not in chosen]}

    def get_form_kwargs(self) -> dict[str, Any]:
        self.get_actionable_objects()
        tags = sorted({each.target_locale.language_code for each in self.found})
        return {**super().get_form_kwargs(), "tags": tags}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the pages that are left out instead of naming them: a title may be a secret."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["left_out"] = len(context.pop("items_with_no_access"))
        context["bring_back_url"] = reverse(f"{NAMESPACE}:upload")
        return context

    def form_valid(self, form: ExportForm) -> HttpResponse:
        tags = form.cleaned_data["languages"]
        pages, _rest = self.get_actionable_objects()
        wanted = [each for each in self.found if each.target_locale.language_code in tags]
        if len(wanted) > MOST_FILES:
            form.add_error(
                None,
                _("That would be %(number)d files; %(most)d fit into one zip file. Choose fewer.")
                % {"number": len(wanted), "most": MOST_FILES},
            )
            return self.form_invalid(form)
        chosen = FORMATS[form.cleaned_data["format"]]
        archive = write_archive(works_of(wanted), chosen, self._left_out(pages, wanted, tags))
        return as_download(archive, "application/zip", _("translations.zip"))

    def _left_out(self, pages: list[Any], wanted: list[Any], tags: list[str]) -> Iterator[str]:
        """Yield which languages of which events are not in the archive, to their readers."""
        there: dict[UUID, set[str]] = defaultdict(set)
        for each in wanted:
            there[each.source.object_id] |= {each.target_locale.language_code}
            there[each.source.object_id] |= {each.source.locale.language_code}
        text = _("%(title)s: not in %(languages)s (not asked for, or not yours to translate)")
        for page in pages:
            missing = [tag for tag in tags if tag not in there[page.translation_key]]
            if missing:
                title = title_for(self.request.user, page)
                yield text % {"title": title, "languages": listed(missing)}
