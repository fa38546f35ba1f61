"""The form of a full event; that of a page of Wagtail's own, bare and as large as the event."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection
from django.urls import reverse
from wagtail.models import Site

from bench.cases import Case, Plan, Subject, at_most_queries, at_most_times
from bench.large_plain_page import LargePlainPage, PlainBody, PlainDate
from bench.listing import an_editor, opened
from bench.seeding import an_organizer, plant_site
from tests.factories import MAY_3, make_event, make_organizer, make_page, translated
from wagtail_migration_events.vocabularies.registry import get_vocabulary

FORM = "form of an event with 10 organizers, 40 areas and 12 dates"
PLAIN_FORM = "form of a plain Wagtail page"
LARGE_PLAIN_FORM = "form of a Wagtail page with as many plain fields and rows"
DAYS = [MAY_3 + dt.timedelta(days=number) for number in range(12)]


def subject(plan: Plan) -> Subject:
    """Open the form of an event that is made in all languages of the plan, and two of pages that
    know nothing of events: one with a title only, and one with as much in it."""
    client = an_editor()
    pages = {
        PLAIN_FORM: Site.objects.get(is_default_site=True).root_page,
        LARGE_PLAIN_FORM: large_plain_page(),
        FORM: full_event(plan),
    }
    cases = [
        Case(name, opened(client, reverse("wagtailadmin_pages:edit", args=[page.pk])))
        for name, page in pages.items()
    ]
    bounds = [
        at_most_queries(FORM, 60),
        at_most_times(FORM, 1.5, unit=PLAIN_FORM),
        at_most_times(FORM, 1.5, unit=LARGE_PLAIN_FORM),
    ]
    return Subject(cases, bounds)


def full_event(plan: Plan) -> Any:
    source, *others = plan.languages
    place = an_organizer().get_parent()
    event = make_event(
        plant_site(plan.languages)[source],
        title="A full event",
        organizers=[make_organizer(place, f"Body {number}") for number in range(10)],
        areas=list(get_vocabulary("areas").terms())[:40],
        dates=[{"key": f"d{n}", "starts_at": day.isoformat()} for n, day in enumerate(DAYS)],
        timezone="Europe/Zurich",
    )
    for language in others:
        translated(event, language)
    return event


def large_plain_page() -> Any:
    with connection.schema_editor() as editor:
        for model in (LargePlainPage, PlainBody, PlainDate):
            editor.create_model(model)
    home = Site.objects.get(is_default_site=True).root_page
    page = make_page(LargePlainPage, home, title="A large page")
    page.bodies = [PlainBody(chosen=home) for _ in range(10)]
    page.dates = [PlainDate(starts_at=day, ends_at=day) for day in DAYS]
    page.save_revision().publish()
    return page
