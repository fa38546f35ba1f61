"""The list of dates filled by a rule, without JavaScript, in the page editor."""

from __future__ import annotations

import pytest

from tests.editing import Editor, at
from tests.events.editor.test_rows import morning, row

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
