"""The reviewers of a language decide on its pages, and nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tests.built_once import again, for_a_module
from tests.factories import make_event, make_page, translated
from tests.language_states import states_by_language
from tests.translation import people
from tests.translation.reviewing import (
    act,
    fresh,
    of_language,
    person_of,
    send,
    set_up,
    start_review,
    status_of,
)
from tests.translation.translating import in_language, submit, translate
from wagtail_migration_events.events.language_states.state import TranslationState
from wagtail_migration_events.translation.models import LanguageSettings, ReviewByLanguageTask
from wagtail_migration_events.translation.review.reviewers import may_review

pytestmark = [pytest.mark.localize, pytest.mark.django_db]


@for_a_module
def _event(site: Any) -> Any:
    set_up()
    page = make_event(site.events["en"], title="Forum", summary="How cities take part.")
    for language in ("fr", "ar"):
        words = {"title": f"Forum {language}", "summary": f"Summary in {language}"}
        translated(page, language, live=False, **words)
    return page


@pytest.fixture
def event(_event: Any, db: None) -> Any:
    """An event that is live in English, with drafts in French and Arabic in Wagtail's editor."""
    return again(_event)


@pytest.fixture
def french(event: Any) -> Any:
    return in_language(event, "fr")


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def state_of(page: Any) -> TranslationState:
    states = states_by_language(page).values()
    return next(each.state for each in states if each.page == page.pk)


def only_edit(group: Any) -> None:
    group.page_permissions.exclude(permission__codename="change_page").delete()


def test_an_approval_by_somebody_who_may_publish_goes_live(french: Any, site: Any):
    translator, reviewer = person_of("translator-fr", site), person_of("reviewer-fr", site)
    assert send(translator, french, "action-submit").status_code == 302
    assert (status_of(french), state_of(french)) == ("in_progress", TranslationState.IN_REVIEW)
    home = reviewer.get(reverse("wagtailadmin_home")).content.decode()
    assert "Forum fr" in home
    assert act(reviewer, french, "approve").status_code == 302
    assert (status_of(french), fresh(french).live) == ("approved", True)


def test_an_approval_by_somebody_who_may_not_publish_waits_for_a_publisher(french: Any, site: Any):
    only_edit(of_language("fr").reviewers)
    translator, reviewer = person_of("translator-fr", site), person_of("reviewer-fr", site)
    start_review(french, translator)
    assert act(reviewer, french, "approve", comment="Good").status_code == 302
    assert (status_of(french), fresh(french).live) == ("approved", False)
    assert state_of(french) == TranslationState.APPROVED
    assert TaskState.objects.get().comment == "Good"
    publisher = person_of("editor", site)
    assert send(publisher, french, "action-publish").status_code == 302
    assert fresh(french).live


def test_the_editor_promises_publishing_only_to_those_who_may(french: Any, site: Any):
    url = reverse("wagtailadmin_pages:edit", args=[french.pk])
    reviewer = person_of("reviewer-fr", site)
    start_review(french, person_of("translator-fr", site))
    assert "Approve with comment and Publish" in reviewer.get(url).content.decode()
    only_edit(of_language("fr").reviewers)
    html = reviewer.get(url).content.decode()
    assert "Approve with comment" in html
    assert "and Publish" not in html


def test_an_approval_in_the_editor_takes_the_words_that_are_corrected_with_it(
    french: Any, site: Any
):
    only_edit(of_language("fr").reviewers)
    reviewer = person_of("reviewer-fr", site)
    start_review(french, person_of("translator-fr", site))
    data = {"title": "Forum corrigé", "workflow-action-name": "approve"}
    assert send(reviewer, french, "action-workflow-action", **data).status_code == 302
    assert fresh(french).get_latest_revision_as_object().title == "Forum corrigé"
    assert state_of(french) == TranslationState.APPROVED


def test_who_asks_for_changes_gives_the_page_back_to_the_translator(french: Any, site: Any):
    translator, reviewer = person_of("translator-fr", site), person_of("reviewer-fr", site)
    page = start_review(french, translator)
    assert page.get_lock().for_user(translator.user)
    assert not page.get_lock().for_user(reviewer.user)
    assert act(reviewer, french, "reject", comment="Say “pacte”.").status_code == 302
    assert state_of(french) == TranslationState.CHANGES_ASKED
    assert TaskState.objects.get().comment == "Say “pacte”."
    assert fresh(french).get_lock() is None
    assert send(translator, french, "action-submit").status_code == 302
    assert state_of(french) == TranslationState.IN_REVIEW


def test_whoever_waits_for_a_review_is_told_who_has_the_page(french: Any, site: Any):
    translator = person_of("translator-fr", site)
    start_review(french, translator)
    url = reverse("wagtailadmin_pages:edit", args=[french.pk])
    waiting = "This page is in review with <b>{}</b>."
    assert waiting.format("those who may publish it") in translator.get(url).content.decode()
    reviewer = person_of("reviewer-fr", site)
    assert waiting.format("Reviewers (French)") in translator.get(url).content.decode()
    assert "is in review with" not in reviewer.get(url).content.decode()
    of_language("fr").reviewers.delete()
    assert waiting.format("those who may publish it") in translator.get(url).content.decode()


def test_where_nobody_is_named_to_review_whoever_may_publish_does(french: Any, site: Any):
    editor, translator = person_of("editor", site), person_of("translator-fr", site)
    assert may_review(french, editor.user)
    assert not may_review(french, translator.user)
    reviewer = person_of("reviewer-fr", site)
    start_review(french, translator)
    assert act(editor, french, "approve").status_code == 302
    assert status_of(french) == "in_progress"  # the browser of the editor was open before
    assert act(reviewer, french, "approve").status_code == 302
    assert status_of(french) == "approved"


def test_a_review_cannot_be_answered_through_the_address_of_another_page(event: Any, site: Any):
    """Wagtail asks whether the page in the address is the user's to review, not whether the state
    is of that page."""
    french, arabic = in_language(event, "fr"), in_language(event, "ar")
    reviewer, translator = person_of("reviewer-fr", site), person_of("translator-ar", site)
    person_of("reviewer-ar", site)
    start_review(french, translator)
    start_review(arabic, translator)
    other = fresh(arabic).current_workflow_task_state
    response = act(reviewer, french, "approve", other)
    assert "do not have permission" in said(response)
    assert (status_of(arabic), fresh(arabic).live) == ("in_progress", False)


def test_a_review_that_somebody_else_has_ended_is_not_ended_again(french: Any, site: Any):
    reviewer, other = person_of("reviewer-fr", site), person_of("admin", site)
    state = start_review(french, person_of("translator-fr", site)).current_workflow_task_state
    act(other, french, "reject", comment="No")
    task = state.task.specific
    with pytest.raises(PermissionDenied):
        task.on_action(state, reviewer.user, "approve")
    assert status_of(french) == "needs_changes"


def test_a_language_that_needs_no_review_is_approved_when_it_is_handed_in(french: Any, site: Any):
    row = of_language("fr")
    row.needs_review = False
    row.save()
    person_of("reviewer-fr", site)
    translator = person_of("translator-fr", site)
    assert send(translator, french, "action-submit").status_code == 302
    assert (status_of(french), fresh(french).live) == ("approved", False)
    assert state_of(french) == TranslationState.APPROVED
    assert TaskState.objects.get().status == TaskState.STATUS_SKIPPED
    assert send(person_of("editor", site), french, "action-submit").status_code == 302
    assert fresh(french).live


def test_words_that_localize_has_saved_since_are_what_goes_live(
    site: Any, editor_client: Any, on_commit: Any
):
    set_up()
    page = make_event(site.events["en"], title="Forum", summary="How cities take part.")
    submit(editor_client, page, "fr", on_commit=on_commit)
    translate(editor_client, page, "fr", title="Forum", summary="Les villes.")
    reviewer = person_of("reviewer-fr", site)
    french = start_review(in_language(page, "fr"), person_of("translator-fr", site))
    number = french.revisions.count()
    translate(reviewer, page, "fr", summary="Comment les villes participent.")
    with on_commit(execute=True):
        assert act(reviewer, french, "approve").status_code == 302
    french = fresh(french)
    assert (french.live, french.summary) == (True, "Comment les villes participent.")
    assert french.live_revision == french.latest_revision == TaskState.objects.get().revision
    assert french.revisions.count() == number + 1


def test_the_last_approval_of_another_task_waits_for_a_publisher_too(french: Any, site: Any):
    reviewer = people.logged_in(people.member("moderator", people.team("Moderators of French")))
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(*reviewer.user.groups.all())
    workflow = Workflow.objects.create(name="Moderation")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.filter(page=site.home["fr"]).update(workflow=workflow)
    start_review(french, person_of("translator-fr", site))
    assert act(reviewer, french, "approve").status_code == 302
    assert (status_of(french), fresh(french).live) == ("approved", False)


def test_pages_of_other_kinds_are_approved_as_wagtail_does_it(event: Any, site: Any):
    only_edit(of_language("fr").reviewers)
    page = make_page(Page, site.home["fr"], title="À propos", live=False)
    start_review(page, person_of("translator-fr", site))
    response = act(person_of("reviewer-fr", site), page, "approve")
    assert "do not have permission" in said(response)
    assert status_of(page) == "in_progress"


def test_what_waits_for_a_reviewer_is_found_in_as_many_queries_for_few_as_for_many(
    event: Any, site: Any
):
    translator, reviewer = person_of("translator-fr", site), person_of("reviewer-fr", site)
    task, numbers = ReviewByLanguageTask.objects.get(), []
    start_review(in_language(event, "fr"), translator)
    start_review(in_language(event, "ar"), translator)
    for expected in (1, 4):
        user = get_user_model().objects.get(pk=reviewer.user.pk)
        with CaptureQueriesContext(connection) as queries:
            mine = list(task.get_task_states_user_can_moderate(user))
        assert len(mine) == expected
        assert all(may_review(each.workflow_state.content_object, user) for each in mine)
        numbers.append(len(queries))
        for number in range(3):
            page = make_event(site.events["fr"], title=f"Atelier {number}", live=False)
            start_review(page, translator)
    assert numbers[0] == numbers[1] <= 8


def test_who_only_reviews_a_language_is_led_to_it_and_decides(
    site: Any, editor_client: Any, on_commit: Any
):
    set_up()
    group = people.team("Only reviewers")  # may go to no page but for the task
    LanguageSettings.objects.filter(locale__language_code="fr").update(reviewers=group)
    reviewer = people.logged_in(people.member("only-reviewer", group))
    translator = person_of("translator-fr", site)
    page = make_event(site.events["en"], title="Forum", summary="How cities take part.")
    submit(editor_client, page, "fr", on_commit=on_commit)
    translate(editor_client, page, "fr", title="Forum français", summary="Comment participer")
    french = in_language(page, "fr")
    url = reverse("wagtailadmin_pages:edit", args=[french.pk])
    assert url not in reviewer.get("/admin/").content.decode()
    with on_commit(execute=True):
        start_review(french, translator)
    assert url in reviewer.get("/admin/").content.decode()
    (message,) = [each for each in mail.outbox if each.to == [reviewer.user.email]]
    assert url in message.body
    assert reviewer.get(url).status_code == 200
    act(reviewer, french, "approve")
    assert status_of(french) == "approved"
    assert not fresh(french).live  # to publish it is for somebody who may
