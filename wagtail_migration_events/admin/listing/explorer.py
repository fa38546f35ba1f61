"""Wagtail's explorer shows the columns of events below an index of events, or an umbrella."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from wagtail_migration_events.admin.listing.columns import event_columns
from wagtail_migration_events.admin.listing.filters.filter_set import EventFilterSet
from wagtail_migration_events.admin.listing.row_menu import attach_menus
from wagtail_migration_events.admin.listing.rows import attach_rows, with_start
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.listings.index_page import EventIndexPageMixin


class EventExplorerFilterSet(EventFilterSet, GenericPageFilterSet):
    """There may be other pages too, which are found by their type."""

    class Meta(EventFilterSet.Meta):
        pass


class EventExplorerView(ExplorableIndexView):
    """What is no event shows title and state only."""

    base_columns = event_columns()

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(with_start(pages))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = context["object_list"]
        attach_rows(pages, self.request.user, self.request)
        attach_menus(pages, self.request, self.index_url)
        return context


class EventExplorerViewSet(PageViewSet):
    """Registered for mixins, so that what a site registers for a class of its own comes first."""

    index_view_class = EventExplorerView
    columns = EventExplorerView.base_columns
    filterset_class = EventExplorerFilterSet
    parent_models = [EventIndexPageMixin, EventPageMixin]

    @cached_property
    def model(self) -> Any:
        return base_page_model()

    def on_register(self) -> None:
        """Only what stands below these pages is listed by it; their own views stay as they are."""
        mixins = self.parent_models
        page_viewset_registry.register(type(self), self, exact_class=True, parent_models=mixins)


event_explorer_viewset = EventExplorerViewSet()
