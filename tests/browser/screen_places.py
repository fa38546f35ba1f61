"""Gives every screen of the admin of the demo something to show, and says where that is.

It runs in a process of the site: ``manage.py shell -c "from tests.browser import screen_places"``
and prints its answer as a line of JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.demo_addresses import HYBRID, UMBRELLA

MARK = "screens: "
TABLE = """\
id,title,start,organizers
a,Workshop on data,2031-03-09,"IOM, and UNHCR"
b,Round table,2031-03-10,IOM
c,,2031-13-45,
"""
#: English slug of an event that the demo does not have in Russian.
TO_TRANSLATE = "cities-ahead-of-the-flood"
#: Slug of an event whose status no test reads.
UNTOLD = "round-table-2"
COMMAND = "from tests.browser.screen_places import tell; tell()"


def tell() -> None:
    """Print the places, after a mark."""
    sys.stdout.write(f"\n{MARK}{json.dumps(places())}\n")


def places() -> dict[str, Any]:
    """Return keys by the names that stand in the addresses of ``screens``."""
    from django.contrib.auth import get_user_model
    from wagtail.models import Site

    from wagtail_migration_events.events.status_change.applying import apply_changes
    from wagtail_migration_events.events.status_change.change import StatusAction, StatusChange
    from wagtail_migration_events.pages import models as pages
    from wagtail_migration_events.vocabularies.site import terms

    admin = get_user_model().objects.get(username="admin")
    english = pages.EventPage.objects.filter(locale__language_code="en")
    event, umbrella = english.get(slug=HYBRID), english.get(slug=UMBRELLA)
    postponed = StatusChange(StatusAction.POSTPONE, reason="The hall is closed.")
    in_english = {"locale__language_code": "en"}
    index = pages.EventIndexPage.objects.get(**in_english)
    return {
        "site": Site.objects.get().pk,
        "index": index.pk,
        "event": event.pk,
        "umbrella": umbrella.pk,
        "batch": str(apply_changes([(english.get(slug=UNTOLD), postponed)], admin)),
        "organizer": pages.OrganizerPage.objects.get(slug="unnm", **in_english).pk,
        **{
            model._meta.model_name: model.objects.order_by("pk").values_list("pk").first()[0]
            for model in (terms.EventType, terms.Audience, terms.Workstream)
        },
        **_of_translations(event, admin),
        **_of_runs(umbrella, admin),
        **_of_an_import(index, admin),
    }


def _of_translations(event: Any, admin: Any) -> dict[str, Any]:
    """Have the source say something new and expire, and a translation asked for."""
    from wagtail.models import Locale
    from wagtail_localize.operations import TranslationCreator

    from wagtail_migration_events.translation.models import TranslationRequest

    french = event.get_translations().get(locale__language_code="fr")
    event.summary = f"{event.summary} Interpretation is offered."
    event.expire_at = dt.datetime(2041, 1, 1, tzinfo=dt.UTC)
    event.save_revision(user=admin).publish(user=admin)
    first, last = event.revisions.order_by("pk").values_list("pk", flat=True)[:2]
    request = TranslationRequest.objects.order_by("pk").first()
    other = type(event).objects.get(slug=TO_TRANSLATE, locale=event.locale)
    russian = Locale.objects.get(language_code="ru")
    TranslationCreator(admin, [russian]).create_translations(other)
    return {
        "first": first,
        "last": last,
        "sibling": french.pk,
        "request": request.pk,
        "desk": other.get_translation(russian).pk,
    }


def _of_runs(event: Any, admin: Any) -> dict[str, Any]:
    """Have an event postponed, and a run that has changed, left alone and refused something."""
    from django.utils import timezone

    from wagtail_migration_events.admin.many.terms import TypeBulkAction
    from wagtail_migration_events.runs.run import BackgroundRun, Outcome, RunRow

    run = BackgroundRun.objects.create(
        kind=TypeBulkAction.kind.name,
        things=["1", "2", "3"],
        begun_by=admin,
        finished_at=timezone.now(),
    )
    for place, outcome in enumerate((Outcome.DONE, Outcome.UNCHANGED, Outcome.REFUSED)):
        RunRow.objects.create(run=run, thing=place, label=event.title, outcome=outcome)
    return {"run": run.pk}


def _of_an_import(index: Any, admin: Any) -> dict[str, Any]:
    """Have a table uploaded and planned, and one imported."""
    from wagtail_migration_events.admin.imports.steps import begin_import, begin_plan
    from wagtail_migration_events.interchange.uploaded.upload import store
    from wagtail_migration_events.runs.run import BackgroundRun

    found = {}
    for name in ("imported", "plan"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.csv"
            path.write_text(TABLE, encoding="utf-8")
            upload = store([path], path.name, "csv", admin)
        upload.options |= {"index": index.pk, "source": name}
        upload.save()
        begin_plan(upload, admin)
        plan = BackgroundRun.objects.latest("pk")
        if name == "imported":
            begin_import(upload, plan, admin)
        found[name] = BackgroundRun.objects.latest("pk").pk
    return {**found, "upload": upload.pk}
