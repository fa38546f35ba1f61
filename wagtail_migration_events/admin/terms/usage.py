"""How many events use each term of a list, with where they are listed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import set_query_params
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import IndexView

from wagtail_migration_events.admin.listing.event_listing import event_listing_viewset
from wagtail_migration_events.admin.listing.filters.facets import facet_filters
from wagtail_migration_events.admin.listing.new_event import may_list_events
from wagtail_migration_events.admin.listing.rows import explorable_events, one_page_per_event
from wagtail_migration_events.occurrences.facets import VocabularyFacet, all_facets
from wagtail_migration_events.occurrences.rows import IndexedCodes
from wagtail_migration_events.vocabularies.site.terms import SiteTerm


class UsageColumn(Column):
    """The number of events, which leads to a list of them."""

    cell_template_name = "wagtail_migration_events/admin/term_usage_cell.html"

    def get_cell_context_data(self, instance: SiteTerm, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["url"] = getattr(instance, "usage_url", "")
        return context


class TermIndexView(IndexView):
    """Wagtail's list of snippets, with the number of events beside each term."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        terms = list(context["object_list"])
        offered = facet_filters()
        for term, number in zip(terms, usage_of(terms, self.request.user), strict=True):
            term.usage = number
            if number:
                term.usage_url = self._list_of(term, offered)
        return context

    def _list_of(self, term: SiteTerm, offered: Collection[str]) -> str:
        parameter = facet_of(term.vocabulary_name)
        if parameter in offered:
            if not may_list_events(self.request.user):
                return ""
            listing = reverse(event_listing_viewset.get_url_name("index"))
            return str(set_query_params(listing, {parameter: term.code}))
        usage = self.model.snippet_viewset.get_url_name("usage")
        return reverse(usage, args=[quote(term.pk)])


def facet_of(vocabulary: str) -> str:
    """Return the parameter by which events are found by a vocabulary; "" if they are not."""
    for facet in all_facets():
        if isinstance(facet, VocabularyFacet) and facet.get_vocabulary().name == vocabulary:
            return facet.parameter
    return ""


def usage_of(terms: Sequence[SiteTerm], user: Any) -> list[int]:
    """Return how many events use each of the terms of one vocabulary, in one query.

    Counted are the events in the listing of a user. Of a vocabulary by which no event is found
    these are the objects that Wagtail names under "Usage".
    """
    if not terms:
        return []
    if parameter := facet_of(terms[0].vocabulary_name):
        return _in_index(parameter, [term.code for term in terms], user)
    return _in_references(terms)


def _in_index(parameter: str, codes: Sequence[str], user: Any) -> list[int]:
    events = one_page_per_event(explorable_events(user))
    padded = Concat(Value(" "), F("codes"), Value(" "), output_field=TextField())
    rows = IndexedCodes.objects.filter(page__in=events.values("pk")).alias(all_codes=padded)
    counts = {
        f"term_{place}": Count("pk", filter=Q(all_codes__contains=f" {parameter}:{code} "))
        for place, code in enumerate(codes)
    }
    found = rows.aggregate(**counts)
    return [found[name] for name in counts]


def _in_references(terms: Sequence[SiteTerm]) -> list[int]:
    to = ContentType.objects.get_for_model(terms[0])
    rows = ReferenceIndex.objects.filter(
        to_content_type=to, to_object_id__in=[str(term.pk) for term in terms]
    )
    counted = rows.order_by().values("to_object_id").annotate(n=Count("object_id", distinct=True))
    found = dict(counted.values_list("to_object_id", "n"))
    return [found.get(str(term.pk), 0) for term in terms]
