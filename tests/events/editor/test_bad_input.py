"""What a form can be fed: a message at the field, all that was typed still there, never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.editing import Editor, at, utc
from tests.factories import MAY_3, make_event, make_organizer
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

#: 3 May 2027, at 15:00 in Zurich, as a person would paste it: six languages in six rows.
PASTED = (
    ("3 mai 2027 à 15h", ""),
    ("2027年5月3日 15:00", ""),
    ("٣ مايو ٢٠٢٧ ٣:٠٠ م", ""),
    ("3 мая 2027 г., 15:00", ""),
    ("3 de mayo de 2027, 15:00", ""),
    ("Monday, 3 May 2027", "3 pm"),
)


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def type_row(editor: Editor, number: int, date: str, hour: str, **values: str) -> None:
    sent = {"starts_at_date": date, "starts_at_time": hour, **values}
    editor.data.setdefault(f"dates-{number}-status", "scheduled")
    editor.data |= {f"dates-{number}-{name}": value for name, value in sent.items()}
    editor.data["dates-TOTAL_FORMS"] = str(max(int(editor.data["dates-TOTAL_FORMS"]), number + 1))


def test_every_half_of_a_date_is_refused_at_its_own_field_and_comes_back(editor: Editor):
    at(editor, "2027-05-", "9:")
    halves = {
        "ends_at_date": "4 mai 20",
        "registration_opens_at_date": "2027-13-40",
        "registration_closes_at_time": "25:61",
        "previous_starts_at_date": "yesterday-ish",
        "dates-1-starts_at_date": "3 ма",
        "dates-2-ends_at_time": "12:00",
    }
    editor.data |= halves | {"summary": "Kept", "gcm_objectives": ["2"]}
    for send in (editor.save_draft, editor.publish):
        send()
        expected = {"starts_at", "ends_at", "registration_opens_at", "registration_closes_at"}
        assert expected | {"previous_starts_at", "dates"} == set(editor.errors)
        shown = editor.shown
        assert {name: shown[name] for name in halves} == halves
        assert (shown["summary"], shown["gcm_objectives"]) == ("Kept", ["2"])
        assert (shown["starts_at_date"], shown["starts_at_time"]) == ("2027-05-", "9:")
    assert not EventPage.objects.filter(title="Forum").exists()


def test_dates_pasted_from_six_languages_into_one_list_are_each_understood(editor: Editor):
    editor.fill(timezone="Europe/Zurich")
    for number, (date, hour) in enumerate(PASTED):
        type_row(editor, number, date, hour)
    at(editor, "", "", registration_opens_at_date="1 апреля 2027", registration_opens_at_time="9h")
    editor.publish()
    saved = editor.saved()
    assert {row["starts_at"] for row in saved.dates} == {"2027-05-03T13:00:00+00:00"}
    assert len(saved.dates) == len(PASTED)
    assert saved.registration_opens_at == utc(2027, 4, 1, 7)


def test_an_automatic_save_while_a_row_of_dates_is_half_typed_loses_nothing(
    site: Any, editor_client: Any
):
    rows = [{"key": "a", "starts_at": "2027-05-03T12:00:00+00:00", "ends_at": None}]
    event = make_event(site.events["en"], dates=rows, timezone="Europe/Zurich")
    editor = Editor.of(editor_client, event).fill(venue="Palais")
    headers = {"accept": "application/json"}
    for half in ("2", "2027-05", "4 ma", "４ 五"):
        type_row(editor, 1, half, "09:0")
        answer = editor_client.post(editor.url, editor.data, headers=headers)
        assert (answer.status_code, answer.json()["error_code"]) == (400, "validation_error")
    latest = again(event).get_latest_revision_as_object()
    assert (latest.dates, latest.venue) == (again(event).dates, "")
    type_row(editor, 1, "4 mai 2027", "9h")
    assert editor_client.post(editor.url, editor.data, headers=headers).json()["success"]
    latest = again(event).get_latest_revision_as_object()
    starts = [row["starts_at"] for row in latest.dates]
    assert starts == ["2027-05-03T12:00:00+00:00", "2027-05-04T07:00:00+00:00"]
    assert (latest.dates[0]["key"], latest.venue) == ("a", "Palais")


def test_two_editors_who_list_dates_at_once_both_keep_what_they_typed(
    site: Any, editor_client: Any
):
    rows = [{"key": "a", "starts_at": "2027-05-03T12:00:00+00:00", "ends_at": None}]
    event = make_event(site.events["en"], dates=rows, timezone="UTC")
    first, second = (Editor.of(editor_client, event) for _ in range(2))
    type_row(first, 1, "2027-05-04", "09:00")
    first.publish()
    type_row(second, 1, "2027-05-05", "10:00")
    second.fill(venue="Palais").publish()
    said = " ".join(second.errors[""])
    assert "Somebody has changed facts" in said
    assert "4 May" in said, said
    assert "5 May" in said, said
    assert second.shown["venue"] == "Palais"
    assert len(again(event).dates) == 2
    second.data = second.shown
    number = int(second.data["dates-INITIAL_FORMS"])
    type_row(second, number, "2027-05-05", "10:00")
    second.publish()
    assert [row["starts_at"][:10] for row in second.saved().dates] == [
        "2027-05-03", "2027-05-04", "2027-05-05",
    ]  # fmt: skip
    assert (again(event).dates[0]["key"], again(event).venue) == ("a", "Palais")


def test_a_crowd_of_organizers_is_refused_row_by_row_at_the_same_cost_for_each(
    site: Any, editor_client: Any
):
    organizer = make_organizer(site.organizers["en"], "IOM")
    event = make_event(site.events["en"], organizers=[organizer], starts_at=MAY_3)
    editor, costs = Editor.of(editor_client, event).fill(venue="Palais"), []
    for number in (1, 8, 15):
        while int(editor.data["organizer_links-TOTAL_FORMS"]) <= number:
            editor.add_organizer(organizer, "partner")
        with CaptureQueriesContext(connection) as found:
            editor.publish()
        costs.append(len(found))
        assert sum("organizer" in row for row in editor.organizer_errors) == number
        assert editor.shown["venue"] == "Palais"
    assert costs[2] - costs[1] == costs[1] - costs[0] <= 7 * 5, costs
    assert again(event).organizer_links.count() == 1


def test_a_zone_that_vanished_is_told_beside_everything_else_that_is_wrong(
    site: Any, editor_client: Any
):
    rows = [{"key": "a", "starts_at": "2027-05-03T12:00:00+00:00", "ends_at": None}]
    event = make_event(site.events["en"], dates=rows, timezone="Europe/Zurich")
    EventPage.objects.filter(pk=event.pk).update(timezone="Europe/Atlantis")
    editor = Editor.of(editor_client, event)
    type_row(editor, 1, "half a date", "")
    editor.fill(registration_closes_at_date="2027-05-01", venue="Palais").publish()
    assert {"timezone", "dates"} <= set(editor.errors), editor.errors
    shown = editor.shown
    assert shown["timezone"] == "Europe/Atlantis"
    assert (shown["dates-1-starts_at_date"], shown["venue"]) == ("half a date", "Palais")
    assert again(event).dates == event.dates


def test_blocks_that_were_sent_garbled_are_refused_at_their_field_and_stay_as_they_are(
    site: Any, editor_client: Any
):
    event = make_event(site.events["en"], body=[("heading", "Kept")])
    garbled: tuple[dict[str, str], ...] = (
        {"body-count": "many", "resources-count": ""},
        {"body-count": "1" * 30, "resources-count": "2"},
        {"body-count": "1", "body-0-deleted": "", "body-0-type": "heading", "body-0-value": "x"},
    )
    for sent in garbled:
        editor = Editor.of(editor_client, event)
        editor.data |= sent | {"summary": "Typed"}
        for send in (editor.save_draft, editor.publish):
            send()
            assert set(editor.errors) == {name.partition("-")[0] for name in sent}, sent
            assert editor.shown["summary"] == "Typed"
            assert "Kept" in editor.html
        headers = {"accept": "application/json"}
        assert editor_client.post(editor.url, editor.data, headers=headers).status_code == 400
    assert str(again(event).body[0].value) == "Kept"
