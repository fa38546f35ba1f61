"""Freshness: which texts of which translations are stale, for all events of a site at once."""

from __future__ import annotations

from bench.cases import Case, Plan, Subject, at_most_queries
from bench.seeding import make_events
from wagtail_migration_events.events.freshness.staleness import stale_names_by_page
from wagtail_migration_events.pages.models import EventPage

#: One source in ten says something else than its translations were made from.
STALE_EVERY = 10


def subject(plan: Plan) -> Subject:
    """Ask for the freshness of all events, and of twenty, as a page of a listing does."""
    keys = make_events(plan.events, plan.languages, stale_every=STALE_EVERY, note=plan.note)
    every = f"freshness of {plan.events:,} events in {len(plan.languages) - 1} translations"
    some = "freshness of 20 events"
    cases = [
        Case(every, lambda _: stale_names_by_page(EventPage)),
        Case(some, lambda _: stale_names_by_page(EventPage, keys[:20])),
    ]
    return Subject(cases, [at_most_queries(every, 5), at_most_queries(some, 5)])
