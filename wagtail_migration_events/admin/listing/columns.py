"""The columns in which events are listed, in the Events listing and in Wagtail's explorer."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.events.language_states.state import HEADING
from wagtail_migration_events.groups.visibility import restricted_paths_of_all


class TitleColumn(PageTitleColumn):
    """The title, and below that of an umbrella event its parts, to be unfolded."""

    cell_template_name = "wagtail_migration_events/admin/title_cell.html"

    class Media:
        css = {"all": ["wagtail_migration_events/admin/listing.css"]}

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        closed = restricted_paths_of_all(parent_context["request"])
        if context["show_locale_labels"]:
            code = instance.locale.language_code
            context["language"] = language_name(code, get_language() or "en")
        context |= {
            "page": instance,
            "buttons": instance.row_buttons,
            "is_private": instance.path.startswith(tuple(closed)),
        }
        return context


class PublishedColumn(PageStatusColumn):
    """What Wagtail's column shows, made without four templates for each row."""

    def render_cell_html(self, instance: Any, parent_context: Any) -> SafeString:
        words = format_html(
            '<span class="w-sr-only">{}</span> {}',
            gettext("Current page status:"),
            instance.status_string,
        )
        url = instance.url if instance.live else None
        if not url:
            look = "w-status w-status--primary" if instance.live else "w-status"
            return format_html('<td><span class="{}">{}</span></td>', look, words)
        return format_html(
            '<td><a href="{}" class="w-status w-status--primary" title="{}" target="_blank" '
            'rel="noreferrer">{}</a></td>',
            url,
            gettext("Visit the live page"),
            words,
        )


class TextColumn(Column):
    """A cell of plain text, made without a template: a list has hundreds."""

    def render_cell_html(self, instance: Any, parent_context: Any) -> SafeString:
        value = self.get_value(instance)
        cell = '<td class="{}">{}</td>' if self.classname else "<td>{1}</td>"
        return format_html(cell, self.classname, "" if value is None else value)


def event_columns() -> list[Any]:
    """Return what every list of events shows; ``attach_rows`` reads it for all rows at once."""
    return [
        BulkActionsColumn("bulk_actions"),
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            sort_key="title",
            classname="title",
            width="25%",
        ),
        TextColumn(
            "when",
            label=gettext_lazy("When"),
            accessor="event_row.when",
            sort_key="event_start",
            classname="event-when-cell",
            width="15%",
        ),
        TextColumn(
            "event_type", label=gettext_lazy("Type of event"), accessor="event_row.event_type"
        ),
        TextColumn("organizers", label=gettext_lazy("Organizers"), accessor="event_row.organizers"),
        TextColumn("event_status", label=gettext_lazy("Event status"), accessor="event_row.status"),
        TextColumn("translation", label=HEADING, accessor="event_row.chips"),
        PublishedColumn("published", label=gettext_lazy("Published"), sort_key="live"),
    ]


def attention_column() -> Column:
    """Return the column that says what an event wants an editor for, where that was asked."""
    return TextColumn(
        "attention", label=gettext_lazy("Needs attention"), accessor="event_row.attention"
    )
