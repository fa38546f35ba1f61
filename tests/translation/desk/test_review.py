"""From the translator to the reviewers and to readers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import (
    Comment,
    CommentReply,
    GroupApprovalTask,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tests.translation.desk.conftest import EDIT
from tests.translation.desk.desk_form import Desk, stored_texts, told
from tests.translation.gates import set_gate
from tests.translation.reviewing import set_up
from tests.translation.translating import draft_of, in_language, publish_source
from wagtail_migration_events.translation.desk import view
from wagtail_migration_events.translation.site_settings import Gate

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@pytest.fixture
def reviewer(person: Any, site: Any) -> Client:
    """Somebody whom the workflow of the French pages asks."""
    client = person("reviewer-fr", *EDIT, "publish_page")
    WorkflowPage.objects.all().delete()
    task = GroupApprovalTask.objects.create(name="Review")
    task.groups.add(Group.objects.get(name="reviewer-fr"))
    workflow = Workflow.objects.create(name="French")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=site.home["fr"])
    return client


def translate_everything(client: Any, event: Any) -> None:
    desk = Desk(client, event, "fr")
    desk.press("action-machine")
    desk = Desk(client, event, "fr").type("title", "Forum des villes")
    for name in [each["name"] for each in desk.soup.select("[name^=read-]")]:
        desk.data[name] = "1"
    desk.press()


def test_what_is_not_complete_is_not_submitted_and_one_is_told_what_is_missing(
    event: Any, translator: Any, reviewer: Any
):
    desk = Desk(translator, event, "fr").type("title", "Forum des villes")
    assert desk.has_button("action-submit")
    assert not desk.has_button("action-publish")
    response = desk.press("action-submit")
    assert response.url == desk.url
    assert told(response) == ["Not submitted: 6 pieces are not translated yet (Summary, Body)."]
    assert not TaskState.objects.exists()
    assert list(stored_texts(event, "fr")) == ["title"]  # what was typed is kept


def test_a_translation_goes_through_review(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    translate_everything(translator, event)
    with on_commit(execute=True):
        response = Desk(translator, event, "fr").press("action-submit")
    assert told(response) == ["“Forum des villes” has been submitted for review."]
    assert draft_of(event, "fr").title == "Forum des villes"
    assert not in_language(event, "fr").live or in_language(event, "fr").title != "Forum des villes"
    locked = Desk(translator, event, "fr")
    assert locked.soup.select_one("fieldset.translator-desk__fields").has_attr("disabled")
    assert not locked.has_button("action-publish")

    desk = Desk(reviewer, event, "fr")
    names = {
        each["data-workflow-action-name"]
        for each in desk.soup.select("[data-workflow-action-name]")
    }
    assert names == {"reject", "approve"}
    assert not desk.has_button("action-publish")
    act(desk, "reject", "Say “cités”, please.")
    sent_back = Desk(translator, event, "fr")
    assert sent_back.has_button("action-submit")
    notice = sent_back.soup.select_one(".translator-desk__changes-asked").get_text(" ", strip=True)
    assert notice == "Changes asked for : reviewer-fr Say “cités”, please."
    with on_commit(execute=True):
        sent_back.type("title", "Forum des cités").press("action-submit")
    assert not Desk(translator, event, "fr").soup.select(".translator-desk__changes-asked")
    with on_commit(execute=True):
        act(Desk(reviewer, event, "fr"), "approve")
    french = in_language(event, "fr")
    assert (french.live, french.title) == (True, "Forum des cités")
    assert TaskState.objects.get(status="rejected").comment == "Say “cités”, please."


def act(desk: Desk, name: str, comment: str = "") -> Any:
    desk.data["workflow-action-name"] = name
    desk.data["workflow-action-extra-data"] = json.dumps({"comment": comment})
    response = desk.press("action-workflow-action")
    assert response.status_code == 302
    return response


def test_a_reviewer_corrects_and_approves_in_one_step(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    translate_everything(translator, event)
    with on_commit(execute=True):
        Desk(translator, event, "fr").press("action-submit")
    with on_commit(execute=True):
        act(Desk(reviewer, event, "fr").type("title", "Forum des cités"), "approve")
    assert in_language(event, "fr").title == "Forum des cités"


def test_without_javascript_the_button_alone_says_what_a_reviewer_decides(
    event: Any, translator: Any, reviewer: Any
):
    translate_everything(translator, event)
    Desk(translator, event, "fr").press("action-submit")
    desk = Desk(reviewer, event, "fr")
    offered = desk.soup.select("button[name=action-workflow-action]")
    assert {button["value"] for button in offered} == {"approve", "reject"}
    desk.press("action-workflow-action", "reject")
    assert in_language(event, "fr").current_workflow_state.status == "needs_changes"


def test_nobody_acts_in_a_review_that_is_not_theirs(event: Any, translator: Any, reviewer: Any):
    for name in ("approve", "nonsense", ""):
        desk = Desk(translator, event, "fr")
        desk.data["workflow-action-name"] = name
        desk.data["workflow-action-extra-data"] = "[nonsense"
        assert told(desk.press("action-workflow-action")) == [
            "This review has ended, or is not yours."
        ]
    assert (
        "This review has ended"
        in told(Desk(translator, event, "fr").press("action-cancel-workflow"))[0]
    )


def test_the_translator_can_cancel_the_review_and_go_on(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    translate_everything(translator, event)
    with on_commit(execute=True):
        Desk(translator, event, "fr").press("action-submit")
    desk = Desk(translator, event, "fr")
    assert desk.has_button("action-cancel-workflow")
    desk.press("action-cancel-workflow")
    assert Desk(translator, event, "fr").has_button("action-submit")


def test_unread_words_of_the_machine_are_named_when_they_are_submitted(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    Desk(translator, event, "fr").press("action-machine")
    with on_commit(execute=True):
        response = Desk(translator, event, "fr").press("action-submit")
    assert "7 pieces are the machine&#x27;s" in told(response)[1]


def test_without_review_who_may_publish_does_and_who_may_not_is_told(
    event: Any, translator: Any, editor_client: Any, on_commit: Any
):
    WorkflowPage.objects.all().delete()
    desk = Desk(translator, event, "fr")
    assert not desk.has_button("action-submit")
    assert "This page has no review, and you may not publish it." in desk.soup.get_text(
        " ", strip=True
    )
    assert desk.press("action-submit").status_code in (302, 403)
    translate_everything(editor_client, event)
    desk = Desk(editor_client, event, "fr")
    assert desk.has_button("action-publish")
    with on_commit(execute=True):
        desk.type("title", "Forum de villes").press("action-publish")
    french = in_language(event, "fr")
    assert (french.live, french.title) == (True, "Forum de villes")


def test_a_translator_cannot_publish_by_a_made_up_request(event: Any, translator: Any):
    before = in_language(event, "fr").last_published_at
    for data in ({"action": "publish"}, {"action-publish": "1"}):
        response = translator.post(Desk(translator, event, "fr").url, data)
        assert response.status_code == 302
        assert response.url == "/admin/"
    assert in_language(event, "fr").last_published_at == before


def test_questions_stay_with_the_page_through_review(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    desk = Desk(translator, event, "fr")
    key = desk.soup.select_one(".translator-desk__spot")["id"].removeprefix("place-")
    desk.data[f"question-{key}"] = "Which forum is this?"
    desk.type("summary", "Résumé").press("ask", key)
    comment = Comment.objects.get()
    assert (comment.contentpath, comment.text) == ("title", "Which forum is this?")
    assert stored_texts(event, "fr")["summary"][0][0] == "Résumé"

    answering = Desk(reviewer, event, "fr")
    assert "Which forum is this?" in answering.soup.select_one(f"#place-{key}").get_text()
    answering.data[f"answer-{comment.pk}"] = "The one of 2027."
    answering.press("reply", str(comment.pk))
    translate_everything(translator, event)
    with on_commit(execute=True):
        Desk(translator, event, "fr").press("action-submit")
    with on_commit(execute=True):
        act(Desk(reviewer, event, "fr"), "approve")
    desk = Desk(translator, event, "fr")
    assert "The one of 2027." in desk.soup.select_one(f"#comment-{comment.pk}").get_text()
    desk.press("resolve", str(comment.pk))
    comment.refresh_from_db()
    assert comment.resolved_by == translator.user
    assert not Desk(translator, event, "fr").soup.select(f"#comment-{comment.pk}")


@pytest.mark.parametrize("pk", ["", "x", "999999", "9" * 30])
def test_a_question_that_is_not_there_cannot_be_answered(event: Any, translator: Any, pk: str):
    for button in ("reply", "resolve", "ask"):
        assert Desk(translator, event, "fr").press(button, pk).status_code == 302
    assert not Comment.objects.exists()


def test_an_empty_or_endless_question_is_not_asked(event: Any, translator: Any):
    desk = Desk(translator, event, "fr")
    key = desk.soup.select_one(".translator-desk__spot")["id"].removeprefix("place-")
    for text, status in (("", 302), ("x" * 5001, 200), ("a\u202eb", 200)):
        desk.data[f"question-{key}"] = text
        assert desk.press("ask", key).status_code == status
        assert desk.data[f"question-{key}"] == text
    assert not Comment.objects.exists()


def test_a_question_that_was_not_sent_stays_in_its_field_whatever_else_was_done(
    event: Any, translator: Any
):
    desk = Desk(translator, event, "fr").type("summary", "Résumé")
    first, second = desk.spot_key(), desk.spot_key(1)
    desk.data |= {f"question-{first}": "Which forum?", f"question-{second}": "Which cities?"}
    desk.press("ask", second)
    assert [each.text for each in Comment.objects.all()] == ["Which cities?"]
    assert stored_texts(event, "fr")["summary"][0][0] == "Résumé"
    assert desk.data[f"question-{first}"] == "Which forum?"
    assert not desk.data[f"question-{second}"]
    for button in ("", "action-submit"):
        assert desk.press(button).status_code == 200
        assert desk.data[f"question-{first}"] == "Which forum?"
        assert any("not sent it yet" in each for each in desk.messages)


def test_an_answer_goes_along_when_its_question_is_resolved_and_is_kept_when_that_is_too_late(
    event: Any, translator: Any
):
    french = in_language(event, "fr")
    values = {"page": french, "user": translator.user, "contentpath": "title"}
    comments = [Comment.objects.create(text=text, **values) for text in ("Which?", "When?")]
    desk = Desk(translator, event, "fr")
    desk.data |= {f"answer-{comment.pk}": f"To {comment.text}" for comment in comments}
    Comment.objects.filter(pk=comments[1].pk).update(resolved_at=timezone.now())
    assert desk.press("resolve", str(comments[0].pk)).status_code == 200
    assert [reply.text for reply in CommentReply.objects.all()] == ["To Which?"]
    assert not Comment.objects.filter(resolved_at=None).exists()
    assert "To When?" in desk.soup.select_one(".help-critical").get_text()


def test_questions_of_another_page_are_out_of_reach(
    event: Any, translator: Any, editor_client: Any
):
    arabic = in_language(event, "ar")
    comment = Comment.objects.create(
        page=arabic, user=editor_client.user, text="x", contentpath="title"
    )
    Desk(translator, event, "fr").press("resolve", str(comment.pk))
    comment.refresh_from_db()
    assert comment.resolved_at is None
    assert translator.get(Desk(editor_client, event, "ar").url).status_code == 302


def test_the_source_changes_while_a_review_goes_on(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    translate_everything(translator, event)
    with on_commit(execute=True):
        Desk(translator, event, "fr").press("action-submit")
    publish_source(event, title="Forum of towns", on_commit=on_commit)
    assert Desk(reviewer, event, "fr").state("title") == "changed"


def test_the_reviewer_is_told_what_an_approved_page_waits_for(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    set_gate(event, Gate.TOGETHER, required=("fr", "ar"))
    translate_everything(translator, event)
    Desk(translator, event, "fr").press("action-submit")
    with on_commit(execute=True):
        response = act(Desk(reviewer, event, "fr"), "approve")
    assert not in_language(event, "fr").live
    [said] = told(response)
    assert said.startswith("Approved, and not live yet.")
    assert "Arabic" in said


def test_the_reviewer_is_told_that_an_approved_page_is_live(
    event: Any, translator: Any, reviewer: Any, on_commit: Any
):
    translate_everything(translator, event)
    Desk(translator, event, "fr").press("action-submit")
    with on_commit(execute=True):
        response = act(Desk(reviewer, event, "fr"), "approve")
    assert told(response) == ["“Forum des villes” is approved and published."]


def test_where_nobody_reviews_the_translator_is_told_who_is_waited_for(
    event: Any, translator: Any, site: Any, on_commit: Any
):
    set_up()
    set_gate(event, Gate.COMPLETE, unreviewed=("fr",))
    translate_everything(translator, event)
    with on_commit(execute=True):
        response = Desk(translator, event, "fr").press("action-submit")
    assert told(response) == ["Approved, and not live yet. French: you may not publish it."]


def test_of_two_who_submit_at_once_one_is_told(
    event: Any, translator: Any, reviewer: Any, monkeypatch: Any
):
    translate_everything(translator, event)
    french, check = in_language(event, "fr"), view.refusal

    def checked_before_the_other(*args: Any, **kwargs: Any) -> Any:
        found = check(*args, **kwargs)
        french.get_workflow().start(french, reviewer.user)
        return found

    desk = Desk(translator, event, "fr")
    monkeypatch.setattr(view, "refusal", checked_before_the_other)
    response = desk.press("action-submit")
    assert (response.status_code, response.url) == (302, "/admin/")
    assert TaskState.objects.count() == 1
