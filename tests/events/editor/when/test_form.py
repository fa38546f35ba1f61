"""When an event takes place, entered, corrected and refused in the page editor."""

from __future__ import annotations

import pytest
from wagtail.models import Revision

from tests.editing import Editor, at, utc
from tests.factories import MAY_3, make_event
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db


# --- What must be known, and when ---


def test_a_draft_needs_nothing_but_a_title(editor):
    editor.save_draft()
    draft = editor.saved()
    assert (draft.title, draft.live, draft.date_precision) == ("Forum", False, "none")


def test_a_draft_saved_again_and_again_stays_the_same(editor_client, editor):
    editor.save_draft()
    page = editor.saved()
    again = Editor.of(editor_client, page)
    for _ in range(3):
        again.save_draft()
    kept = again.saved()
    assert EventPage.objects.filter(title="Forum").count() == 1
    for name in ("starts_at", "dates", "languages", "part_of", "timezone", "areas"):
        assert getattr(kept, name) == getattr(page, name)


def test_publishing_asks_for_the_start(editor):
    editor.publish()
    assert list(editor.errors) == ["starts_at"]
    assert "not known yet" in editor.errors["starts_at"][0]


def test_an_event_without_a_date_is_published_when_the_editor_says_so(editor):
    editor.fill(date_precision="none").publish()
    assert editor.saved().starts_at is None
    assert EventPage.objects.get(title="Forum").live


def test_a_date_entered_into_a_draft_without_one_needs_no_further_choice(editor_client, editor):
    editor.save_draft()
    draft = Editor.of(editor_client, editor.saved())
    assert draft.data["date_precision"] == "none"
    at(draft).publish()
    assert draft.saved().date_precision == "time"
    assert draft.saved().starts_at == utc(2027, 5, 3, 7)


def test_a_day_entered_into_a_draft_without_a_date_is_a_day(editor_client, editor):
    editor.save_draft()
    draft = Editor.of(editor_client, editor.saved())
    at(draft, hour="").publish()
    assert (draft.saved().date_precision, draft.saved().starts_at) == ("day", utc(2027, 5, 3))


def test_the_hour_that_follows_after_an_automatic_save_of_the_day_is_taken(editor_client, editor):
    editor.save_draft()
    page = editor.saved()
    draft = Editor.of(editor_client, page)

    def precision() -> str:
        return str(
            type(page).objects.get(pk=page.pk).get_latest_revision_as_object().date_precision
        )

    for hour, understood in (("", "day"), ("09:00", "time")):
        at(draft, hour=hour).autosave()
        assert precision() == understood
    reopened = Editor.of(editor_client, page).fill(date_precision="none")
    reopened.save_draft()
    assert list(reopened.errors) == ["date_precision"]
    assert precision() == "time"


def test_a_date_beside_the_choice_that_it_is_not_known_is_refused(editor):
    at(editor, date_precision="none").save_draft()
    assert list(editor.errors) == ["date_precision"]
    assert len(editor.errors["date_precision"]) == 1


# --- Hours on the event's clock ---


def test_hours_are_those_of_the_events_zone_whatever_the_users_own(editor_client, editor):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(editor_client.user)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()
    at(editor, ends_at_date="2027-05-03", ends_at_time="17:30").publish()
    event = editor.saved()
    assert (event.starts_at, event.ends_at) == (utc(2027, 5, 3, 7), utc(2027, 5, 3, 15, 30))
    shown = Editor.of(editor_client, event).data
    assert (shown["starts_at_date"], shown["starts_at_time"]) == ("2027-05-03", "09:00")
    assert shown["ends_at_time"] == "17:30"


def test_changing_the_zone_keeps_the_clock_time(editor_client, editor):
    at(editor, registration_closes_at_date="2027-05-01", registration_closes_at_time="18:00")
    editor.publish()
    moved = Editor.of(editor_client, editor.saved()).fill(timezone="America/New_York")
    moved.publish()
    event = moved.saved()
    assert event.starts_at == utc(2027, 5, 3, 13)
    assert event.registration_closes_at == utc(2027, 5, 1, 22)
    assert Editor.of(editor_client, event).data["starts_at_time"] == "09:00"


def test_the_zone_of_the_site_is_proposed(settings, site, editor_client):
    settings.TIME_ZONE = "Europe/Zurich"
    assert Editor.adding(editor_client, site.events["en"]).data["timezone"] == "Europe/Zurich"
    settings.WAGTAIL_MIGRATION_EVENTS_DEFAULT_TIMEZONE = "America/New_York"
    assert Editor.adding(editor_client, site.events["en"]).data["timezone"] == "America/New_York"


@pytest.mark.parametrize("precision", ["day", "month"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", ""])
def test_a_date_without_hours_is_the_same_date_in_every_zone(
    editor_client, editor, precision, zone
):
    at(editor, hour="", zone=zone, date_precision=precision, ends_at_date="2027-05-05").publish()
    event = editor.saved()
    assert (event.starts_at, event.ends_at) == (utc(2027, 5, 3), utc(2027, 5, 5))
    shown = Editor.of(editor_client, event)
    assert (shown.data["starts_at_date"], shown.data["starts_at_time"]) == ("2027-05-03", "")
    shown.publish()
    assert shown.saved().starts_at == utc(2027, 5, 3)


@pytest.mark.parametrize("precision", ["time", "none", "day"])
def test_a_previous_start_without_an_hour_stays_that_date(editor_client, editor, precision):
    start = {} if precision == "none" else {"date": "2027-05-03"}
    at(editor, **{"date": "", **start}, hour="09:00" if precision == "time" else "")
    editor.fill(date_precision=precision, timezone="America/New_York")
    editor.fill(event_status="rescheduled", previous_starts_at_date="2027-04-12").publish()
    again = Editor.of(editor_client, editor.saved())
    again.publish()
    shown = Editor.of(editor_client, again.saved()).data
    assert shown["previous_starts_at_date"] == "2027-04-12"
    assert shown["previous_starts_at_time"] == ""


def test_what_nobody_touched_stays_to_the_second(site, editor_client):
    second_time_two = utc(2027, 10, 31, 1, 30, 15)  # 02:30 comes twice; this is the second one
    event = make_event(site.events["en"], starts_at=second_time_two, timezone="Europe/Zurich")
    rows = [{"key": "a", "starts_at": second_time_two.isoformat(), "ends_at": None}]
    listed = make_event(site.events["en"], dates=rows, timezone="Europe/Zurich")
    for page in (event, listed):
        editor = Editor.of(editor_client, page).fill(summary="New words")
        editor.publish()
        assert editor.saved().starts_at == second_time_two


# --- Dates that are refused ---


def test_an_hour_that_the_clocks_skip_is_refused(editor):
    at(editor, date="2027-03-28", hour="02:30").publish()
    assert "does not exist in Zurich" in editor.errors["starts_at"][0]


def test_a_date_outside_of_the_calendar_is_refused(editor):
    for date in ("0000-05-03", "0001-05-03", "99999-05-03", "9999-12-31", "soon"):
        at(editor, date=date).save_draft()
        assert list(editor.errors) == ["starts_at"]
        assert f'value="{date}"' in editor.html


def test_a_date_without_an_hour_is_refused_where_the_hour_is_said_to_be_known(editor):
    at(editor, hour="").publish()
    assert "Enter the hour" in editor.errors["starts_at"][0]


def test_an_hour_without_a_date_is_refused(editor):
    at(editor, date="").save_draft()
    assert editor.errors["starts_at"] == ["Enter the date as well as the hour."]


def test_registration_that_closes_on_a_day_needs_an_hour(editor):
    at(editor, registration_closes_at_date="2027-05-01").publish()
    assert editor.errors["registration_closes_at"] == ["Enter the hour as well, such as 23:59."]


def test_an_end_before_the_start_is_refused_once_at_its_field(editor):
    at(editor, ends_at_date="2027-05-03", ends_at_time="08:00").publish()
    assert editor.errors == {"ends_at": ["The end is before the start."]}


def test_an_end_without_a_start_is_refused(editor):
    editor.fill(ends_at_date="2027-05-03", ends_at_time="08:00").save_draft()
    assert list(editor.errors) == ["starts_at"]


def test_a_zone_that_is_not_offered_is_refused(editor):
    at(editor, zone="Mars/Olympus").save_draft()
    message = "“Mars/Olympus” is not a time zone of today. Choose one such as Europe/Zurich."
    assert editor.errors == {"timezone": [message]}


def test_a_zone_removed_from_the_database_is_shown_and_refused_and_nothing_is_lost(
    site, editor_client
):
    event = make_event(site.events["en"], starts_at=MAY_3, timezone="Europe/Zurich")
    EventPage.objects.filter(pk=event.pk).update(timezone="Europe/Atlantis")
    editor = Editor.of(editor_client, event)
    assert editor.data["timezone"] == "Europe/Atlantis"
    editor.publish()
    assert list(editor.errors) == ["timezone"]
    assert editor.shown["timezone"] == "Europe/Atlantis"
    assert editor.shown["starts_at_time"] == "13:00"
    assert EventPage.objects.get(pk=event.pk).starts_at == MAY_3


def lost_zone(site, **values):
    """Return a draft whose zone this machine does not know; its hours are shown in UTC."""
    event = make_event(site.events["en"], timezone="Europe/Zurich", live=False, **values)
    EventPage.objects.filter(pk=event.pk).update(timezone="Europe/Atlantis")
    event.refresh_from_db()
    event.save_revision(clean=False)
    return event


def moments_of(event):
    rows = [(row["starts_at"], row["ends_at"]) for row in event.dates]
    names = ("starts_at", "ends_at", "previous_starts_at")
    names += ("registration_opens_at", "registration_closes_at")
    return [*(getattr(event, name) for name in names), rows]


LISTED = [
    {"key": "a", "starts_at": "2027-05-03T13:00:00+00:00", "ends_at": "2027-05-03T15:00:00+00:00"},
    {"key": "b", "starts_at": "2027-05-04T13:00:00+00:00", "ends_at": None},
]


@pytest.mark.parametrize("when", [{"starts_at": MAY_3, "ends_at": MAY_3}, {"dates": LISTED}])
def test_a_zone_chosen_for_a_lost_one_leaves_every_moment_that_nobody_touched(
    site, editor_client, when
):
    event = lost_zone(
        site,
        **when,
        event_status="rescheduled",
        previous_starts_at=utc(2027, 4, 12, 8),
        registration_opens_at=utc(2027, 2, 1, 9, 30),
        registration_closes_at=utc(2027, 5, 1, 21, 59, 59),
    )
    before = moments_of(event)
    editor = Editor.of(editor_client, event).fill(timezone="Europe/Zurich")
    assert "shown in UTC" in editor.html
    editor.publish()
    saved = editor.saved()
    assert saved.timezone == "Europe/Zurich"
    assert moments_of(saved) == before
    again = Editor.of(editor_client, saved)
    assert "shown in UTC" not in again.html
    name = "dates-0-starts_at_time" if event.dates else "starts_at_time"
    assert again.data[name] == "15:00"
    again.publish()
    assert moments_of(again.saved()) == before


def test_an_hour_changed_together_with_a_lost_zone_is_on_the_clock_of_the_new_one(
    site, editor_client
):
    event = lost_zone(site, starts_at=MAY_3, registration_closes_at=utc(2027, 5, 1, 22))
    editor = Editor.of(editor_client, event)
    editor.fill(timezone="Europe/Zurich", starts_at_time="16:00").publish()
    assert editor.saved().starts_at == utc(2027, 5, 3, 14)
    assert editor.saved().registration_closes_at == utc(2027, 5, 1, 22)


@pytest.mark.parametrize("when", [{"starts_at": MAY_3}, {"dates": LISTED}])
def test_automatic_saves_after_a_lost_zone_was_replaced_do_not_move_the_event(
    site, editor_client, when
):
    event = lost_zone(site, **when)
    before = moments_of(event)
    editor = Editor.of(editor_client, event).fill(timezone="Europe/Zurich")
    for _ in range(2):
        answer = editor.client.post(
            editor.url, editor.data, headers={"accept": "application/json"}
        ).json()
        editor.data |= answer["field_updates"]
        editor.data["overwrite_revision_id"] = answer["revision_id"]
        editor.data["loaded_revision_created_at"] = answer["revision_created_at"]
        assert moments_of(Revision.objects.order_by("-pk").first().as_object()) == before
    name = "dates-0-starts_at_time" if event.dates else "starts_at_time"
    assert editor.data[name] == "15:00"
