"""The form of a full event, and that of a page of Wagtail's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from wagtail.models import Site

from bench.cases import Plan
from bench.seeding import an_organizer, plant_site
from tests.factories import MAY_3, make_event, make_organizer, translated
from wagtail_migration_events.vocabularies.registry import get_vocabulary

FORM = "form of an event with 10 organizers, 40 areas and 12 dates"
PLAIN_FORM = "form of a plain Wagtail page"


def addresses(plan: Plan) -> dict[str, str]:
    """Return where each of the two is opened; the event is made in all languages of the plan."""
    pages = {FORM: full_event(plan), PLAIN_FORM: Site.objects.get(is_default_site=True).root_page}
    return {
        name: reverse("wagtailadmin_pages:edit", args=[page.pk]) for name, page in pages.items()
    }


def full_event(plan: Plan) -> Any:
    source, *others = plan.languages
    place = an_organizer().get_parent()
    days = [MAY_3 + dt.timedelta(days=number) for number in range(12)]
    event = make_event(
        plant_site(plan.languages)[source],
        title="A full event",
        organizers=[make_organizer(place, f"Body {number}") for number in range(10)],
        areas=list(get_vocabulary("areas").terms())[:40],
        dates=[{"key": f"d{n}", "starts_at": day.isoformat()} for n, day in enumerate(days)],
        timezone="Europe/Zurich",
    )
    for language in others:
        translated(event, language)
    return event
