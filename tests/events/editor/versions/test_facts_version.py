"""Facts that change while an editor has the source open."""

from __future__ import annotations

import pytest

from tests.editing import Editor
from tests.factories import MAY_3, make_event, make_organizer, translated

pytestmark = pytest.mark.django_db
HOUR = "13:00 Coordinated Universal Time (UTC)"


def again(page):
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def event(site):
    organizer = make_organizer(site.organizers["en"], "IOM")
    event = make_event(
        site.events["en"],
        title="Forum",
        starts_at=MAY_3,
        timezone="UTC",
        organizers=[organizer],
        event_status="scheduled",
        registration_url="https://example.org/",
    )
    translated(event, "fr")
    return again(event)


@pytest.fixture
def open_editor(event, editor_client):
    """A form that was opened before another editor cancels the event."""
    return Editor.of(editor_client, event)


@pytest.fixture
def cancelled(event, editor_client, open_editor):
    other = Editor.of(editor_client, event)
    other.fill(event_status="cancelled", status_reason="Storm").publish()
    assert again(event).event_status == "cancelled"


def save_by_itself(editor):
    return editor.client.post(editor.url, editor.data, headers={"Accept": "application/json"})


def test_an_old_form_does_not_put_the_old_facts_back(event, open_editor, cancelled):
    open_editor.fill(title="Great forum", venue="Palais").publish()
    first, *rest = open_editor.errors[""]
    assert "Somebody has changed facts" in first
    assert any(
        each.startswith("Event status: now “Cancelled”; you had “Scheduled”") for each in rest
    )
    assert any("Reason for the status: now “Storm”" in each for each in rest)
    assert again(event).event_status == "cancelled"
    assert again(event).title == "Forum"


def test_nothing_typed_is_lost_and_the_form_is_saved_at_the_second_try(
    event, open_editor, cancelled
):
    open_editor.fill(title="Great forum", venue="Palais").publish()
    shown = open_editor.shown
    assert (shown["title"], shown["venue"]) == ("Great forum", "Palais")
    assert (shown["event_status"], shown["status_reason"]) == ("cancelled", "Storm")
    open_editor.data = shown
    open_editor.publish()
    assert open_editor.response.status_code == 302
    saved = again(event)
    assert (saved.title, saved.venue, saved.event_status) == ("Great forum", "Palais", "cancelled")


def test_what_somebody_typed_into_the_same_fact_is_told(event, open_editor, editor_client):
    Editor.of(editor_client, event).fill(starts_at_date="2027-06-01").publish()
    open_editor.fill(starts_at_date="2027-07-01").publish()
    assert any(
        each == f"Start: now “1 June 2027, {HOUR}”; you had “1 July 2027, {HOUR}”"
        for each in open_editor.errors[""]
    )
    assert open_editor.shown["starts_at_date"] == "2027-06-01"


def test_organizers_that_changed_meanwhile_are_shown_anew(event, open_editor, editor_client, site):
    other = make_organizer(site.organizers["en"], "ILO")
    Editor.of(editor_client, event).add_organizer(other, "partner").publish()
    open_editor.fill(venue="Palais").clear().publish()
    if open_editor.response.status_code == 200:
        assert open_editor.shown["organizer_links-TOTAL_FORMS"] == "2"
        open_editor.data = open_editor.shown
        open_editor.publish()
    assert again(event).organizer_links.count() == 2
    assert again(event).venue == "Palais"


def roles_of(page):
    return [row.role for row in page.organizer_links.all()]


def test_no_organizer_is_there_twice_after_somebody_has_published_the_draft_shown(
    event, site, editor_client
):
    """Rows get their numbers when a draft is published; the form was made before."""
    other = make_organizer(site.organizers["en"], "ILO")
    Editor.of(editor_client, event).add_organizer(other, "partner").save_draft()
    editor = Editor.of(editor_client, event)
    again(event).get_latest_revision().publish()
    editor.fill(venue="Palais").publish()
    assert editor.response.status_code == 302
    assert roles_of(again(event)) == ["lead", "partner"]


def test_an_organizer_whose_row_was_made_anew_meanwhile_can_be_removed(
    event, open_editor, editor_client
):
    other = Editor.of(editor_client, event)
    other.data["organizer_links-0-DELETE"] = "on"
    other.add_organizer(again(event).organizer_links.get().organizer).publish()
    assert roles_of(again(event)) == ["lead"]
    open_editor.data["organizer_links-0-DELETE"] = "on"
    open_editor.publish()
    assert open_editor.response.status_code == 302
    assert roles_of(again(event)) == []


def test_facts_of_a_draft_that_changed_meanwhile_are_not_put_back_either(site, editor_client):
    draft = make_event(site.events["en"], title="Draft", live=False)
    editor = Editor.of(editor_client, draft)
    Editor.of(editor_client, draft).fill(event_status="cancelled").save_draft()
    editor.fill(title="Great draft").save_draft()
    assert any("Event status: now “Cancelled”" in each for each in editor.errors[""])
    editor.data = editor.shown
    editor.save_draft()
    saved = editor.saved()
    assert (saved.title, saved.event_status) == ("Great draft", "cancelled")


def test_a_change_of_text_alone_stops_nobody(event, open_editor, editor_client):
    Editor.of(editor_client, event).fill(title="Forum of May").publish()
    open_editor.fill(venue="Palais").publish()
    assert open_editor.response.status_code == 302


def test_a_form_without_a_version_or_with_nonsense_is_taken_as_before(event, editor_client):
    nonsense = ("", "nonsense", "[]", "[" * 5000, '{"sequence": 1}', '{"facts": {"starts_at": []}}')
    for version in (None, *nonsense):
        editor = Editor.of(editor_client, event).fill(venue="Palais")
        editor.data.pop("facts_version")
        if version is not None:
            editor.data["facts_version"] = version
        editor.publish()
        assert editor.response.status_code == 302, version


def test_an_automatic_save_of_an_old_form_is_refused_properly(event, open_editor, cancelled):
    open_editor.fill(title="Great forum")
    open_editor.data.pop("loaded_revision_id", None)  # Wagtail would refuse by that too
    response = save_by_itself(open_editor)
    assert response.status_code == 400
    assert response.json()["error_code"] == "validation_error"
    assert again(event).get_latest_revision_as_object().event_status == "cancelled"


def test_automatic_saves_of_one_editor_never_look_like_those_of_another(event, open_editor):
    for venue in ("P", "Pa", "Palais"):
        answer = save_by_itself(open_editor.fill(venue=venue)).json()
        assert answer["success"], answer
        open_editor.data.update(answer["field_updates"])
        open_editor.data.update(
            overwrite_revision_id=answer["revision_id"],
            loaded_revision_created_at=answer["revision_created_at"],
        )
    open_editor.fill(latitude="46.20", areas=["404", "002"], starts_at_time="10:30")
    answer = save_by_itself(open_editor).json()
    open_editor.data.update(answer["field_updates"])
    open_editor.data["loaded_revision_created_at"] = answer["revision_created_at"]
    open_editor.fill(latitude="46.30", areas=["404"], starts_at_time="10:45")
    answer = save_by_itself(open_editor.fill(venue="Palais, room 4")).json()
    assert answer["success"], answer


def test_an_automatic_save_that_is_not_answered_yet_is_no_change_of_somebody_else(
    event, open_editor, site
):
    """The editor publishes while the script of the same form still waits for its answer."""
    other = make_organizer(site.organizers["en"], "ILO")
    open_editor.data["organizer_links-0-role"] = "partner"
    open_editor.add_organizer(other, "host").fill(venue="Palais", areas=["404"])
    open_editor.fill(dates__0__starts_at_date="2027-05-04", dates__0__starts_at_time="09:00")
    open_editor.fill(dates__0__status="scheduled")
    assert save_by_itself(open_editor).json()["success"]
    open_editor.publish()
    assert open_editor.response.status_code == 302, open_editor.errors
    published = again(event)
    assert roles_of(published) == ["partner", "host"]
    assert [row["starts_at"][:10] for row in published.dates] == ["2027-05-04"]
    assert (published.venue, published.areas) == ("Palais", ["404"])
