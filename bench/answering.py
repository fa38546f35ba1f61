"""The API: a list, its facets, one event, and an answer that has not changed, beside Wagtail's own.

The unit is an empty Django view, asked for by the same client in the same run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from bench.cases import Case, Plan, Subject, at_most_queries, at_most_times
from bench.finding import ANEW, FIRST, UNIT, again_first_and_anew, seed
from bench.plain_endpoint import COLUMNS

PLAIN = "Wagtail's API v2 with plain api_fields, 20 events with the same fields"
WAGTAIL = "Wagtail's API v2 with the fields of the package"
LIST = "list of 20"
FACETS = "list of 20 with all facets"
DETAIL = "one event"
UNCHANGED = "list of 20 that has not changed"

LIST_URL = "/api/events/?locale=en"
FACETS_URL = f"{LIST_URL}&objective=13&objective=2&area=002&facets=*"
FIELDS = ",".join((*COLUMNS, "organizer_links"))
PAGES = f"pages/?type=wagtail_migration_events_pages.EventPage&locale=en&limit=20&fields={FIELDS}"
WAGTAIL_URL, PLAIN_URL = f"/api/v2/{PAGES}", f"/api/plain/{PAGES}"


def subject(plan: Plan, *, events: int = 10_000) -> Subject:
    """Ask for what a front end asks for, among so many events in all languages of the plan."""
    seed(plan, events)
    client = Client(headers={"host": "localhost"})
    key = client.get(LIST_URL).json()["items"][0]["key"]
    cases = [
        Case(UNIT, asked(client, "/empty/")),
        Case(PLAIN, asked(client, PLAIN_URL)),
        Case(WAGTAIL, asked(client, WAGTAIL_URL)),
        *again_first_and_anew(LIST, asked(client, LIST_URL)),
        Case(FACETS, asked(client, FACETS_URL)),
        Case(DETAIL, asked(client, f"/api/events/{key}/?locale=fr")),
        Case(UNCHANGED, asked_again(client, LIST_URL), lambda: client.get(LIST_URL)["ETag"]),
    ]
    bounds = [
        *(at_most_queries(LIST + when, 12) for when in (FIRST, ANEW)),
        *(at_most_times(LIST + when, 25, unit=UNIT) for when in ("", FIRST, ANEW)),
        *(at_most_times(LIST + when, 0.2, unit=PLAIN) for when in ("", FIRST, ANEW)),
        at_most_queries(FACETS, 16),
        at_most_times(FACETS, 60, unit=UNIT),
        at_most_queries(DETAIL, 15),
        at_most_queries(UNCHANGED, 2),
        at_most_times(UNCHANGED, 0.1, unit=LIST + ANEW),
    ]
    return Subject(cases, bounds)


def asked(client: Client, url: str) -> Callable[[Any], Any]:
    """Return what asks for an address, to be measured."""

    def ask(_prepared: Any) -> None:
        _expect(client.get(url), 200)

    return ask


def asked_again(client: Client, url: str) -> Callable[[Any], Any]:
    """Return what asks whether an answer with this tag still holds, to be measured."""

    def ask(tag: str) -> None:
        _expect(client.get(url, headers={"if-none-match": tag}), 304)

    return ask


def _expect(response: Any, status: int) -> None:
    if response.status_code != status:
        asked_for = response.wsgi_request.get_full_path()
        raise AssertionError(f"{asked_for} answered {response.status_code}")
