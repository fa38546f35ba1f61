"""What becomes of the pages of an event when its status is changed in the admin."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Revision, Workflow, WorkflowTask

from tests.adopter.models import AssemblyPage, LegacyMeetingPage
from tests.editing import Editor, utc
from tests.factories import MAY_3, make_event, translated
from tests.status_steps import address, change, messages, undo
from wagtail_migration_events.events.group import EventGroup
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def draft(page: Any) -> Any:
    return again(page).get_latest_revision_as_object()


@pytest.fixture
def event(site: Any) -> Any:
    return make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        ends_at=MAY_3 + dt.timedelta(hours=2),
        timezone="Europe/Zurich",
        venue="Palais des Nations",
        attendance_mode="in_person",
    )


@pytest.fixture
def french(event: Any) -> Any:
    return translated(event, "fr", title="Forum français")


def test_cancelling_reaches_every_language_and_leaves_the_text_alone(
    event: Any, french: Any, editor_client: Any
):
    arabic = translated(event, "ar", title="منتدى", live=False)
    change(editor_client, event, "cancel", reason="The hall is flooded.")
    for page in (event, french, arabic):
        assert again(page).event_status == "cancelled"
        assert again(page).starts_at == MAY_3
    assert again(event).status_reason == "The hall is flooded."
    assert again(french).title == "Forum français"
    assert [again(page).live for page in (event, french, arabic)] == [True, True, False]


def test_it_can_be_done_from_a_sibling(event: Any, french: Any, editor_client: Any):
    change(editor_client, french, "cancel", reason="Flood")
    assert again(event).event_status == "cancelled"
    assert again(event).status_reason == "Flood"


def test_postponing_without_a_new_date_keeps_the_day_it_was(
    event: Any, french: Any, editor_client: Any
):
    change(editor_client, event, "postpone")
    for page in map(again, (event, french)):
        assert page.event_status == "postponed"
        assert (page.starts_at, page.ends_at, page.date_precision) == (None, None, "none")
        assert page.previous_starts_at == MAY_3


def test_postponing_to_a_known_date_is_rescheduling(event: Any, french: Any, editor_client: Any):
    change(editor_client, event, "postpone", new_start_date="2027-06-07", new_start_time="15:00")
    for page in map(again, (event, french)):
        assert page.event_status == "rescheduled"
        assert page.starts_at == utc(2027, 6, 7, 13)
        assert page.ends_at == utc(2027, 6, 7, 15)  # as long as before
        assert page.previous_starts_at == MAY_3


def test_rescheduling_over_the_change_of_clocks_keeps_the_length_on_the_clock(
    event: Any, editor_client: Any
):
    change(editor_client, event, "reschedule", new_start_date="2027-12-06", new_start_time="15:00")
    assert again(event).starts_at == utc(2027, 12, 6, 14)
    assert again(event).ends_at == utc(2027, 12, 6, 16)


def test_a_day_without_an_hour_is_enough(event: Any, editor_client: Any):
    change(
        editor_client, event, "reschedule", new_start_date="2027-06-07", new_end_date="2027-06-08"
    )
    page = again(event)
    assert (page.date_precision, page.starts_at, page.ends_at) == (
        "day",
        utc(2027, 6, 7),
        utc(2027, 6, 8),
    )
    assert page.previous_starts_at == utc(2027, 5, 3)


def test_a_date_that_was_to_be_announced_is_announced(event: Any, editor_client: Any):
    change(editor_client, event, "postpone", reason="Flood")
    change(editor_client, event, "reschedule", new_start_date="2027-06-07", new_start_time="15:00")
    page = again(event)
    assert (page.event_status, page.date_precision) == ("rescheduled", "time")
    assert page.previous_starts_at == MAY_3
    assert page.status_reason == ""


def test_a_day_stays_that_day_when_an_hour_becomes_known(site: Any, editor_client: Any):
    event = make_event(
        site.events["en"],
        starts_at=utc(2027, 5, 3),
        date_precision="day",
        timezone="America/New_York",
    )
    change(editor_client, event, "reschedule", new_start_date="2027-06-07", new_start_time="15:00")
    assert again(event).previous_starts_at == utc(2027, 5, 3, 4)


def test_moving_online(event: Any, french: Any, editor_client: Any):
    change(
        editor_client,
        event,
        "move_online",
        reason="Strike",
        livestream_url="https://example.org/stream",
    )
    for page in map(again, (event, french)):
        assert (page.event_status, page.attendance_mode) == ("moved_online", "online")
        assert (page.venue, page.starts_at) == ("", MAY_3)
    assert again(event).livestream_url == "https://example.org/stream"
    assert again(french).livestream_url == ""  # it shows the source's
    assert (
        EventGroup.objects.get(pk=event.translation_key).published_values["livestream_url"]
        == "https://example.org/stream"
    )


def test_the_venue_stays_if_that_is_not_ticked(event: Any, editor_client: Any):
    change(editor_client, event, "move_online", drop_venue="")
    assert again(event).venue == "Palais des Nations"


def mornings(site: Any) -> Any:
    rows = [
        {"key": str(day), "starts_at": f"2027-03-{day}T08:00:00+00:00", "ends_at": None}
        for day in (22, 23)
    ]
    return make_event(site.events["en"], dates=rows, timezone="Europe/Zurich")


def test_every_listed_date_is_cancelled(site: Any, editor_client: Any):
    event = mornings(site)
    change(editor_client, event, "cancel")
    assert [row["status"] for row in again(event).dates] == ["cancelled", "cancelled"]


def test_listed_dates_move_together_on_the_clock(site: Any, editor_client: Any):
    event = mornings(site)
    change(editor_client, event, "reschedule", new_start_date="2027-03-29", new_start_time="09:00")
    rows = again(event).dates
    assert [row["starts_at"] for row in rows] == [
        "2027-03-29T07:00:00+00:00",
        "2027-03-30T07:00:00+00:00",
    ]
    assert [row["key"] for row in rows] == ["22", "23"]
    assert again(event).starts_at == utc(2027, 3, 29, 7)


def test_postponed_dates_are_to_be_announced(site: Any, editor_client: Any):
    event = mornings(site)
    change(editor_client, event, "postpone")
    assert again(event).dates == []
    assert again(event).previous_starts_at == utc(2027, 3, 22, 8)


def test_a_pending_draft_is_not_published_and_carries_the_new_status(
    event: Any, french: Any, editor_client: Any
):
    editor = Editor.of(editor_client, event)
    editor.fill(title="Forum, new title", venue="Elsewhere").save_draft()
    pending = again(event).latest_revision
    change(editor_client, event, "cancel", reason="Flood")
    page = again(event)
    assert (page.title, page.venue) == ("Forum", "Palais des Nations")
    assert page.latest_revision_id == pending.pk
    assert page.has_unpublished_changes
    assert page.latest_revision.created_at == pending.created_at
    assert (draft(event).title, draft(event).venue) == ("Forum, new title", "Elsewhere")
    assert (draft(event).event_status, draft(event).status_reason) == ("cancelled", "Flood")
    Editor.of(editor_client, event).publish()
    assert again(event).event_status == again(french).event_status == "cancelled"
    assert again(event).title == "Forum, new title"


def test_a_scheduled_revision_keeps_the_cancellation_and_its_hour(
    event: Any, french: Any, editor_client: Any
):
    scheduled = again(event)
    scheduled.title = "Forum, renamed"
    scheduled.go_live_at = timezone.now() + dt.timedelta(days=1)
    scheduled.save_revision().publish()
    change(editor_client, event, "cancel", reason="Flood")
    assert again(event).title == "Forum"
    revision = again(event).scheduled_revision
    assert revision.approved_go_live_at == scheduled.go_live_at
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - dt.timedelta(hours=1)
    )
    content = Revision.objects.get(pk=revision.pk).content
    content["go_live_at"] = (timezone.now() - dt.timedelta(hours=1)).isoformat()
    Revision.objects.filter(pk=revision.pk).update(content=content)
    call_command("publish_scheduled")
    assert again(event).title == "Forum, renamed"
    assert again(event).event_status == again(french).event_status == "cancelled"


def review(page: Any, user: Any) -> Any:
    """Send the newest draft of a page to the review that the site has."""
    workflow = Workflow.objects.first()
    assert WorkflowTask.objects.filter(workflow=workflow).exists()
    return workflow.start(again(page), user)


def test_a_running_review_goes_on_with_a_note_and_approval_publishes_both(
    event: Any, french: Any, editor_client: Any
):
    Editor.of(editor_client, event).fill(title="Forum, reviewed").save_draft()
    state = review(event, editor_client.user)
    under_review = state.current_task_state.revision_id
    change(editor_client, french, "cancel", reason="Flood")
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert state.current_task_state.revision_id == under_review
    assert again(event).title == "Forum"
    assert "Cancelled" in Comment.objects.get(page=event.pk).text
    assert "Cancelled" in Editor.of(editor_client, event).html
    state.current_task_state.task.specific.on_action(
        state.current_task_state, editor_client.user, "approve"
    )
    assert again(event).title == "Forum, reviewed"
    assert again(event).event_status == again(french).event_status == "cancelled"


def test_the_review_of_a_translation_goes_on_with_a_note_and_approval_keeps_the_status(
    event: Any, french: Any, editor_client: Any
):
    Editor.of(editor_client, french).fill(title="Forum relu").save_draft()
    state = review(french, editor_client.user)
    change(editor_client, event, "cancel")
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    note = Comment.objects.get()
    assert (note.page_id, note.contentpath) == (french.pk, "title")
    state.current_task_state.task.specific.on_action(
        state.current_task_state, editor_client.user, "approve"
    )
    assert (again(french).title, again(french).event_status) == ("Forum relu", "cancelled")


def test_a_lock_does_not_stand_in_the_way(
    event: Any, french: Any, editor_client: Any, django_user_model: Any
):
    other = django_user_model.objects.create_superuser("other")
    for page in (event, french):
        EventPage.objects.filter(pk=page.pk).update(
            locked=True, locked_by=other, locked_at=timezone.now()
        )
    change(editor_client, french, "cancel")
    assert again(event).event_status == again(french).event_status == "cancelled"
    assert again(event).locked
    assert again(french).locked


def test_an_event_that_was_never_published_stays_a_draft(site: Any, editor_client: Any):
    event = make_event(site.events["en"], starts_at=MAY_3, timezone="UTC", live=False)
    change(editor_client, event, "cancel", reason="Flood")
    assert not again(event).live
    assert again(event).event_status == draft(event).event_status == "cancelled"


def test_an_unpublished_source_reaches_nobody(event: Any, french: Any, editor_client: Any):
    again(event).unpublish()
    message = change(editor_client, event, "cancel")
    assert "when the page is published" in message
    assert again(french).event_status == "scheduled"
    Editor.of(editor_client, event).publish()
    assert again(french).event_status == "cancelled"


def test_a_group_that_is_not_adopted_is_refused(event: Any, french: Any, editor_client: Any):
    EventGroup.objects.update(adopted=False)
    for response in (
        editor_client.get(address(event, "cancel")),
        editor_client.post(address(event, "cancel"), {"reason": ""}),
    ):
        assert response.status_code == 302
    assert "not been adopted" in messages(editor_client)[-1]
    assert again(event).event_status == "scheduled"


def test_the_sequence_rises_once(event: Any, french: Any, editor_client: Any):
    before = EventGroup.objects.get(pk=event.translation_key).sequence
    change(editor_client, event, "cancel")
    assert EventGroup.objects.get(pk=event.translation_key).sequence == before + 1


def test_aliases_mirror_the_new_status(event: Any, editor_client: Any, site: Any):
    alias = event.create_alias(parent=site.home["en"], update_slug="mirror")
    change(editor_client, alias, "cancel")
    assert again(alias).event_status == again(event).event_status == "cancelled"


def test_a_class_that_keeps_the_venue_in_a_column_of_its_own(site: Any, editor_client: Any):
    meeting = make_event(
        site.events["en"], LegacyMeetingPage, starts_at=MAY_3, timezone="UTC", location="Palais"
    )
    message = change(editor_client, meeting, "move_online")
    assert LegacyMeetingPage.objects.get().location == ""
    undo(editor_client, message)
    assert LegacyMeetingPage.objects.get().location == "Palais"


def test_a_class_without_a_status_is_offered_nothing(site: Any, editor_client: Any):
    assembly = make_event(site.events["en"], AssemblyPage, starts_at=MAY_3)
    assert editor_client.get(address(assembly, "cancel")).status_code == 302
    assert "have no status" in messages(editor_client)[-1]
    editor = editor_client.get(reverse("wagtailadmin_pages:edit", args=[assembly.pk]))
    assert address(assembly, "cancel") not in editor.content.decode()
