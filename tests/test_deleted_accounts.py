"""When an account is deleted, what it made stays and every screen that told of it still opens."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests.factories import make_event, translated
from wagtail_migration_events.events.freshness.source_text import SourceText
from wagtail_migration_events.runs.run import BackgroundRun
from wagtail_migration_events.translation.models import TranslationRequest
from wagtail_migration_events.translation.requests.asking import Wish, ask_for

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def test_pages_requests_and_runs_of_a_deleted_account_stay_and_can_be_looked_at(
    site: Any, editor_client: Any, django_user_model: Any
) -> None:
    leaver = django_user_model.objects.create_superuser("leaver", "leaver@example.org", "secret")
    event = make_event(site.events["en"], title="A briefing", owner=leaver, locked_by=leaver)
    event.save_revision(user=leaver, log_action=True)
    french = translated(event, "fr", title="Une réunion", owner=leaver)
    wish = Wish(person=leaver, note="Please")
    ask_for([event], [Locale.objects.get(language_code="ar")], actor=leaver, wish=wish)
    run = BackgroundRun.objects.create(kind="publish", begun_by=leaver)
    SourceText.objects.filter(group=event.translation_key).update(minor_by=leaver)

    answer = editor_client.post(reverse("wagtailusers_users:delete", args=[leaver.pk]))

    assert answer.status_code == 302
    assert not django_user_model.objects.filter(username="leaver").exists()
    event.refresh_from_db()
    assert (event.owner, event.locked_by) == (None, None)
    asked = TranslationRequest.objects.get(group=event.translation_key)
    assert (asked.asked_by, asked.person, asked.note) == (None, None, "Please")
    run.refresh_from_db()
    assert run.begun_by is None
    screens = [
        reverse("wagtail_migration_events:index"),
        reverse("wagtail_migration_events_translations:index"),
        reverse("wagtail_migration_events_runs:index"),
        reverse("wagtail_migration_events_runs:run", args=[run.pk]),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
        reverse("wagtailadmin_pages:history", args=[event.pk]),
        reverse("wagtailadmin_pages:edit", args=[french.pk]),
        reverse("wagtailadmin_home"),
    ]
    for address in screens:
        assert editor_client.get(address).status_code == 200, address
    assert editor_client.get(event.url).status_code == 200
