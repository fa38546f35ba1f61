"""No half-translated page goes live by default: every way in which people publish is a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail import VERSION

from tests.built_once import again, for_a_module
from tests.editing import Editor
from tests.factories import make_event
from tests.translation.gates import in_review, set_gate
from tests.translation.translating import (
    body_of,
    in_language,
    publish_source,
    stop,
    submit,
    translate,
    translation_of,
)
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.urls("tests.events.page_api.urls"),
]
WORDS = {"title": "Forum des villes", "summary": "Comment participer"}
#: What the default gate says of the draft.
HALF = "French: 1 of 2 pieces of text is not translated."


@for_a_module
def _event(site: Any, editor_client: Any, on_commit: Any) -> Any:
    page = make_event(site.events["en"], title="Forum", summary="How cities take part")
    submit(editor_client, page, "fr", on_commit=on_commit)
    translate(editor_client, page, "fr", title=WORDS["title"])
    return page


@pytest.fixture
def event(_event: Any, editor_client: Any) -> Any:
    """An event in English with a draft in French, of which the title is translated."""
    return again(_event)


def _localize(client: Any, page: Any) -> Any:
    target = in_language(page, "fr")
    return client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})


def _sync(client: Any, page: Any, **data: str) -> Any:
    source = translation_of(page, "fr").source
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    return client.post(url, {"publish_translations": "on", **data})


def _bulk(client: Any, page: Any, **data: str) -> Any:
    return _in_bulk(client, in_language(page, "fr"), **data)


def _bulk_above(client: Any, page: Any) -> Any:
    parent = in_language(page, "fr").get_parent()
    return _in_bulk(client, parent, include_descendants="on")


def _in_bulk(client: Any, page: Any, **data: str) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}", data)


def _approve(client: Any, page: Any) -> Any:
    target = in_language(page, "fr")
    state = target.current_workflow_state or in_review(target, client.user)
    args = [target.pk, "approve", state.current_task_state_id]
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})


def _admin_api(client: Any, page: Any) -> Any:
    target = in_language(page, "fr")
    return client.post(reverse("wagtailadmin_api:pages:action", args=[target.pk, "publish"]), {})


def _api(client: Any, method: str, address: str, data: dict[str, Any]) -> Any:
    from wagtail.models import APIToken

    _token, secret = APIToken.create_token(user=client.user, name="Program")
    return getattr(Client(), method)(
        f"/api/v3/{address}",
        data,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )


def _api_publish(client: Any, page: Any) -> Any:
    target = in_language(page, "fr")
    return _api(client, "post", f"pages/{target.pk}/actions/publish/", {})


def _api_edit(client: Any, page: Any) -> Any:
    target = in_language(page, "fr")
    kind = f"{type(target)._meta.app_label}.{type(target).__name__}"
    data = {"meta": {"type": kind, "action": "publish"}, "title": "Forum français"}
    return _api(client, "patch", f"pages/{target.pk}/", data)


WAYS: dict[str, Callable[[Any, Any], Any]] = {
    "localize's editor": _localize,
    "sync": _sync,
    "bulk": _bulk,
    "bulk from above": _bulk_above,
    "last approval": _approve,
    "admin API": _admin_api,
}
if VERSION >= (8, 0):
    WAYS |= {"API": _api_publish, "API with changes": _api_edit}


def said(response: Any) -> str:
    request = getattr(response, "wsgi_request", None)
    shown = " ".join(str(each) for each in get_messages(request))
    return f"{shown} {response.content.decode()}"


@pytest.mark.parametrize("way", WAYS)
def test_half_a_translation_stays_a_draft_and_all_of_it_goes_live(
    way: str, event: Any, editor_client: Any, on_commit: Any
):
    with on_commit(execute=True):
        response = WAYS[way](editor_client, event)
    assert not in_language(event, "fr").live
    assert way == "last approval" or HALF in said(response)
    assert response.status_code in (200, 302, 403)
    translate(editor_client, event, "fr", summary=WORDS["summary"])
    if way.startswith("API"):  # a program cannot write the translators' words into the page
        refused = WAYS[way](editor_client, event)
        assert refused.status_code == 403
        assert "Publish it where it is translated" in refused.json()["detail"]
        translation_of(event, "fr").save_target(publish=False)
    with on_commit(execute=True):
        response = WAYS[way](editor_client, event)
    page = in_language(event, "fr")
    assert page.live
    assert (page.summary, page.title) == (
        WORDS["summary"],
        "Forum français" if way == "API with changes" else WORDS["title"],
    )


def test_what_is_submitted_for_translation_stays_a_draft(
    site: Any, editor_client: Any, on_commit: Any, settings: Any
):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    event = make_event(site.events["en"])
    submit(editor_client, event, "fr", on_commit=on_commit)
    assert not in_language(event, "fr").live
    set_gate(event, Gate.READY)
    submit(editor_client, event, "ar", on_commit=on_commit)
    assert in_language(event, "ar").live


def test_a_sync_does_not_publish_what_a_machine_has_just_written(
    event: Any, editor_client: Any, on_commit: Any
):
    translate(editor_client, event, "fr", summary=WORDS["summary"])
    with on_commit(execute=True):
        _localize(editor_client, event)
    event = publish_source(event, on_commit=on_commit, summary="How towns take part")
    with on_commit(execute=True):
        response = _sync(editor_client, event, use_machine_translation="on")
    page = in_language(event, "fr")
    assert page.summary == WORDS["summary"]
    assert "was translated by a machine, and nobody has read it" in said(response)
    assert page.get_latest_revision_as_object().summary == "part take towns How"


@pytest.mark.parametrize("go_live_at", ["", "2099-05-03 09:00"])
def test_in_the_editor_a_copy_of_the_source_is_saved_and_not_published_or_scheduled(
    go_live_at: str, event: Any, editor_client: Any
):
    stop(editor_client, event, "fr")
    page = in_language(event, "fr")
    editor = Editor.of(editor_client, page).fill(title="Forum", go_live_at=go_live_at)
    response = editor.fill(summary="How cities take part").publish()
    assert "Saved as a draft, but not published." in said(response)
    assert "these texts are still those of the source" in said(response)
    page.refresh_from_db()
    assert not page.live
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    Editor.of(editor_client, page).fill(**WORDS, go_live_at=go_live_at).publish()
    page.refresh_from_db()
    assert page.live != bool(go_live_at)
    assert page.revisions.exclude(approved_go_live_at=None).exists() == bool(go_live_at)


def test_what_was_scheduled_when_it_was_allowed_stays_scheduled(event: Any, editor_client: Any):
    stop(editor_client, event, "fr")
    page = in_language(event, "fr")
    Editor.of(editor_client, page).fill(**WORDS, go_live_at="2099-05-03 09:00").publish()
    set_gate(event, Gate.APPROVED)
    with time_machine.travel("2099-05-04"):
        call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live


def test_code_is_not_stopped(event: Any):
    in_language(event, "fr").save_revision().publish()
    assert in_language(event, "fr").live


def test_an_older_translation_that_is_live_may_be_published_again(
    event: Any, editor_client: Any, on_commit: Any
):
    translate(editor_client, event, "fr", summary=WORDS["summary"])
    with on_commit(execute=True):
        _localize(editor_client, event)
    event = publish_source(event, on_commit=on_commit, summary="How towns take part")
    translate(editor_client, event, "fr", title="Forum des cités")
    with on_commit(execute=True):
        _localize(editor_client, event)
    page = in_language(event, "fr")
    assert (page.title, page.summary) == ("Forum des cités", WORDS["summary"])


@pytest.mark.parametrize("way", [name for name in WAYS if "API" in name or "bulk" in name])
def test_no_way_ends_a_review_by_the_way(way: str, event: Any, editor_client: Any):
    translate(editor_client, event, "fr", summary=WORDS["summary"])
    in_review(in_language(event, "fr"), editor_client.user)
    response = WAYS[way](editor_client, event)
    assert "is in review with" in said(response)
    page = in_language(event, "fr")
    assert (page.live, page.workflow_in_progress) == (False, True)


@pytest.mark.parametrize("is_live", [False, True])
@pytest.mark.parametrize("way", [name for name in WAYS if "API" in name])
def test_source_words_that_a_program_puts_between_those_of_translators_do_not_go_live(
    way: str, is_live: bool, site: Any, editor_client: Any, on_commit: Any
):
    def words(*headings: str) -> Any:
        parts = zip(headings, "ab", strict=True)
        return body_of([{"type": "heading", "value": each, "id": name} for each, name in parts])

    event = make_event(site.events["en"], title="Forum", body=words("Part a", "Part b"))
    submit(editor_client, event, "fr", on_commit=on_commit)
    own = {"title": "Colloque", "body.a": "Partie a", "body.b": "Partie b"}
    translate(editor_client, event, "fr", **own)
    with on_commit(execute=True):
        translation_of(event, "fr").save_target(publish=is_live)
    page = in_language(event, "fr")
    page.body = words("Partie a", "Part b")
    page.save_revision()
    with on_commit(execute=True):
        response = WAYS[way](editor_client, event)
    page = in_language(event, "fr")
    if way == "admin API":  # which takes the translators' words along
        assert (page.live, page.body[1].value) == (True, "Partie b")
        return
    assert (response.status_code, page.live) == (403, is_live)
    assert not is_live or page.body[1].value == "Partie b"
    page.body = words("Partie a", "Deuxième partie")
    page.save_revision()
    with on_commit(execute=True):
        assert WAYS[way](editor_client, event).status_code == 200
    page = in_language(event, "fr")
    assert (page.live, page.body[1].value) == (True, "Deuxième partie")
