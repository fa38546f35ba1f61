"""Finding events among many: lists, counts, a month, an organizer; and what the index costs.

The unit is an empty Django view, asked for by the same client in the same run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from bench.cases import (
    Bound,
    Case,
    Measurements,
    Plan,
    Subject,
    at_most_queries,
    at_most_times,
)
from bench.seeding import an_organizer, facts_in, indexed, make_events, really_published
from wagtail_migration_events.events.saved import pages_written
from wagtail_migration_events.groups.serving.http_caching import answer_conditionally
from wagtail_migration_events.occurrences import keeping
from wagtail_migration_events.occurrences.facets import all_facets
from wagtail_migration_events.occurrences.filters import EventFilters
from wagtail_migration_events.occurrences.indexing import read_event_pages
from wagtail_migration_events.occurrences.kept_results import KEPT_RESULTS
from wagtail_migration_events.occurrences.rebuilding import batches, rebuild
from wagtail_migration_events.occurrences.rows import IndexedCodes, IndexedOccurrence
from wagtail_migration_events.occurrences.scope import Scope, paths_of_site
from wagtail_migration_events.occurrences.search import EventSearch
from wagtail_migration_events.organizers.resolution import load_links
from wagtail_migration_events.pages.models import EventPage

UNIT = "an empty view"
#: Added to the name of a case: somebody has published another title and end of an event.
FIRST = ", the first time after a change"
#: Nothing is remembered, as in a new process.
ANEW = ", found anew"
PLAIN_PAGE = "a page of Wagtail's own"
PLAIN = "list"
FILTERED = "list, filtered"
FAR = "list, page 500"
TEXT = "list, text search"
FACETS = "facets of a filtered list"
MONTH = "month with 300 events"
ORGANIZER = "organizer page"
PUBLISH = "publish a page alone"
UNINDEXED = "publish a page alone, without the index"
REBUILD = "rebuild of an index that is right"
LOOP = "bare loop over the same rows"
#: A rebuild of more takes minutes for each round.
REBUILT_AT_MOST = 1000
BUSY_MONTH_EVENTS = 300


def subject(plan: Plan, *, events: int) -> Subject:
    """Ask for what readers ask for, among so many events in all languages of the plan."""
    seed(plan, events)
    cases = [
        Case(UNIT, _got("/empty/")),
        Case(PLAIN_PAGE, _got("/en/")),
        *again_first_and_anew(PLAIN, _got("/en/events/")),
        *again_first_and_anew(FILTERED, _got("/en/events/?objective=13&objective=2&area=002")),
        Case(FAR, _got("/en/events/?when=all&page=500")),
        Case(TEXT, _got("/en/events/?q=event+777")),
        Case(FACETS, _facets, _remembered),
        Case(FACETS + ANEW, _facets, _nothing_remembered),
        *again_first_and_anew(
            MONTH, _got(f"/en/events/?view=month&from={_busy_month():%Y-%m-%d}"), _busy_month()
        ),
        Case(ORGANIZER, _got(an_organizer().get_url())),
        *_publish_cases(),
    ]
    bounds = [
        *(at_most_queries(FILTERED + when, 12, more_than=PLAIN_PAGE) for when in (FIRST, ANEW)),
        *(at_most_times(FACETS + when, 30, unit=UNIT) for when in ("", ANEW)),
        *(at_most_times(FILTERED + when, 60, unit=UNIT) for when in ("", FIRST, ANEW)),
        *(at_most_times(MONTH + when, 40, unit=UNIT) for when in ("", FIRST, ANEW)),
        at_most_queries(PUBLISH, 15, more_than=UNINDEXED),
        *(
            _as_with_fewer(plan, case + when)
            for case in (PLAIN, FILTERED, MONTH)
            for when in (FIRST, ANEW)
        ),
        *(_as_with_fewer(plan, case) for case in (FAR, ORGANIZER)),
    ]
    if events <= REBUILT_AT_MOST:
        cases += [Case(LOOP, lambda _: _bare_loop()), Case(REBUILD, lambda _: list(rebuild()))]
        bounds.append(at_most_times(REBUILD, 2, unit=LOOP))
    if FILTERED + ANEW in plan.earlier:
        bounds.append(_less_than_twice_as_before(plan, events))
    return Subject(cases, bounds)


SIZES: dict[str, Callable[[Plan], Subject]] = {
    f"finding-{events}": partial(subject, events=events) for events in (100, 1000, 10_000)
}
LARGE: dict[str, Callable[[Plan], Subject]] = {
    "finding-100000": partial(subject, events=100_000),
}


def seed(plan: Plan, events: int) -> None:
    """Have so many events, those of a busy month among them, and the index of them."""
    there = IndexedCodes.objects.filter(page__locale__language_code="en").count()
    if there < BUSY_MONTH_EVENTS:
        plan.note("Filling a month")
        month = partial(facts_in, _busy_month())
        make_events(BUSY_MONTH_EVENTS, plan.languages, facts_of=month, note=plan.note)
    if there < events:
        make_events(events - there, plan.languages, note=plan.note)
    indexed(plan.note)


def _busy_month() -> dt.date:
    """The month after the next one; a list of what is to come has it on later pages."""
    later = timezone.now().date().replace(day=1) + dt.timedelta(days=70)
    return later.replace(day=1)


def again_first_and_anew(
    name: str, ask: Callable[[Any], Any], month: dt.date | None = None
) -> Iterator[Case]:
    """Yield what an answer costs whose events have been found before, after one of those that are
    in it has changed, and when nothing is remembered.

    :param month: in which the event that changes is; by default the next event does.
    """
    starts_at = dt.datetime.combine(month, dt.time(), dt.UTC) if month else timezone.now()
    in_english = EventPage.objects.live().filter(locale__language_code="en", dates=[])
    pk = in_english.filter(starts_at__gt=starts_at).earliest("starts_at").pk

    def change() -> None:
        event: Any = EventPage.objects.get(pk=pk)
        event.title, event.ends_at = f"{event.title} *", event.ends_at + dt.timedelta(minutes=1)
        event.save_revision().publish()

    yield Case(name, ask, partial(ask, None))
    yield Case(name + FIRST, ask, change)
    yield Case(name + ANEW, ask, KEPT_RESULTS.forget)


def _got(url: str) -> Callable[[Any], Any]:
    client = Client(headers={"host": "localhost"})

    def get(_prepared: Any) -> Any:
        response = client.get(url)
        if response.status_code != 200:
            raise AssertionError(f"{url} answered {response.status_code}")
        return response

    return get


def _nothing_remembered() -> HttpRequest:
    return RequestFactory(headers={"host": "localhost"}).get("/")


def _remembered() -> HttpRequest:
    """Return a request after another one for the same."""
    for _time in range(2):
        request = _nothing_remembered()
        request.user = AnonymousUser()
        answer_conditionally(request, None, partial(_answer_with_facets, request))
    return request


def _answer_with_facets(request: HttpRequest) -> HttpResponse:
    _facets(request)
    return HttpResponse()


def _facets(request: HttpRequest) -> Any:
    chosen = {"objective": frozenset(["13", "2"]), "area": frozenset(["002"])}
    scope = Scope("en", request, paths_of_site(request))
    search = EventSearch(EventFilters(chosen=chosen), scope)
    return search.facet_counts([facet.parameter for facet in all_facets()])


def _publish_cases() -> Iterator[Case]:
    page = really_published(("en",))[0]

    def changed() -> Any:
        stored = type(page).objects.get(pk=page.pk)
        stored.starts_at += dt.timedelta(days=1)
        stored.ends_at += dt.timedelta(days=1)
        return stored

    def publish(stored: Any) -> None:
        stored.save_revision().publish()

    def publish_unindexed(stored: Any) -> None:
        with _index_left_alone():
            publish(stored)

    yield Case(UNINDEXED, publish_unindexed, changed)
    yield Case(PUBLISH, publish, changed)


@contextmanager
def _index_left_alone() -> Iterator[None]:
    pages_written.disconnect(dispatch_uid=keeping.FOLLOWING)
    try:
        yield
    finally:
        keeping.follow()


def _bare_loop() -> None:
    for pks in batches():
        load_links(read_event_pages(pks))
        for table in (IndexedOccurrence, IndexedCodes):
            list(table.objects.filter(page__in=pks).values_list())


def _as_with_fewer(plan: Plan, case: str) -> Bound:
    """Promise that a case makes as many queries as in the run with fewer events before it."""
    before = plan.earlier.get(case)
    promise = f"{case}: no more queries than with fewer events"

    def more(found: Measurements) -> float:
        return found[case].queries - (before.queries if before else found[case].queries)

    return Bound(promise, 0, more)


def _less_than_twice_as_before(plan: Plan, events: int) -> Bound:
    case = FILTERED + ANEW
    before = plan.earlier[case].milliseconds / plan.earlier[UNIT].milliseconds

    def growth(found: Measurements) -> float:
        return found[case].milliseconds / found[UNIT].milliseconds / before

    promise = f"{case}: at most twice the time of the run before {events:,} events"
    return Bound(promise, 2, growth, is_count=False)
