"""Publishing does not end a review unless somebody was asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.built_once import again, for_a_module
from tests.factories import make_event
from tests.translation.reviewing import (
    act,
    fresh,
    person_of,
    set_up,
    start_review,
    status_of,
)
from tests.translation.translating import in_language, submit, translate, translation_of

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    set_up()
    page = make_event(site.events["en"], title="Forum", summary="How cities take part.")
    submit(editor_client, page, "fr", on_commit=on_commit)
    translate(editor_client, page, "fr", title="Forum de Genève", summary="Les villes.")
    translation_of(page, "fr").save_target(publish=False)
    editor_client.user.delete()
    start_review(in_language(page, "fr"), person_of("translator-fr", site))
    return page


@pytest.fixture
def event(_event: Any, db: None) -> Any:
    """An event with a French draft that is all translated, and handed in."""
    return again(_event)


@pytest.fixture
def reviewer(event: Any, site: Any) -> Any:
    """Somebody who may review French, and publish it."""
    return person_of("reviewer-fr", site)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def publish(client: Any, page: Any) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[in_language(page, "fr").pk])
    return client.post(url, {"action": "publish"})


def sync(client: Any, page: Any) -> Any:
    source = translation_of(page, "fr").source
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    return client.post(url, {"publish_translations": "on"})


def publish_in_bulk(client: Any, page: Any, **data: str) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}", data)


IN_REVIEW = "Not published: <b>“Forum de Genève”</b> is in review with <b>Reviewers (French)</b>."


def test_localizes_publish_says_who_has_the_page(event: Any, reviewer: Any):
    assert IN_REVIEW in said(publish(reviewer, event))
    french = in_language(event, "fr")
    assert (status_of(french), french.live) == ("in_progress", False)
    assert act(reviewer, french, "approve").status_code == 302
    assert fresh(french).live


def test_localizes_publish_does_not_pass_over_changes_that_were_asked_for(
    event: Any, reviewer: Any, site: Any
):
    french = in_language(event, "fr")
    act(reviewer, french, "reject", comment="Say “pacte”.")
    for client in (reviewer, person_of("admin", site)):
        assert "have asked for changes" in said(publish(client, event))
        assert (status_of(french), fresh(french).live) == ("needs_changes", False)


def test_a_review_that_was_cancelled_is_in_nobodys_way(event: Any, reviewer: Any, on_commit: Any):
    in_language(event, "fr").current_workflow_state.cancel()
    with on_commit(execute=True):
        publish(reviewer, event)
    assert in_language(event, "fr").live


def test_sync_ends_no_review(event: Any, site: Any):
    admin = person_of("admin", site)
    assert "is in review with" in said(sync(admin, event))
    assert status_of(in_language(event, "fr")) == "in_progress"


@pytest.mark.parametrize("above", [False, True])
def test_pages_that_are_published_together_do_not_end_a_review(
    above: bool, event: Any, reviewer: Any, site: Any
):
    french = in_language(event, "fr")
    page, data = (site.home["fr"], {"include_descendants": "on"}) if above else (french, {})
    assert "is in review with" in said(publish_in_bulk(reviewer, page, **data))
    assert (status_of(french), fresh(french).live) == ("in_progress", False)
    french.current_workflow_state.cancel()
    publish_in_bulk(reviewer, page, **data)
    assert fresh(french).live


def test_a_site_whose_reviews_outlive_publishing_is_left_to_it(
    event: Any, reviewer: Any, settings: Any, on_commit: Any
):
    settings.WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
    with on_commit(execute=True):
        publish(reviewer, event)
    french = in_language(event, "fr")
    assert (status_of(french), french.live) == ("in_progress", True)
