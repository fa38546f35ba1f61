"""``EventIndexPageMixin``: a page that lists the events of its Wagtail Site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.groups.page_model import own_app_first, page_models_with
from wagtail_migration_events.groups.public_page import PublicPageMixin
from wagtail_migration_events.listings.calendar_page import calendar_page
from wagtail_migration_events.listings.calendar_view import View, understand_view, view_links
from wagtail_migration_events.occurrences.listing import list_events
from wagtail_migration_events.occurrences.parsing import understand_filters
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.occurrences.search import EventSearch


class EventIndexPageMixin(PublicPageMixin):
    package_template = "wagtail_migration_events/event_index_page.html"

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[Any]:
        """Allow every event class of the site below, unless ``subpage_types`` says otherwise."""
        if "subpage_types" in vars(cls):
            return list(super().clean_subpage_models())  # type: ignore[misc]
        return own_app_first(cls, EventPageMixin) + page_models_with(EventIndexPageMixin)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code  # type: ignore[attr-defined]
        filters, problems = understand_filters(request.GET)
        search = EventSearch(filters, Scope(language, request, paths_of_site(request)))
        view, misunderstood = understand_view(request.GET)
        context["views"] = view_links(view, request.GET)
        context["problems"] = problems + misunderstood
        if view is View.LIST:
            context["events"] = list_events(search, request.GET.get("page", 1))
        else:
            context["calendar"] = calendar_page(view, search, request)
        return context
