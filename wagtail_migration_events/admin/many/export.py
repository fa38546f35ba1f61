"""The facts of events that were ticked in a listing, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.admin.listing.rows import explorable_events
from wagtail_migration_events.admin.many.events_action import EventsBulkAction, EventsForm
from wagtail_migration_events.admin.many.on_each import sources_of_events
from wagtail_migration_events.feeds.tables.cells import Cell
from wagtail_migration_events.feeds.tables.files import csv_of, table_of, xlsx_of
from wagtail_migration_events.runs.kinds import RunKind
from wagtail_migration_events.vocabularies.languages import normalise_tag

FORMATS = {"csv": csv_of, "xlsx": xlsx_of}
PAGES_AT_ONCE = 500


class ExportForm(EventsForm):
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[("csv", _("CSV")), ("xlsx", _("Excel (XLSX)"))],
        initial="csv",
        widget=forms.RadioSelect,
    )


class ExportEventsAction(EventsBulkAction):
    """Answers with a file instead of going back to the listing; it changes nothing."""

    display_name = _("Export facts")
    action_type = "event_export"
    aria_label = _("Export the facts of the selected events as a table")
    question = _(
        "One row for each event, in the language from which its facts come, with what was "
        "published last. Terms and organizers are named by their codes."
    )
    answer = _("Download")
    icon = "download"
    action_priority = 215
    form_class = ExportForm
    kind = RunKind("event_export", display_name, lambda things, arguments, user: [])

    def allowed(self, sources: Mapping[UUID, Any]) -> dict[UUID, Any]:
        """Return the events whose pages the user may see in the admin."""
        pks = [each.pk for each in sources.values()]
        pages = explorable_events(self.request.user).filter(pk__in=pks)
        seen = set(pages.values_list("pk", flat=True))
        return {key: each for key, each in sources.items() if each.pk in seen}

    def form_valid(self, form: ExportForm) -> HttpResponseBase:  # type: ignore[override]
        keys = [each.translation_key for each in self.chosen[0]]
        return FORMATS[form.cleaned_data["format"]](self._tables(keys), "events")

    def _tables(self, keys: list[UUID]) -> Iterator[Iterable[list[Cell]]]:
        language = normalise_tag(get_language() or "en")
        for start in range(0, len(keys), PAGES_AT_ONCE):
            pages = sources_of_events(keys[start : start + PAGES_AT_ONCE]).values()
            yield table_of(pages, language, self.request)
