"""The list of dates filled by a rule, without JavaScript, in the page editor."""

from __future__ import annotations

import pytest

from tests.editing import Editor, at, utc
from tests.events.test_rows import morning, row
from tests.factories import MAY_3, make_event

pytestmark = pytest.mark.django_db


def fill(editor, **rule):
    """Press "Fill in the dates" after saying how the first date comes again."""
    editor.data.update({f"repeat-{name}": value for name, value in rule.items()})
    editor.data["repeat-fill"] = "1"
    editor.save_draft()
    editor.data = editor.shown
    return editor


def three_mornings(editor):
    at(editor, "2027-02-28", "09:00", "America/New_York")
    return editor.fill(ends_at_date="2027-02-28", ends_at_time="12:00")


def test_three_mornings_are_filled_in_shown_once_more_and_then_saved(editor):
    fill(three_mornings(editor), every="day", count="3")
    assert editor.errors == {
        "dates": [
            "3 dates were added to the list. Nothing is saved yet: check the dates, and save."
        ]
    }
    assert editor.data["title"] == "Forum"
    assert editor.data["dates-TOTAL_FORMS"] == "6"
    editor.publish()
    event = editor.saved()
    assert [each["starts_at"] for each in event.dates] == [
        f"2027-{day}T14:00:00+00:00" for day in ("02-28", "03-01", "03-02")
    ]
    assert "3 mornings, 28 February" in Editor.of(editor.client, event).html


def test_hours_stay_local_when_the_clocks_change(editor):
    at(editor, "2027-03-02", "15:00", "America/New_York")
    fill(editor, every="month_weekday", until="6 April 2027").publish()
    starts = [each["starts_at"] for each in editor.saved().dates]
    assert starts == ["2027-03-02T20:00:00+00:00", "2027-04-06T19:00:00+00:00"]


def test_rows_that_are_there_stay_as_they_were_typed(editor):
    three_mornings(editor)
    editor.data |= morning(0, "2027-03-01") | row(0, key="mine", status="cancelled")
    editor.data |= row(2, starts_at_date="half a date", starts_at_time="09:00")
    fill(editor, every="day", count="3")
    messages = " ".join(editor.errors["dates"])
    assert "2 dates were added to the list. 1 was there already." in editor.html
    assert "Enter a valid date" in messages
    assert (editor.data["dates-0-key"], editor.data["dates-0-status"]) == ("mine", "cancelled")
    assert editor.data["dates-1-starts_at_date"] == "half a date"
    assert editor.data["dates-2-starts_at_date"] == "2027-02-28"
    assert editor.data["dates-3-ends_at_time"] == "12:00"


def test_a_list_that_is_stored_is_continued_with_the_length_of_its_first_date(
    editor, editor_client
):
    fill(three_mornings(editor), every="day", count="3").publish()
    again = Editor.of(editor_client, editor.saved())
    assert again.data["ends_at_date"] == "2027-03-02"
    fill(again, every="day", count="4")
    assert (
        again.data["dates-3-starts_at_date"] == again.data["dates-3-ends_at_date"] == "2027-03-03"
    )


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"every": "day"}, "see what is said there"),
        ({"every": "day", "count": "3", "until": "2027-05-03"}, "see what is said there"),
        ({"every": "hour", "count": "3"}, "see what is said there"),
        ({"every": "day", "count": "501"}, "see what is said there"),
        ({"every": "day", "interval": "0", "count": "3"}, "see what is said there"),
        ({"every": "day", "until": "9998-12-31"}, "more than 500 dates"),
        ({"every": "day", "until": "2026-01-01"}, "no such day"),
        ({"every": "day", "until": "03/05/2027"}, "see what is said there"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_and_nothing_is_lost(editor, rule, message):
    fill(three_mornings(editor), **rule)
    assert message in editor.errors["dates"][0]
    assert {name: editor.data[f"repeat-{name}"] for name in rule if name != "every"} == {
        name: value for name, value in rule.items() if name != "every"
    }
    assert editor.data["starts_at_time"] == "09:00"


def test_a_rule_needs_a_first_date(editor):
    fill(editor, every="day", count="3")
    assert editor.errors["dates"] == ["Enter the start of the first date above."]
    fill(at(editor, date="03/05/2027"), every="day", count="3")
    assert editor.errors["dates"][0].startswith("Start: This may mean 3 May 2027 or 5 March 2027.")


def test_an_end_before_the_start_or_years_later_is_not_repeated(editor):
    for end in ("2027-02-27", "2029-01-01"):
        three_mornings(editor).fill(ends_at_date=end)
        fill(editor, every="day", count="3")
        assert "at most a year after the start" in editor.errors["dates"][0]


def test_days_without_hours_are_filled_too(editor):
    at(editor, hour="", date_precision="day")
    fill(editor, every="week", weekdays=["0", "3"], count="3").publish()
    assert [each["starts_at"][:10] for each in editor.saved().dates] == [
        "2027-05-03", "2027-05-06", "2027-05-10",
    ]  # fmt: skip


def test_one_of_the_dates_is_moved_alone_and_another_cancelled(editor, editor_client):
    fill(three_mornings(editor), every="day", count="3").publish()
    again = Editor.of(editor_client, editor.saved())
    again.data |= morning(1, "2027-03-05") | row(2, status="cancelled")
    again.publish()
    html = Editor.of(editor_client, again.saved()).html
    assert "1 more is cancelled or postponed" in html
    assert "5 Mar" in html


def test_five_thousand_rows_are_refused_at_the_list_and_nothing_else_is_lost(editor):
    three_mornings(editor).fill(dates__TOTAL_FORMS="5000")
    editor.data |= morning(0, "2027-03-01")
    for send in (editor.save_draft, lambda: fill(editor, every="day", count="3")):
        send()
        assert "List at most 500 rows." in editor.errors["dates"][0]
        assert editor.shown["dates-0-starts_at_date"] == "2027-03-01"
        assert editor.shown["starts_at_date"] == "2027-02-28"


def test_an_automatic_save_of_half_a_date_saves_nothing_and_the_next_one_all(editor_client, site):
    event = make_event(site.events["en"], title="Forum", starts_at=MAY_3, timezone="Europe/Zurich")
    editor = Editor.of(editor_client, event)
    before = event.revisions.count()
    headers = {"accept": "application/json"}
    for half in ("2", "2027-", "3 ma", "3 mai 20", "2027-05-0", "99999"):
        data = {**editor.data, "starts_at_date": half}
        answer = editor_client.post(editor.url, data, headers=headers)
        assert answer.status_code == 400
        assert answer.json()["success"] is False
    assert event.revisions.count() == before
    data = {**editor.data, "starts_at_date": "3 mai 2028 16h", "starts_at_time": ""}
    assert editor_client.post(editor.url, data, headers=headers).json()["success"] is True
    latest = event.revisions.order_by("-pk").first().as_object()
    assert latest.starts_at == utc(2028, 5, 3, 14)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("3 mai 2027 15h", ""),
        ("2027年5月3日", "15:00"),
        ("٣ مايو ٢٠٢٧", "٣ مساءً"),
        ("3 мая 2027 г., 15:00", ""),
        ("3 de mayo de 2027", "3 pm"),
        ("3.5.2027", "15h"),
    ],
)
def test_a_date_pasted_from_any_of_six_languages_is_stored(editor, typed, hour):
    at(editor, typed, hour).publish()
    assert editor.saved().starts_at == utc(2027, 5, 3, 13)


def test_a_date_with_two_readings_is_refused_at_its_field_as_it_was_typed(editor):
    at(editor, "03/05/2027", "15:00").publish()
    assert editor.errors == {
        "starts_at": ["This may mean 3 May 2027 or 5 March 2027. Write the date as 2027-05-28."]
    }
    assert editor.shown["starts_at_date"] == "03/05/2027"


def test_an_hour_beside_the_date_that_is_another_than_the_hour_is_refused(editor):
    at(editor, "3 mai 2027 15h", "16:00").publish()
    assert list(editor.errors) == ["starts_at"]
    assert editor.shown["starts_at_date"] == "3 mai 2027 15h"


def test_a_new_event_in_a_larger_one_is_offered_its_start(editor_client, site):
    umbrella = make_event(
        site.events["en"], title="Week", starts_at=MAY_3, timezone="Europe/Zurich"
    )
    inner = Editor.adding(editor_client, umbrella)
    assert "Start with “Week”: 3 May 2027, 15:00" in inner.html
    assert "Start at the next full hour" in Editor.adding(editor_client, site.events["en"]).html
    assert "data-proposal" not in Editor.of(editor_client, umbrella).html
