"""Events that are not adopted yet say that publishing leaves their other languages alone."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from wagtail_migration_events.events.group import EventGroup

pytestmark = pytest.mark.django_db


def again(page):
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def event(site):
    return make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="UTC")


@pytest.fixture
def french(event):
    french = translated(event, "fr")
    EventGroup.objects.update(adopted=False)
    return french


def noted(page):
    entries = PageLogEntry.objects.filter(action="wagtail_migration_events.left_alone")
    return entries.filter(page=page.pk).count()


def test_publishing_an_event_that_is_not_adopted_says_that_nothing_followed(
    event, french, editor_client
):
    response = Editor.of(editor_client, event).fill(venue="Palais").publish()
    page = editor_client.get(response.url).content.decode()
    assert "events_adopt" in page
    assert "other languages were not changed" in page
    assert again(french).venue == ""
    assert noted(event) == 1
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[event.pk]))
    assert "have not been compared and joined" in " ".join(history.content.decode().split())


def test_publishing_an_adopted_event_or_one_alone_says_nothing_of_it(site, event, editor_client):
    EventGroup.objects.update(adopted=False)
    response = Editor.of(editor_client, event).publish()
    assert "events_adopt" not in editor_client.get(response.url).content.decode()
    EventGroup.objects.update(adopted=True)
    translated(event, "fr")
    response = Editor.of(editor_client, event).publish()
    assert "events_adopt" not in editor_client.get(response.url).content.decode()
    assert noted(event) == 0


def test_a_draft_says_nothing_of_it(event, french, editor_client):
    response = Editor.of(editor_client, event).fill(venue="Palais").save_draft()
    assert "events_adopt" not in editor_client.get(response.url).content.decode()
    assert noted(event) == 0


def test_a_schedule_leaves_it_in_the_history(event, french, editor_client):
    go_live = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    editor = Editor.of(editor_client, event).fill(venue="Palais")
    editor.fill(go_live_at=f"{go_live:%Y-%m-%d %H:%M}").publish()
    before = noted(event)
    with time_machine.travel(go_live + dt.timedelta(hours=1)):
        call_command("publish_scheduled")
    assert (again(event).venue, noted(event)) == ("Palais", before + 1)


def test_the_approval_of_a_review_says_so(event, french, editor_client):
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Editor.of(editor_client, event).fill(venue="Palais")._send({"action-submit": "on"})
    assert noted(event) == 0
    editor = Editor.of(editor_client, event)
    approval = {"action-workflow-action": "on", "workflow-action-name": "approve"}
    response = editor._send(approval)
    assert (again(event).venue, noted(event)) == ("Palais", 1)
    assert "events_adopt" in editor_client.get(response.url).content.decode()


def test_a_bulk_action_says_so_once(site, event, french, editor_client):
    other = make_event(site.events["en"], title="Other")
    translated(other, "fr")
    alone = make_event(site.events["en"], title="Alone")
    EventGroup.objects.update(adopted=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in (event, other, alone))
    response = editor_client.post(f"{url}?{ids}&next=/admin/", {"include_descendants": ""})
    page = editor_client.get(response.url).content.decode()
    assert page.count("The pages of 2 events in other languages were not changed") == 1
    assert [noted(each) for each in (event, other, alone)] == [1, 1, 0]
