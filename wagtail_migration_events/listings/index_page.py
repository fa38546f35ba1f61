"""``EventIndexPageMixin``: a page that lists the events of its Wagtail Site."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import timezone
from wagtail.admin.panels import TitleFieldPanel
from wagtail.url_routing import RouteResult

from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.events.times.timezones import end_of_day
from wagtail_migration_events.groups.links.surroundings import learn_surroundings
from wagtail_migration_events.groups.page_model import own_app_first, page_models_with
from wagtail_migration_events.groups.serving.public_page import PublicPageMixin
from wagtail_migration_events.listings.calendar_page import calendar_page, days_of_calendars
from wagtail_migration_events.listings.calendar_view import View, understand_view, view_links
from wagtail_migration_events.listings.choices import (
    ListingChoices,
    check_fixed_filters,
    filters_of,
    fixed_codes,
)
from wagtail_migration_events.listings.filtered_list import FilteredList
from wagtail_migration_events.listings.term_page import ListedTerm, find_term
from wagtail_migration_events.listings.term_sitemap import term_entries
from wagtail_migration_events.occurrences.scope import Scope, paths_of_page, paths_of_site


class EventIndexPageMixin(ListingChoices, PublicPageMixin):
    #: What is the same in all languages; ``translated_only`` is for each language to say.
    listing_choices: tuple[str, ...] = ("listed_filters", "fixed_filters", "only_below")

    package_template = "wagtail_migration_events/event_index_page.html"
    alias_repeats_source = False
    content_panels = [TitleFieldPanel("title"), *ListingChoices.listing_panels]

    class Meta:
        abstract = True

    @classmethod
    def clean_subpage_models(cls) -> list[Any]:
        """Allow every event class of the site below, unless ``subpage_types`` says otherwise."""
        if "subpage_types" in vars(cls):
            return list(super().clean_subpage_models())  # type: ignore[misc]
        return own_app_first(cls, EventPageMixin) + page_models_with(EventIndexPageMixin)

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        try:
            check_fixed_filters(self.fixed_filters)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Add a page for each term, as ``objective/13/``, after what stands below the page."""
        try:
            return super().route(request, path_components)
        except Http404:
            live = self.live  # type: ignore[attr-defined]
            term = find_term(path_components, self._language, request) if live else None
            if term is None:
                raise
            return RouteResult(self, kwargs={"term": term})

    def serve(
        self, request: HttpRequest, *args: Any, term: ListedTerm | None = None, **kwargs: Any
    ) -> HttpResponseBase:
        """Show the list; a term that is no filter of this list has its page as a query."""
        if term is None:
            return super().serve(request, *args, **kwargs)
        if term.is_moved:
            query = request.META.get("QUERY_STRING", "")
            url = f"{self.get_url(request)}{term.suffix}"  # type: ignore[attr-defined]
            return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
        if term.facet.parameter not in filters_of(self.listed_filters):
            return HttpResponseRedirect(f"{self.get_url(request)}?{term.query}")  # type: ignore[attr-defined]
        return super().serve(request, *args, term=term, **kwargs)

    def get_context(
        self, request: HttpRequest, *args: Any, term: ListedTerm | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        learn_surroundings(self, request)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        view, problems = understand_view(request.GET)
        listing = self.get_listing(request, term, view)
        listing.problems += problems
        context |= {"listing": listing, "term": term}
        day, limits = listing.filters.first_day, None
        if day or view is not View.LIST:
            limits = days_of_calendars(listing.search)
        opens_on = limits.nearest(day) if limits and day else None
        context["views"] = view_links(view, request.GET, opens_on)
        if limits is None or view is View.LIST:
            context["events"] = listing.events
        else:
            context["calendar"] = calendar_page(view, listing.search, request, limits)
            # Beside a calendar the filters count what is in it.
            listing.search = context["calendar"].search
            listing.in_calendar = context["calendar"].pages
        return context

    def next_change(self, request: HttpRequest, now: dt.datetime) -> dt.datetime | None:
        """Return the next midnight for a calendar: until then it is open on the same day."""
        expiry: dt.datetime | None = super().next_change(request, now)
        view, _problems = understand_view(request.GET)
        if view is View.LIST:
            return expiry
        midnight = end_of_day(timezone.localdate(now), timezone.get_current_timezone_name())
        return min(filter(None, (expiry, midnight)))

    def get_listing(
        self, request: HttpRequest, term: ListedTerm | None = None, view: View = View.LIST
    ) -> FilteredList:
        """Return the list of events, narrowed as the request says.

        :param term: the one value of a facet that the address names.
        """
        scope = self._scope(request, visitor=request)
        settled = {term.facet.parameter: frozenset([term.code])} if term else {}
        return FilteredList(
            request,
            scope,
            filters_of(self.listed_filters),
            settled=settled,
            view="" if view is View.LIST else view,
        )

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Add the pages of terms on which everybody finds an event to come."""
        entries = super().get_sitemap_urls(request)
        if entries:
            scope = self._scope(request, visitor=None)
            entries += term_entries(entries[0], self.listed_filters, scope)
        return entries

    def _scope(self, request: HttpRequest | None, visitor: HttpRequest | None) -> Scope:
        """Return where the list has its events; ``request`` only says on which Site."""
        return Scope(
            self._language,
            visitor,
            paths_of_page(self) if self.only_below else paths_of_site(request),
            fixed_codes(self.fixed_filters),
            self.translated_only,
            self.pk if self.only_below else None,
        )

    @property
    def _language(self) -> str:
        return str(self.locale.language_code)  # type: ignore[attr-defined]
