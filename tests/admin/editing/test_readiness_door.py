"""What to look at before an event is published, asked anew while somebody writes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.admin.listing.test_event_listing import user_with
from tests.factories import make_event
from wagtail_migration_events.events.editor.readiness_panel import READINESS_URL

pytestmark = pytest.mark.django_db


def test_the_newest_version_of_an_event_is_looked_at(site: Any, editor_client: Any) -> None:
    event = make_event(site.events["en"], title="Forum", summary="", gcm_objectives=["2"])
    found = editor_client.get(reverse(READINESS_URL), {"page": event.pk}).content.decode()
    assert "There is no summary" in found
    assert "#panel-child-text" in found
    event.summary = "How cities welcome"
    event.save_revision()
    response = editor_client.get(reverse(READINESS_URL), {"page": event.pk})
    assert "There is no summary" not in response.content.decode()
    assert "no-store" in response["cache-control"]


def test_only_who_may_edit_the_event_is_answered(
    site: Any, client: Any, django_user_model: Any
) -> None:
    event = make_event(site.events["en"], summary="")
    url = reverse(READINESS_URL)
    assert client.get(url, {"page": event.pk}).status_code == 302
    client.force_login(user_with(django_user_model, site.events["fr"], name="fr"))
    assert client.get(url, {"page": event.pk}).status_code == 302
    client.force_login(user_with(django_user_model, site.events["en"]))
    assert client.get(url, {"page": event.pk}).status_code == 200
    for wrong in ("", "x", "9" * 30, "-1", "²", site.events["en"].pk, 10**9):
        assert client.get(url, {"page": wrong}, follow=True).status_code == 404
    assert client.post(url, {"page": event.pk}).status_code == 405
