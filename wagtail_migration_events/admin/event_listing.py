"""The Events listing: every event of every class once, in one flat list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import F
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.event_rows import (
    attach_rows,
    explorable_events,
    one_page_per_event,
    with_start,
)
from wagtail_migration_events.admin.fact_permissions import with_fact_rights
from wagtail_migration_events.admin.listing_filters import EventFilterSet
from wagtail_migration_events.events.language_states.state import HEADING
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.feeds.tables.cells import safe_cell
from wagtail_migration_events.groups.page_model import base_page_model, page_models_with


class TranslationColumn(Column):
    cell_template_name = "wagtail_migration_events/admin/translation_cell.html"


#: Events of which an export reads the rows at once.
EXPORTED_AT_ONCE = 500


class EventListingView(IndexView):
    page_title = gettext_lazy("Events")
    default_ordering = "-event_start"
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
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

    list_export = [
        "title",
        "event_row.when",
        "event_row.event_type",
        "event_row.organizers",
        "event_row.status",
        "event_row.languages_in_words",
        "status_string",
        "pk",
    ]
    export_headings = {
        "title": gettext_lazy("Title"),
        "event_row.when": gettext_lazy("When"),
        "event_row.event_type": gettext_lazy("Type of event"),
        "event_row.organizers": gettext_lazy("Organizers"),
        "event_row.status": gettext_lazy("Event status"),
        "event_row.languages_in_words": HEADING,
        "status_string": gettext_lazy("Published"),
        "pk": "ID",
    }
    export_filename = "events"

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Offer one button for each class of event that the user may make somewhere."""
        if not self.permission_policy.user_has_permission(self.request.user, "add"):
            return []
        return [
            HeaderButton(
                _("Add %(model_name)s") % {"model_name": model.get_verbose_name().lower()},
                url=set_query_params(self.get_add_url(), {"type": model._meta.label_lower}),
                icon_name="plus",
            )
            for model in page_models_with(EventPageMixin)
            if model.is_creatable and model.allowed_parent_page_models()
        ]

    @cached_property
    def explorable_events(self) -> Any:
        """Every event page that the user may see, in every language."""
        pages = explorable_events(self.request.user)
        if locale := self.request.GET.get("locale"):
            pages = pages.filter(locale__language_code=locale)
        return pages

    def get_base_queryset(self) -> Any:
        events = with_start(one_page_per_event(self.explorable_events))
        return self.annotate_queryset(with_fact_rights(events, self.request.user))

    def get_ordering(self) -> str:
        ordering = str(self.request.GET.get("ordering", self.default_ordering))
        return ordering if ordering in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset: Any) -> Any:
        """Put events without a date last, whichever the direction and the database."""
        column = F(self.ordering.removeprefix("-"))
        descending = self.ordering.startswith("-")
        order = column.desc(nulls_last=True) if descending else column.asc(nulls_last=True)
        return queryset.order_by(order, "pk")

    def search_queryset(self, queryset: Any) -> Any:
        """Find an event by its title in any language; it is still listed once."""
        if not self.is_searching:
            return queryset
        found = self.explorable_events.autocomplete(self.search_query, order_by_relevance=False)
        return queryset.filter(translation_key__in={page.translation_key for page in found})

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        return super().as_spreadsheet(self.exported(queryset), spreadsheet_format)

    def exported(self, events: Any) -> Iterator[Any]:
        """Yield all events that are found, with their rows, a portion in memory at a time."""
        pks = list(events.values_list("pk", flat=True))
        for start in range(0, len(pks), EXPORTED_AT_ONCE):
            portion = list(events.filter(pk__in=pks[start : start + EXPORTED_AT_ONCE]))
            self.attach_rows(portion)
            yield from portion

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return safe_cell(super().preprocess_field_value(field, value, export_format))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        self.attach_rows(context["object_list"])
        return context

    def attach_rows(self, events: Any) -> None:
        """Read what the columns show, for all events on the screen at once."""
        attach_rows(events, self.request.user)


class ChooseEventParentView(ChooseParentView):
    """Asks below which page the new event goes; ``?type=`` names the class of event."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        models = page_models_with(EventPageMixin)
        name = request.GET.get("type")
        try:
            chosen = apps.get_model(name) if name else next(iter(models), None)
        except (LookupError, ValueError):
            chosen = None
        if chosen not in models:
            raise Http404
        self.model = chosen


def may_list_events(user: Any) -> bool:
    """Tell whether a user has any right to pages, without which the listing turns them away."""
    needed = EventListingView.any_permission_required
    return bool(page_permission_policy.user_has_any_permission(user, needed))


class EventsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_list_events(request.user)


class EventListingViewSet(PageListingViewSet):
    icon = "calendar-alt"
    # Not "events": a site may have a menu item and an address of that name already.
    name = "migration-events"
    menu_name = "migration-events"
    menu_label = gettext_lazy("Events")
    menu_order = 150
    add_to_admin_menu = True
    menu_item_class = EventsMenuItem
    index_view_class = EventListingView
    columns = EventListingView.base_columns
    choose_parent_view_class = ChooseEventParentView
    filterset_class = EventFilterSet

    @cached_property
    def model(self) -> Any:
        return base_page_model()


event_listing_viewset = EventListingViewSet(
    "wagtail_migration_events", url_prefix="migration-events"
)
