"""Who is told of a review: once, by us or by Wagtail."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core import mail
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask

from tests.factories import make_event
from tests.translation import people
from tests.translation.spring import APRIL_1, MAY_31
from wagtail_migration_events.translation.models import (
    NoticePreference,
    ReviewByLanguageTask,
    TranslationNotice,
    TranslationRequest,
)
from wagtail_migration_events.translation.requests.asking import Wish, ask_for
from wagtail_migration_events.translation.requests.beginning import begin
from wagtail_migration_events.translation.telling.mail.sending import send_due

pytestmark = [
    pytest.mark.localize,
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_april_1"),
]


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(site.events["en"], title="Forum of cities", starts_at=MAY_31)


@pytest.fixture
def workflow(db: Any) -> Any:
    flow = Workflow.objects.create(name="By language")
    task = ReviewByLanguageTask.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    return flow


@pytest.fixture
def staff(site: Any) -> dict[str, Any]:
    """An editor of everything, a translator and two reviewers of French, and a superuser."""
    french = site.home["fr"]
    reviewers = people.team("French reviewers", [french], people.PUBLISH)
    people.language_settings("fr", reviewers=reviewers)
    return {
        "editor": people.member("edna", people.team("E", site.home.values(), people.PUBLISH)),
        "translator": people.member("amina", people.team("French translators", [french])),
        "reviewer": people.member("rachid", reviewers, first_name="Rachid", last_name="R"),
        "second": people.member("rosa", reviewers),
        "boss": people.member("boss", is_superuser=True),
    }


@pytest.fixture
def draft(event: Any, staff: dict[str, Any], on_commit: Any) -> Any:
    """The French page, begun by the translator on the editor's request."""
    with on_commit(execute=True):
        locales = Locale.objects.filter(language_code="fr")
        wish = Wish(person=staff["translator"])
        ask_for([event], locales, actor=staff["editor"], wish=wish)
        page = begin(TranslationRequest.objects.get(), actor=staff["translator"])
    mail.outbox.clear()
    return page


def start(workflow: Any, page: Any, user: Any, on_commit: Any) -> Any:
    page.save_revision(user=user)
    with on_commit(execute=True):
        return workflow.start(page, user).current_task_state


def receivers() -> list[str]:
    found = sorted(message.to[0].split("@")[0] for message in mail.outbox)
    mail.outbox.clear()
    return found


def test_the_reviewers_of_the_language_are_asked(
    draft: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    staff["boss"].groups.set(staff["reviewer"].groups.all())
    start(workflow, draft, staff["translator"], on_commit)
    subjects = {message.subject for message in mail.outbox}
    assert subjects == {"Review asked for: Forum of cities (French)"}
    assert f"http://testserver/admin/pages/{draft.pk}/edit/" in mail.outbox[0].body
    assert receivers() == ["boss", "rachid", "rosa"]


def test_nobody_is_asked_for_a_review_that_is_over(
    draft: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    NoticePreference.objects.create(user=staff["second"], delivery="daily")
    state = start(workflow, draft, staff["translator"], on_commit)
    assert receivers() == ["boss", "rachid"]  # Wagtail tells superusers
    with on_commit(execute=True):
        state.specific.approve(user=staff["reviewer"])
    mail.outbox.clear()
    assert send_due() == {"dropped": 1}


def test_changes_asked_for_reach_the_translator_once_with_the_words(
    draft: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    state = start(workflow, draft, staff["translator"], on_commit)
    mail.outbox.clear()
    with on_commit(execute=True):
        state.specific.reject(user=staff["reviewer"], comment="The date\nis wrong")
    (message,) = mail.outbox
    assert message.subject == "Changes asked for: Forum of cities (French)"
    assert "  The date\n  is wrong\n" in message.body
    assert "By Rachid R" in message.body
    assert receivers() == ["amina"]


def test_an_approval_reaches_translator_and_asker_but_not_who_gave_it(
    draft: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    NoticePreference.objects.create(user=staff["translator"], delivery="daily")
    state = start(workflow, draft, staff["translator"], on_commit)
    mail.outbox.clear()
    with on_commit(execute=True):
        state.specific.approve(user=staff["reviewer"])
    assert [message.subject for message in mail.outbox] == ["Approved: Forum of cities (French)"]
    assert receivers() == ["edna"]
    with time_machine.travel(APRIL_1 + dt.timedelta(days=1), tick=False):
        assert send_due()["sent"] == 1
    assert receivers() == ["amina"]


def test_who_approves_what_they_asked_for_is_not_told(
    draft: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    state = start(workflow, draft, staff["editor"], on_commit)
    mail.outbox.clear()
    with on_commit(execute=True):
        state.specific.approve(user=staff["editor"])
    assert receivers() == ["amina"]


def test_of_a_review_that_nobody_requested_reviewers_and_writers_are_told_as_they_chose(
    event: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    english = people.team("English reviewers", [event.get_parent()], people.PUBLISH)
    ruth, dora = people.member("ruth", english), people.member("dora", english)
    NoticePreference.objects.create(user=dora, delivery="daily")
    people.language_settings("en", reviewers=english)
    state = start(workflow, event, staff["editor"], on_commit)
    asked = {message.to[0]: message for message in mail.outbox}
    assert asked["ruth@example.org"].subject == "Review asked for: Forum of cities (English)"
    assert f"/admin/pages/{event.pk}/edit/" in asked["ruth@example.org"].body
    assert receivers() == ["boss", "ruth"]  # Wagtail tells superusers
    assert send_due()["sent"] == 1
    assert receivers() == ["dora"]
    with on_commit(execute=True):
        state.specific.reject(user=ruth, comment="No")
    assert [message.subject for message in mail.outbox] == [
        "Changes asked for: Forum of cities (English)"
    ]
    assert receivers() == ["edna"]
    with on_commit(execute=True):
        event.current_workflow_state.resume(staff["editor"])
    assert receivers() == ["ruth"]
    with on_commit(execute=True):
        event.current_workflow_task_state.specific.approve(user=ruth)
    assert [message.subject for message in mail.outbox] == ["Approved: Forum of cities (English)"]
    assert receivers() == ["edna"]


def test_of_what_is_no_event_and_of_workflows_without_our_task_wagtail_tells(
    event: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    english = people.team("English reviewers", [event.get_parent()], people.PUBLISH)
    ruth = people.member("ruth", english)
    people.language_settings("en", reviewers=english)
    state = start(workflow, event.get_parent().specific, staff["editor"], on_commit)
    assert receivers() == ["boss", "ruth"]
    with on_commit(execute=True):
        state.specific.reject(user=ruth, comment="No")
    assert receivers() == ["edna"]
    assert not TranslationNotice.objects.exists()

    task = GroupApprovalTask.objects.create(name="By the group")
    task.groups.add(english)
    plain = Workflow.objects.create(name="Plain")
    WorkflowTask.objects.create(workflow=plain, task=task, sort_order=0)
    state = start(plain, event, staff["editor"], on_commit)
    # Of groups Wagtail tells superusers twice: of the task and of the workflow.
    assert receivers() == ["boss", "boss", "ruth"]
    with on_commit(execute=True):
        state.specific.approve(user=ruth)
    assert receivers() == ["edna"]
    assert not TranslationNotice.objects.exists()


def test_where_nobody_is_named_those_who_may_publish_are_asked(
    draft: Any, workflow: Any, staff: dict[str, Any], on_commit: Any
):
    people.language_settings("fr", reviewers=people.team("Empty"))
    start(workflow, draft, staff["translator"], on_commit)
    assert receivers() == ["boss", "edna", "rachid", "rosa"]
