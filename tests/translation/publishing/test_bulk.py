"""What is ready of many events goes live in one go for each; what is not is said."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation import people
from tests.translation.translating import submit, translate
from wagtail_migration_events.pages.models import EventPage

pytestmark = [pytest.mark.localize, pytest.mark.django_db]
WORDS = {"title": "Title", "summary": "Summary"}


@for_a_module
def _events(site: Any, editor_client: Any, on_commit: Any) -> list[Any]:
    made = [
        make_event(site.events["en"], title=title, summary="How cities", live=False)
        for title in ("Forum", "Week")
    ]
    submit(editor_client, made[0], "fr", "ar", on_commit=on_commit)
    translate(editor_client, made[0], "fr", **WORDS)
    return made


@pytest.fixture
def events(_events: Any, editor_client: Any) -> list[Any]:
    """Drafts: the first is complete in French and not in Arabic, the second is in English only."""
    return [again(each) for each in _events]


def publish(client: Any, events: list[Any], *languages: str) -> list[str]:
    """Publish them, and return what is said."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish_sets"])
    query = [*(("id", event.pk) for event in events), ("next", "/admin/")]
    url = f"{url}?{urlencode(query)}"
    assert client.get(url).status_code == 200
    before = [live(event) for event in events]
    preview = client.post(url, {"languages": languages})
    assert preview.status_code == 200
    assert [live(event) for event in events] == before
    response = client.post(url, {"languages": languages, "confirmed": "1"})
    assert response.status_code == 302
    return sorted(" ".join(str(each).split()) for each in get_messages(response.wsgi_request))


def live(event: Any) -> list[str]:
    pages = EventPage.objects.filter(translation_key=event.translation_key, live=True)
    return sorted(pages.values_list("locale__language_code", flat=True))


def test_what_is_ready_goes_live_and_the_rest_is_named(events: list[Any], editor_client: Any):
    first, second = publish(editor_client, events)
    assert "“Forum”: Published: English, French." in first
    assert "Arabic: 2 of 2 pieces of text are not translated." in first
    assert "“Week”: Published: English." in second
    assert [live(event) for event in events] == [["en", "fr"], ["en"]]
    (again,) = publish(editor_client, events[1:])
    assert "“Week”: Unchanged" in again


def test_only_chosen_languages_go_live(events: list[Any], editor_client: Any):
    publish(editor_client, events, "en")
    assert [live(event) for event in events] == [["en"], ["en"]]
    (said,) = publish(editor_client, events[:1], "ar")
    assert "not translated" in said
    assert live(events[0]) == ["en"]


def test_who_may_not_publish_publishes_nothing(events: list[Any], site: Any):
    group = people.team("some", [site.home["en"]], ["change_page"])
    client = people.logged_in(people.member("marie", group))
    assert publish(client, events) == []
    assert [live(event) for event in events] == [[], []]
