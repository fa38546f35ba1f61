"""The columns in which events are listed, in the Events listing and in Wagtail's explorer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from wagtail_migration_events.events.language_states.state import HEADING


class TitleColumn(PageTitleColumn):
    """The title, and below that of an umbrella event its parts, to be unfolded."""

    cell_template_name = "wagtail_migration_events/admin/title_cell.html"


class TranslationColumn(Column):
    cell_template_name = "wagtail_migration_events/admin/translation_cell.html"


def event_columns() -> list[Any]:
    """Return what every list of events shows; ``attach_rows`` reads it for all rows at once."""
    return [
        BulkActionsColumn("bulk_actions"),
        TitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
        Column(
            "when",
            label=gettext_lazy("When"),
            accessor="event_row.when",
            sort_key="event_start",
            width="20%",
        ),
        Column("event_type", label=gettext_lazy("Type of event"), accessor="event_row.event_type"),
        Column("organizers", label=gettext_lazy("Organizers"), accessor="event_row.organizers"),
        Column("event_status", label=gettext_lazy("Event status"), accessor="event_row.status"),
        TranslationColumn("translation", label=HEADING, accessor="event_row.languages"),
        PageStatusColumn("published", label=gettext_lazy("Published"), sort_key="live"),
    ]


def attention_column() -> Column:
    """Return the column that says what an event wants an editor for, where that was asked."""
    return Column(
        "attention", label=gettext_lazy("Needs attention"), accessor="event_row.attention"
    )
