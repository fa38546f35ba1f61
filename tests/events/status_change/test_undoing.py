"""Undoing a change of status in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Comment, Revision, Workflow

from tests.editing import Editor
from tests.factories import MAY_3, make_event, translated
from tests.status_steps import change, undo, undo_address
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

DATE = {"new_start_date": "2027-06-07", "new_start_time": "15:00"}


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def contents(page: Any) -> dict[int, Any]:
    return {each.pk: each.content for each in Revision.page_revisions.filter(object_id=page.pk)}


@pytest.fixture
def event(site: Any) -> Any:
    event = make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="Europe/Zurich",
        venue="Palais",
        latitude="46.2",
        longitude="6.1",
        status_reason="An older reason",
        dates=[{"starts_at": "2027-05-03T13:00:00+00:00", "status": "tentative"}],
    )
    translated(event, "fr", title="Forum français")
    return event


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("cancel", {"reason": "Flood"}),
        ("postpone", {}),
        ("postpone", DATE),
        ("reschedule", DATE),
        ("move_online", {"livestream_url": "https://example.org/stream"}),
    ],
)
def test_undo_restores_rows_and_revisions_exactly(
    event: Any, editor_client: Any, action: str, values: Any
):
    Editor.of(editor_client, event).fill(title="Forum, new title").save_draft()
    french = event.get_translations().get()
    before = [EventPage.objects.filter(pk=page.pk).values().get() for page in (event, french)]
    drafts = contents(event)
    sequence = EventGroup.objects.get(pk=event.translation_key).sequence
    message = change(editor_client, event, action, **values)
    assert contents(event) != drafts
    assert "is as before" in undo(editor_client, message)
    after = [EventPage.objects.filter(pk=page.pk).values().get() for page in (event, french)]
    assert after == before
    assert contents(event) == drafts
    # Subscribed calendars must take it for a newer version.
    assert EventGroup.objects.get(pk=event.translation_key).sequence == sequence + 2


def test_a_revision_older_than_a_column_lacks_it_again(event: Any, editor_client: Any):
    revision = again(event).latest_revision
    content = {name: each for name, each in revision.content.items() if name != "dates"}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    undo(editor_client, change(editor_client, event, "cancel"))
    assert contents(event)[revision.pk] == content


def edit_draft(client: Any, event: Any) -> None:
    Editor.of(client, event).fill(summary="Words").save_draft()


def publish_something_else(client: Any, event: Any) -> None:
    Editor.of(client, event).fill(venue="Elsewhere").publish()


def change_status_again(client: Any, event: Any) -> None:
    change(client, event, "postpone")


def unpublish(client: Any, event: Any) -> None:
    again(event).unpublish()


@pytest.mark.parametrize(
    "meanwhile", [edit_draft, publish_something_else, change_status_again, unpublish]
)
def test_undo_is_refused_when_somebody_has_edited_since(
    event: Any, editor_client: Any, meanwhile: Any
):
    message = change(editor_client, event, "cancel")
    meanwhile(editor_client, event)
    before, drafts = EventPage.objects.filter(pk=event.pk).values().get(), contents(event)
    assert "nothing was undone" in undo(editor_client, message)
    assert EventPage.objects.filter(pk=event.pk).values().get() == before
    assert contents(event) == drafts


def test_it_is_undone_once(event: Any, editor_client: Any):
    message = change(editor_client, event, "cancel")
    undo(editor_client, message)
    assert "undone already" in undo(editor_client, message)


def test_looking_at_the_question_undoes_nothing(event: Any, editor_client: Any):
    url = undo_address(change(editor_client, event, "cancel"))
    assert "Forum" in editor_client.get(url).content.decode()
    assert again(event).event_status == "cancelled"


def test_the_note_to_reviewers_is_closed(event: Any, editor_client: Any):
    Editor.of(editor_client, event).fill(title="Forum, reviewed").save_draft()
    Workflow.objects.first().start(again(event), editor_client.user)
    message = change(editor_client, event, "cancel")
    undo(editor_client, message)
    assert Comment.objects.get(page=event.pk).resolved_by == editor_client.user


def test_a_deleted_event_cannot_be_undone(event: Any, editor_client: Any):
    url = undo_address(change(editor_client, event, "cancel"))
    for page in (*event.get_translations(), event):
        again(page).delete()
    assert editor_client.get(url, follow=True).status_code == 404
