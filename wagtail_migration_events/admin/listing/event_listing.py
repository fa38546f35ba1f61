"""The Events listing: every event of every class once, in one flat list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.admin.attention import reasons_of
from wagtail_migration_events.admin.csv_language import CsvInReadersLanguage
from wagtail_migration_events.admin.listing.bulk_choices import bulk_buttons
from wagtail_migration_events.admin.listing.columns import attention_column, event_columns
from wagtail_migration_events.admin.listing.filters.filter_set import EventFilterSet
from wagtail_migration_events.admin.listing.new_event import may_list_events, new_event_buttons
from wagtail_migration_events.admin.listing.paging import PagesByKey
from wagtail_migration_events.admin.listing.parts import Umbrellas, attach_parts, umbrellas_among
from wagtail_migration_events.admin.listing.row_menu import attach_menus
from wagtail_migration_events.admin.listing.rows import (
    attach_rows,
    explorable_events,
    one_page_per_event,
    with_start,
)
from wagtail_migration_events.admin.rights.fact_permissions import with_fact_rights
from wagtail_migration_events.events.language_states.state import HEADING
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.feeds.tables.cells import safe_cell
from wagtail_migration_events.groups.page_model import base_page_model, page_models_with
from wagtail_migration_events.groups.site_locales import attach_locales

#: Events of which an export reads the rows at once.
EXPORTED_AT_ONCE = 1000


class EventListingView(CsvInReadersLanguage, IndexView):
    template_name = "wagtail_migration_events/admin/event_listing.html"
    page_title = gettext_lazy("Events")
    default_ordering = "-event_start"
    base_columns = event_columns()

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
        """Offer the first class of event that the user may make somewhere."""
        return [
            HeaderButton(label, url=url, icon_name="plus") for label, url in self.new_events[:1]
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Offer the other classes in the menu, for which the header has no room."""
        others = [
            Button(label, url=url, icon_name="plus", priority=place)
            for place, (label, url) in enumerate(self.new_events[1:])
        ]
        return [*others, *super().header_more_buttons]

    @cached_property
    def new_events(self) -> list[tuple[str, str]]:
        return new_event_buttons(self.request.user)

    @cached_property
    def explorable_events(self) -> Any:
        """Every event page that the user may see, in every language."""
        pages = explorable_events(self.request.user)
        if code := self.request.GET.get("locale"):
            # The row, because a search cannot join its table.
            pages = pages.filter(locale=Locale.objects.filter(language_code=code).first())
        return pages

    @cached_property
    def umbrellas(self) -> Umbrellas:
        """Which events are parts of others in the list."""
        return umbrellas_among(self.explorable_events)

    @property
    def is_folding(self) -> bool:
        """Whether parts stand below their umbrellas: not where a search or filter finds them."""
        return not (self.is_export or self.is_searching or self.is_filtering)

    def get_base_queryset(self) -> Any:
        events = with_start(one_page_per_event(self.explorable_events))
        if self.is_folding and self.umbrellas.folded:
            events = events.exclude(translation_key__in=self.umbrellas.folded)
        return events

    def get_locale(self) -> None:
        """All languages are in one list; one of them is a filter."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Read what the columns and menus of this list ask for: no types, no roots of sites."""
        pages = pages.defer_streamfields().specific()
        if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
            pages = pages.prefetch_workflow_states()
        if self.i18n_enabled:
            pages = pages.annotate_has_untranslated_locale()
        return pages.annotate_site_root_state().annotate_approved_schedule()

    def with_what_is_shown(self, pages: Any) -> Any:
        """Read what a row shows beside what the columns of events do."""
        return self.annotate_queryset(with_fact_rights(pages, self.request.user))

    def get_paginator(self, queryset: Any, per_page: int, **kwargs: Any) -> Any:
        shown = self.with_what_is_shown(base_page_model().objects.all())
        return super().get_paginator(PagesByKey(queryset, shown), per_page, **kwargs)

    def get_table(self, object_list: Any) -> Any:
        columns = [*self.columns, *([attention_column()] if self.asks_for_attention else [])]
        return self.table_class(columns, object_list, **self.get_table_kwargs())

    @property
    def asks_for_attention(self) -> bool:
        return bool(self.request.GET.get("attention"))

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
        rows = PagesByKey(events, self.with_what_is_shown(base_page_model().objects.all()))
        for start in range(0, len(rows), EXPORTED_AT_ONCE):
            portion = rows[start : start + EXPORTED_AT_ONCE]
            self.attach_rows(portion)
            yield from portion

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return safe_cell(super().preprocess_field_value(field, value, export_format))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not self.is_export:  # which reads the rows a portion at a time
            self.attach_rows(context["object_list"])
            context["bulk_buttons"] = bulk_buttons(self.model)
        return context

    def attach_rows(self, events: Any) -> None:
        """Read what the columns show, for all events on the screen at once."""
        user = self.request.user
        attach_locales(events, self.request)
        reasons = reasons_of(events) if self.asks_for_attention else {}
        attach_rows(events, user, self.request, reasons, on_screen=not self.is_export)
        if not self.is_export:
            attach_parts(events, self.umbrellas, self.explorable_events, self.request)
            attach_menus(events, self.request, self.index_url)


class ChooseEventParentView(ChooseParentView):
    """Asks below which page the new event goes; ``?type=`` names the class of event."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not page_permission_policy.user_has_permission(request.user, "add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

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


def pages_in_listing(request: HttpRequest) -> Any:
    """Return the primary keys of all pages that the listing shows for a query string."""
    index = event_listing_viewset.index_view
    view = index.view_class(**index.view_initkwargs)
    view.setup(request)
    return [page.pk for page in view.get_queryset()]


def listing_url() -> str:
    return reverse("wagtail_migration_events:index")
