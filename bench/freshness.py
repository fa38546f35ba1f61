"""Freshness: which texts of which translations are stale, for all events of a site at once, and
how far each language of them is."""

from __future__ import annotations

from bench.cases import Case, Plan, Subject, at_most_queries
from bench.seeding import make_events
from wagtail_migration_events.events.freshness.staleness import stale_names_by_page
from wagtail_migration_events.events.language_states.deriving import language_states
from wagtail_migration_events.pages.models import EventPage

#: One source in ten says something else than its translations were made from.
STALE_EVERY = 10


def subject(plan: Plan) -> Subject:
    """Ask for the freshness of all events, and of twenty, as a page of a listing does."""
    keys = make_events(plan.events, plan.languages, stale_every=STALE_EVERY, note=plan.note)
    every = f"freshness of {plan.events:,} events in {len(plan.languages) - 1} translations"
    some = "freshness of 20 events"
    states = f"states of {plan.events:,} events in {len(plan.languages)} languages"
    cases = [
        Case(every, lambda _: stale_names_by_page(EventPage)),
        Case(some, lambda _: stale_names_by_page(EventPage, keys[:20])),
        Case(states, lambda _: language_states(keys)),
    ]
    bounds = [at_most_queries(every, 5), at_most_queries(some, 5), at_most_queries(states, 8)]
    return Subject(cases, bounds)
