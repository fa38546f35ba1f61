"""The columns of the matrix: the event, which heads its row, and one for each language."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn

from wagtail_migration_events.events.facts.spoken_languages import language_name

TEMPLATES = "wagtail_migration_events/admin/translation"


class EventColumn(PageTitleColumn):
    cell_template_name = f"{TEMPLATES}/matrix_event.html"

    class Media:
        css = {"all": ["wagtail_migration_events/admin/translations.css"]}


class LanguageColumn(Column):
    """How far the events are in one language."""

    header_template_name = f"{TEMPLATES}/matrix_language.html"
    cell_template_name = f"{TEMPLATES}/matrix_cell.html"

    def __init__(self, tag: str) -> None:
        super().__init__(f"in_{tag}", label=language_name(tag))
        self.tag = tag

    def get_value(self, instance: Any) -> Any:
        return instance.matrix_row.cells.get(self.tag)
