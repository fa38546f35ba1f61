"""Lists of rows in the page editor: dates, languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.editing import Editor
from tests.factories import make_event
from wagtail_migration_events.events.rows import MAX_ROWS, RowsField
from wagtail_migration_events.pages.models import EventPage

MORNINGS = ("2027-05-03", "2027-05-04", "2027-05-05")


@pytest.fixture
def editor(site, editor_client):
    return Editor.blank(editor_client, site.events["en"]).fill(
        title="Forum", timezone="Europe/Zurich"
    )


def row(number, **values):
    return {f"dates-{number}-{name}": value for name, value in values.items()}


def morning(number, date, start="09:00", end="12:00"):
    hours = {"starts_at_time": start, "ends_at_date": date, "ends_at_time": end}
    return row(number, starts_at_date=date, **hours)


@pytest.fixture
def three_mornings(editor):
    for number, date in enumerate(MORNINGS):
        editor.data |= morning(number, date)
    editor.publish()
    return editor.saved()


def starts(event):
    return [dt.datetime.fromisoformat(each["starts_at"]) for each in event.dates]


@pytest.mark.django_db
def test_three_mornings_are_three_dates_and_one_event(three_mornings):
    assert len({each["key"] for each in three_mornings.dates}) == 3
    assert [each["status"] for each in three_mornings.dates] == ["scheduled"] * 3
    assert three_mornings.starts_at == dt.datetime(2027, 5, 3, 7, tzinfo=dt.UTC)
    assert three_mornings.ends_at == dt.datetime(2027, 5, 5, 10, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_the_next_form_shows_the_rows_and_three_blank_ones(editor_client, three_mornings):
    shown = Editor.of(editor_client, three_mornings).data
    assert shown["dates-TOTAL_FORMS"] == "6"
    assert shown["dates-1-key"] == three_mornings.dates[1]["key"]
    assert (shown["dates-1-starts_at_date"], shown["dates-1-starts_at_time"]) == (
        "2027-05-04",
        "09:00",
    )


@pytest.mark.django_db
def test_a_date_that_is_moved_keeps_its_key(editor_client, three_mornings):
    editor = Editor.of(editor_client, three_mornings)
    editor.data |= morning(1, "2027-05-06") | row(1, status="rescheduled")
    editor.publish()
    moved = editor.saved().dates[1]
    assert moved["key"] == three_mornings.dates[1]["key"]
    assert moved["status"] == "rescheduled"
    assert moved["starts_at"] == "2027-05-06T07:00:00+00:00"


@pytest.mark.django_db
def test_dates_follow_the_clock_when_the_zone_changes(editor_client, three_mornings):
    editor = Editor.of(editor_client, three_mornings).fill(timezone="America/New_York")
    editor.publish()
    assert starts(editor.saved())[0] == dt.datetime(2027, 5, 3, 13, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_an_emptied_row_and_a_ticked_row_are_removed(editor_client, three_mornings):
    editor = Editor.of(editor_client, three_mornings)
    editor.data |= row(0, DELETE="on", starts_at_time="nonsense")
    editor.data |= morning(1, "", "", "")
    editor.publish()
    assert [each["key"] for each in editor.saved().dates] == [three_mornings.dates[2]["key"]]
    assert editor.saved().starts_at == dt.datetime(2027, 5, 5, 7, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_messages_name_the_row_on_the_screen(editor):
    editor.data |= morning(1, "2027-05-03", "soon") | morning(2, "2027-05-04", "09:00", "08:00")
    editor.publish()
    assert editor.errors["dates"] == ["Row 2: Enter a valid time, such as 15:00."]
    editor.data |= morning(1, "2027-03-28", "02:30")
    editor.publish()
    first, second = editor.errors["dates"]
    assert first.startswith("Row 2: The clocks are put forward")
    assert second == "Row 3: The end is before the start."


@pytest.mark.django_db
def test_a_row_with_an_end_alone_is_asked_for_its_start(editor):
    editor.data |= row(0, ends_at_date="2027-05-03", ends_at_time="09:00")
    editor.save_draft()
    assert editor.errors["dates"] == ["Row 1: This field is required."]


@pytest.mark.django_db
def test_days_without_hours_are_listed_too(editor):
    editor.fill(date_precision="day")
    editor.data |= row(0, starts_at_date="2027-05-03") | row(2, starts_at_date="2027-05-10")
    editor.publish()
    assert [each["starts_at"][:16] for each in editor.saved().dates] == [
        "2027-05-03T00:00",
        "2027-05-10T00:00",
    ]


@pytest.mark.django_db
def test_two_rows_with_one_key_are_refused(editor_client, three_mornings):
    editor = Editor.of(editor_client, three_mornings)
    editor.data |= row(1, key=editor.data["dates-0-key"])
    editor.publish()
    assert editor.errors["dates"] == ["Two dates have the same key."]


def many(number):
    rows = {}
    for place in range(number):
        date = dt.date(2027, 1, 1) + dt.timedelta(days=place)
        rows |= row(place, starts_at_date=date.isoformat(), starts_at_time="09:00", key=f"k{place}")
        rows |= row(place, ends_at_date="", ends_at_time="", status="scheduled")
    return rows


@pytest.mark.django_db
def test_a_full_list_is_saved_and_one_more_is_refused(settings, editor):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
    editor.fill(dates__TOTAL_FORMS=str(MAX_ROWS + 3))
    editor.data |= many(MAX_ROWS)
    editor.save_draft()
    assert len(editor.saved().dates) == MAX_ROWS
    for number in (MAX_ROWS + 1, MAX_ROWS + 10):
        editor.fill(dates__TOTAL_FORMS=str(number))
        editor.data |= many(number)
        editor.save_draft()
        assert editor.errors["dates"] == [f"List at most {MAX_ROWS} rows."]


@pytest.mark.django_db
def test_a_comparison_of_form_and_event_sees_what_changed(editor_client, three_mornings):
    editor = Editor.of(editor_client, three_mornings)
    editor.data |= morning(2, "2027-05-07") | {"languages-TOTAL_FORMS": "x"}
    editor.publish()
    form = editor.response.context_data["form"]
    assert {"dates", "languages"} <= set(form.changed_data)
    editor = Editor.of(editor_client, three_mornings)
    editor.fill(title="").publish()
    assert editor.response.context_data["form"].changed_data == ["title"]


@pytest.mark.django_db
def test_a_form_that_stays_open_learns_the_keys_of_its_rows_from_an_automatic_save(editor):
    editor.data |= morning(1, "2027-05-03")
    headers = {"accept": "application/json"}
    answer = editor.client.post(editor.url, editor.data, headers=headers).json()
    key = answer["field_updates"]["dates-1-key"]
    page = EventPage.objects.get(title="Forum")
    assert page.get_latest_revision_as_object().dates[0]["key"] == key
    editor.data |= answer["field_updates"]
    editor.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (
        "dates-1-key"
        not in (
            editor.client.post(editor.url, editor.data, headers=headers).json()["field_updates"]
        )
    )
    assert page.get_latest_revision_as_object().dates[0]["key"] == key


@pytest.mark.django_db
def test_an_imported_list_without_keys_gets_them(site):
    event = make_event(site.events["en"], dates=[{"starts_at": "2027-05-03T07:00Z"}])
    assert [each["key"] for each in event.dates] == ["1"]


@pytest.mark.parametrize("value", ["text", 3, {"a": 1}, [1], [[]]])
def test_what_is_not_a_list_of_rows_is_refused(value):
    with pytest.raises(ValidationError):
        RowsField().clean(value, None)


@pytest.mark.parametrize("value", [None, "", []])
def test_nothing_is_an_empty_list(value):
    assert RowsField().to_python(value) == []


def test_schema_migrations_hold_a_plain_json_field():
    _name, path, _args, kwargs = RowsField("some.form").deconstruct()
    assert path == "django.db.models.JSONField"
    assert kwargs == {"default": list, "blank": True}
