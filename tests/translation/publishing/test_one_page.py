"""Who may publish can publish one language although something is missing: with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation import people
from tests.translation.gates import in_review
from tests.translation.translating import in_language, submit, translate
from wagtail_migration_events.events import group
from wagtail_migration_events.translation.publishing import one_page

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(site.events["en"], title="Forum", summary="How cities take part")
    submit(editor_client, page, "fr", "ar", on_commit=on_commit)
    translate(editor_client, page, "fr", title="Forum des villes")
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    return again(_event)


def address(page: Any) -> str:
    return reverse("wagtail_migration_events_publish_anyway", args=[page.pk])


def test_the_refusal_leads_to_a_page_that_asks_for_the_reason(event: Any, editor_client: Any):
    page = in_language(event, "fr")
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor_client.post(edit_url, {"action": "publish"})
    assert response.url == edit_url
    *_earlier, message = get_messages(response.wsgi_request)
    assert address(page) in str(message)
    shown = editor_client.get(address(page)).content.decode()
    assert "French: 1 of 2 pieces of text is not translated." in shown
    assert not in_language(event, "fr").live
    response = editor_client.post(address(page), {"reason": " "})
    assert response.context_data["form"].errors == {"reason": ["This field is required."]}
    assert 'dir="auto"' in str(response.context_data["form"]["reason"])
    assert not in_language(event, "fr").live


def test_it_is_published_with_the_newest_words_and_the_reason_is_in_the_history(
    event: Any, editor_client: Any
):
    page = in_language(event, "fr")
    response = editor_client.post(address(page), {"reason": "The minister speaks <tonight>"})
    assert response.status_code == 302
    page = in_language(event, "fr")
    assert (page.live, page.title) == (True, "Forum des villes")
    entry = PageLogEntry.objects.get(action="wagtail_migration_events.gate_overridden")
    assert (entry.page_id, entry.user) == (page.pk, editor_client.user)
    assert [each["code"] for each in entry.data["missing"]] == ["untranslated"]
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Reason: The minister speaks &lt;tonight&gt;. French: " in history.content.decode()
    # Now there is nothing to override.
    assert editor_client.get(address(page)).status_code == 302


def test_what_another_did_while_it_waited_for_the_lock_counts(
    event: Any, editor_client: Any, monkeypatch: pytest.MonkeyPatch
):
    page = in_language(event, "fr")

    def group_of(page: Any, lock: bool = False) -> Any:
        if lock:
            in_review(type(in_language(event, "fr")).objects.get(pk=page.pk), editor_client.user)
        return group.group_of(page, lock=lock)

    monkeypatch.setattr(one_page, "group_of", group_of)
    response = editor_client.post(address(page), {"reason": "Because"})
    *_earlier, message = get_messages(response.wsgi_request)
    assert "is in review with" in str(message)
    assert not in_language(event, "fr").live
    assert not PageLogEntry.objects.filter(action__endswith="gate_overridden").exists()


def test_only_who_may_publish_that_language_may(site: Any, event: Any):
    group = people.team("Arabic", [site.home["ar"]], ["change_page", "publish_page"])
    client = people.logged_in(people.member("publisher-ar", group))
    french, arabic = in_language(event, "fr"), in_language(event, "ar")
    response = client.post(address(french), {"reason": "Because"})
    assert response.url == reverse("wagtailadmin_home")
    assert not in_language(event, "fr").live
    *_earlier, message = get_messages(response.wsgi_request)
    assert "Forum" not in str(message)
    client.post(address(arabic), {"reason": "Because"})
    assert in_language(event, "ar").live


def test_of_other_pages_there_is_nothing_to_ask(site: Any, editor_client: Any):
    assert editor_client.get(address(site.events["fr"]), follow=True).status_code == 404
    assert editor_client.get(address(make_event(site.events["en"]))).status_code == 302
