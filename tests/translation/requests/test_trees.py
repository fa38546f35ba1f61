"""A language that is wanted, and of which the site has no pages: everybody is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from tests.factories import make_event
from tests.management.test_events_check import findings
from tests.translation import people
from tests.translation.requests.screens.test_request_form import Screen, rows, said

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


def test_who_wants_a_language_without_pages_is_told_at_every_step(site: Any, editor_client: Any):
    starts_at = dt.datetime(2127, 5, 31, 13, 0, tzinfo=dt.UTC)
    event = make_event(site.events["en"], title="Forum", starts_at=starts_at)
    people.language_settings("fr", is_required=True)
    site.home["ru"].delete()
    assert findings("languages_without_tree") == []

    screen = Screen(editor_client, event)
    assert screen.text.count("no page above the event is there in this language yet") == 1
    screen.send(ask_ru="on", ask_fr="on")
    assert said(editor_client)[-1] == (
        "No page above the event is there in these languages yet: Russian"
    )
    screen = Screen(editor_client, event)
    links = {each["href"] for each in screen.soup.select("main a") if "Begin" in each.text}
    begin = {
        code: reverse("wagtail_migration_events_requests:begin", args=[row.pk])
        for code, row in rows(event).items()
    }
    assert links == {begin["fr"]}
    assert editor_client.post(begin["ru"]).url == reverse("wagtailadmin_home")
    assert "Russian: nobody can begin" in said(editor_client)[-1]
    assert editor_client.get(begin["fr"]).status_code == 200

    people.language_settings("ru", is_required=True)
    promised, requested = findings("languages_without_tree")
    assert (promised["language"], promised["site"]) == ("ru", site.site.hostname)
    assert (requested["language"], requested["requests"]) == ("ru", 1)
    assert requested["message"].startswith("Russian: requested of 1 event,")
