"""Translations: the matrix of all events, asking for many of them, beginning one, and the view in
which a translator writes.

A request is a row, and the page is made when somebody begins; wagtail-localize's "Submit" makes the
page at once. So both are measured: the request of many beside the submission of the same, and the
beginning of one page beside the submission of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from bench.answering import asked
from bench.cases import Bound, Case, Plan, Subject, at_most_queries, at_most_times
from bench.seeding import make_events, plant_site
from tests.translation.translating import body_of
from wagtail_migration_events.admin.many.on_each import sources_of_events
from wagtail_migration_events.runs import working
from wagtail_migration_events.runs.run import BackgroundRun, Outcome
from wagtail_migration_events.translation.requests.asking import Wish, ask_for
from wagtail_migration_events.translation.requests.beginning import begin
from wagtail_migration_events.translation.requests.bulk.works import REQUEST
from wagtail_migration_events.translation.requests.request import TranslationRequest

#: One source in ten says something else than its translations were made from.
STALE_EVERY = 10
EMPTY = "an empty report of the admin"
FEW = 5
MANY = 100
BEGIN = "begin one translation"
VIEW = "the translator's view of an event with 100 pieces of text"
SUBMIT_ONE = "submit one translation with wagtail-localize"


def subject(plan: Plan) -> Subject:
    """The matrix of all events of the plan, and a few that are asked for and submitted."""
    client, user = _prepared(plan)
    _seed_matrix(plan, user)
    matrix = f"a page of the matrix of {plan.events:,} events and {len(plan.languages)} languages"
    by_state = f"{matrix}, by state"
    table = f"all of the matrix of {plan.events:,} events as CSV"
    url = reverse("wagtail_migration_events_translations:index")
    cases = [
        Case(EMPTY, asked(client, reverse("wagtail_migration_events_runs:index"))),
        Case(matrix, asked(client, f"{url}?when=all")),
        Case(by_state, asked(client, f"{url}?when=all&state=stale&state=requested")),
        Case(table, lambda _: _read(client, f"{url}?when=all&export=csv")),
        (many := _request(plan, MANY, user)),
        Case(VIEW, lambda url: _read_view(client, url), lambda: _long_view(plan, client)),
        Case(BEGIN, partial(begin, actor=user), lambda: _one_request(plan, user)),
        _submit(plan, SUBMIT_ONE, client, 1, plan.languages[1:2]),
    ]
    bounds = [
        at_most_queries(matrix, 15, more_than=EMPTY),
        at_most_queries(table, 15, more_than=EMPTY),
        at_most_queries(by_state, 24, more_than=EMPTY),
        at_most_queries(VIEW, 40),
    ]
    few = _against_submitting(plan, FEW, client, user)
    # To submit as many takes minutes: a twentieth of them is more than was promised.
    bounds.append(at_most_times(many.name, 1 / 3, unit=few.cases[1].name))
    return Subject([*cases, *few.cases], [*bounds, *few.bounds])


def submitting(plan: Plan) -> Subject:
    """The same for many events, once: to submit them takes minutes."""
    client, user = _prepared(plan)
    both = _against_submitting(plan, MANY, client, user)
    cases = [replace(case, has_peak=False) for case in both.cases]
    return Subject(cases, both.bounds, takes_long=True)


def _against_submitting(plan: Plan, number: int, client: Client, user: Any) -> Subject:
    languages = plan.languages[1:6]
    name = f"submit {number} events in {len(languages)} languages with wagtail-localize"
    request = _request(plan, number, user)
    bound: Bound = at_most_times(request.name, 1 / 3, unit=name)
    return Subject([request, _submit(plan, name, client, number, languages)], [bound])


def _prepared(plan: Plan) -> tuple[Client, Any]:
    plant_site(plan.languages)  # pages are only made below a list of events in their language
    users = get_user_model().objects
    user = users.filter(username="bench").first() or users.create_superuser("bench", "", "bench")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client, user


def _seed_matrix(plan: Plan, user: Any) -> None:
    """Events in most of the languages; the others were asked for."""
    keys = make_events(plan.events, plan.languages[:4], stale_every=STALE_EVERY, note=plan.note)
    locales = Locale.objects.filter(language_code__in=plan.languages[4:6])
    ask_for(sources_of_events(keys).values(), locales, actor=user, wish=Wish(person=user))


def _sources(plan: Plan, number: int) -> list[Any]:
    keys = make_events(number, plan.languages[:1], note=lambda _line: None)
    return list(sources_of_events(keys).values())


def _request(plan: Plan, number: int, user: Any) -> Case:
    """All of the run, with its report; the tasks of the bench are done at once."""
    languages = plan.languages[1:6]
    arguments = {"languages": list(languages), "assignee": "", "due_on": "", "note": ""}

    def run(events: Sequence[Any]) -> BackgroundRun:
        things = [str(event.translation_key) for event in events]
        run = working.begin(REQUEST, things, arguments, user)
        if run.rows.filter(outcome=Outcome.DONE).count() != number:
            raise AssertionError("Not all were asked for.")
        return run

    name = f"request {number} events in {len(languages)} languages"
    return Case(name, run, lambda: _sources(plan, number))


def _one_request(plan: Plan, user: Any) -> Any:
    (event,) = _sources(plan, 1)
    locale = Locale.objects.get(language_code=plan.languages[1])
    ask_for([event], [locale], actor=user)
    return TranslationRequest.objects.get(group=event.translation_key)


def _long_view(plan: Plan, client: Client) -> str:
    """Return the address of a translation that a machine has not touched."""
    (event,) = _sources(plan, 1)
    parts = [
        {"type": "paragraph", "value": f"<p>Part {number} of <b>a text</b>.</p>", "id": str(number)}
        for number in range(100)
    ]
    event.body = body_of(parts)
    event.save_revision().publish()
    (locale,) = Locale.objects.filter(language_code=plan.languages[1])
    url = reverse("wagtail_localize:submit_page_translation", args=[event.pk])
    client.post(url, {"locales": [locale.pk]})
    page = event.get_translation(locale)
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _submit(plan: Plan, name: str, client: Client, number: int, languages: Sequence[str]) -> Case:
    locales = Locale.objects.filter(language_code__in=languages)
    data = {"locales": [locale.pk for locale in locales]}

    def run(events: Sequence[Any]) -> None:
        for event in events:
            url = reverse("wagtail_localize:submit_page_translation", args=[event.pk])
            if client.post(url, data).status_code != 302:
                raise AssertionError(f"{url} was refused")

    return Case(name, run, lambda: _sources(plan, number))


def _read_view(client: Client, url: str) -> None:
    if client.get(url).status_code != 200:
        raise AssertionError(f"{url} was refused")


def _read(client: Client, url: str) -> bytes:
    response: Any = client.get(url)
    return b"".join(response.streaming_content)
