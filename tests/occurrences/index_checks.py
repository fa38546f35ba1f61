"""What must hold of the index, whatever has happened to the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from wagtail_migration_events.groups.serving.http_caching import answer_conditionally, state_seen
from wagtail_migration_events.notices.stamping import stamp
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.filters import EventFilters, When
from wagtail_migration_events.occurrences.rebuilding import (
    batches,
    differing_pages,
    pages_of_others,
)
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope
from wagtail_migration_events.occurrences.search import EventSearch

YEAR = {"first_day": dt.date(2027, 1, 1), "last_day": dt.date(2027, 12, 31)}


def assert_index_is_right() -> None:
    """Check that the index has the rows that a rebuild would make, and no others."""
    wrong = [pk for pks in batches() for pk in differing_pages(pks)]
    assert not wrong, f"the index has other rows of the pages {wrong} than it should"
    assert not list(pages_of_others())


def assert_what_is_remembered_is_right(languages: Iterable[str]) -> None:
    """Check that everybody finds with what a process remembers what they would find without."""
    stamp()  # as the commit does
    now = timezone.now()
    for language in languages:
        for filters in (EventFilters(When.UPCOMING), EventFilters(When.ALL), EventFilters(**YEAR)):
            remembered, found_now = [
                what_is_found(EventSearch(filters, Scope(language, request), now))
                for request in (request_that_may_remember(), None)
            ]
            assert remembered == found_now


def request_that_may_remember() -> Any:
    """Return a request of which it is known in which state it was answered."""
    request = RequestFactory(headers={"host": "localhost"}).get("/")
    request.user = AnonymousUser()
    answer_conditionally(request, None, HttpResponse)
    assert state_seen(request)
    return request


def what_is_found(search: EventSearch) -> Any:
    dates = search.occurrences(*YEAR.values())
    counts = search.facet_counts([facet.parameter for facet in all_facets()])
    return search.events, dates, search.first_and_last_day(), counts


def again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def codes(page: Any) -> list[str]:
    return IndexedCodes.objects.get(page=page.pk).codes.split()


def starts(page: Any) -> list[dt.datetime]:
    rows = IndexedOccurrence.objects.filter(page=page.pk).order_by("starts_at")
    return list(rows.values_list("starts_at", flat=True))


def press(client: Any, page: Any, action: str, **data: Any) -> None:
    response = client.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]), data)
    assert response.status_code == 302, response.context_data["form"].errors
