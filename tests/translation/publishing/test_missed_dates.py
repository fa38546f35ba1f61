"""What happens at the date that all languages of an event were given, if one cannot be saved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.factories import make_event
from tests.translation.publishing.test_publishing_a_set import LATER, live, send
from tests.translation.translating import in_language
from wagtail_migration_events.pages.models import EventPage

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def test_at_their_date_all_go_live_or_none_and_the_history_says_why(
    site: Any, event: Any, editor_client: Any
):
    send(editor_client, event, ["en", "fr", "ar"], go_live_at=LATER)
    french, other = in_language(event, "fr"), make_event(site.events["en"], live=False)
    other.go_live_at = dt.datetime(2099, 5, 3, 9, 0, 30, tzinfo=dt.UTC)
    other.save_revision().publish()
    EventPage.objects.filter(pk=french.pk).update(slug="as-it-was")
    slug = french.get_latest_revision().content["slug"]
    taken = make_event(site.events["fr"], title="Taken", slug=slug)
    with time_machine.travel("2099-05-03 09:01"):
        call_command("publish_scheduled")
        call_command("publish_scheduled")
        assert live(event) == []
        assert live(other) == ["en"]  # the rest of the site goes on
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[french.pk]))
    assert history.content.decode().count("Not published at its date, and no language") == 1
    assert "is already in use" in history.content.decode()
    taken.delete()
    with time_machine.travel("2099-05-03 09:02"):
        call_command("publish_scheduled")
    assert live(event) == ["ar", "en", "fr"]
    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    assert published.count() == 4  # each page once
