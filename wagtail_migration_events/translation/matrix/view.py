"""Events and languages on one screen: the Events listing, with how far each language is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.listing.bulk_choices import bulk_button
from wagtail_migration_events.admin.listing.event_listing import EventListingView, EventsMenuItem
from wagtail_migration_events.admin.listing.rows import one_page_per_event, with_start
from wagtail_migration_events.events.language_states.state import HEADING
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.feeds.tables.cells import safe_cell
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.translation.matrix.actions import ACTIONS
from wagtail_migration_events.translation.matrix.columns import EventColumn, LanguageColumn
from wagtail_migration_events.translation.matrix.filters import MatrixFilterSet
from wagtail_migration_events.translation.matrix.own_work import sources_to_translate
from wagtail_migration_events.translation.matrix.rows import attach_matrix, lines

NAMESPACE = "wagtail_migration_events_translations"


class MatrixView(EventListingView):
    page_title = gettext_lazy("Translations of events")
    header_icon = "wagtail-localize-language"
    template_name = "wagtail_migration_events/admin/translation/matrix.html"
    results_template_name = "wagtail_migration_events/admin/translation/matrix_results.html"
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    permission_policy = page_permission_policy
    filterset_class = MatrixFilterSet
    default_ordering = "event_start"
    verbose_name = gettext_lazy("event")
    verbose_name_plural = gettext_lazy("events")
    new_events: list[Any] = []
    export_filename = "translations"
    export_headings = {
        "event": gettext_lazy("Event"),
        "when": gettext_lazy("When"),
        "language": gettext_lazy("Language"),
        "state": HEADING,
        "due_on": gettext_lazy("Due on"),
        "assignee": gettext_lazy("Assigned to"),
        "overdue": gettext_lazy("Overdue"),
    }
    list_export = list(export_headings)
    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {"csv": safe_cell, "xlsx": safe_cell},
    }

    @cached_property
    def columns(self) -> list[Any]:
        return [
            BulkActionsColumn("bulk_actions"),
            EventColumn("title", label=gettext_lazy("Event"), sort_key="title", classname="title"),
            Column(
                "when",
                label=gettext_lazy("When"),
                accessor="matrix_row.when",
                sort_key="event_start",
                classname="event-translations__when",
            ),
            *(LanguageColumn(tag) for tag in self.languages),
        ]

    @cached_property
    def languages(self) -> list[str]:
        """The tags of the languages that are shown."""
        return list(self.filters.languages)

    @cached_property
    def explorable_events(self) -> Any:
        """Every event page that the user may see, and the sources of what they are to translate:
        a translator has no right to any page of an event that nobody has begun."""
        pages = self.permission_policy.explorable_instances(self.request.user)
        if sources := sources_to_translate(self.request.user, pages):
            seen = Q(pk__in=pages.values("pk")) | Q(pk__in=sources)
            pages = base_page_model().objects.filter(seen)
        return pages.type(EventPageMixin)

    def get_base_queryset(self) -> Any:
        return with_start(one_page_per_event(self.explorable_events))

    def with_what_is_shown(self, pages: Any) -> Any:
        return pages.defer_streamfields().specific()

    def get_locale(self) -> None:
        """The events are listed in all languages."""

    def get_filterset_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_filterset_kwargs()
        return {**kwargs, "queryset": self.model.objects.none()}

    def attach_rows(self, events: Any) -> None:
        # The address of the results alone is no place to come back to.
        query = {**dict(self.request.GET.lists()), "_w_filter_fragment": None}
        back = set_query_params(self.index_url, query)
        attach_matrix(events, self.request.user, back)

    def exported(self, events: Any) -> Iterator[Any]:
        """Yield a line for each event and language."""
        return lines(super().exported(events), self.languages)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "bulk_buttons": [bulk_button(self.model, each) for each in ACTIONS]}


def matrix_urls() -> list[Any]:
    """For Wagtail's hook ``register_admin_urls``."""
    model = base_page_model()
    addresses = [
        path("", MatrixView.as_view(model=model), name="index"),
        path("results/", MatrixView.as_view(model=model, results_only=True), name="index_results"),
    ]
    return [path("migration-events/translations/", include((addresses, NAMESPACE)))]


def matrix_menu_item() -> MenuItem:
    """For Wagtail's hook ``register_admin_menu_item``: beside Events, for the same people."""
    return EventsMenuItem(
        gettext_lazy("Translations"),
        reverse(f"{NAMESPACE}:index"),
        name="event-translations",
        icon_name=MatrixView.header_icon,
        order=151,
    )
