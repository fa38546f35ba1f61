"""Of a list of dates, a change of status touches those that are still to come, and no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.editing import utc
from tests.factories import make_event, translated
from tests.status_steps import StatusForm, change, undo
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

AFTER_THE_FIRST = dt.datetime(2027, 3, 22, 18, 0, tzinfo=dt.UTC)
DATE = {"new_start_date": "2027-03-30", "new_start_time": "09:00"}


@pytest.fixture(autouse=True)
def today() -> Iterator[Any]:
    with time_machine.travel(dt.datetime(2027, 3, 20, tzinfo=dt.UTC)) as clock:
        yield clock


def mornings(site: Any, **statuses: str) -> Any:
    rows = [
        {
            "key": str(day),
            "starts_at": f"2027-03-{day}T08:00:00+00:00",
            "ends_at": f"2027-03-{day}T10:00:00+00:00",
            "status": statuses.get(f"on_{day}", "scheduled"),
        }
        for day in (22, 23, 24)
    ]
    return make_event(site.events["en"], dates=rows, timezone="Europe/Zurich")


def again(page: Any) -> Any:
    return EventPage.objects.get(pk=page.pk)


def statuses(page: Any) -> list[str]:
    return [row["status"] for row in again(page).dates]


def days(page: Any) -> list[str]:
    return [row["starts_at"][5:10] for row in again(page).dates]


@pytest.mark.parametrize(("action", "values"), [("move_online", {}), ("reschedule", DATE)])
def test_a_date_that_was_cancelled_by_itself_is_not_revived(
    site: Any, editor_client: Any, today: Any, action: str, values: Any
):
    event = mornings(site, on_22="tentative", on_23="cancelled")
    french = translated(event, "fr")
    change(editor_client, event, "cancel", reason="Flood")
    change(editor_client, event, "cancel", reason="Flood, and the stairs are gone")
    assert statuses(french) == ["cancelled", "cancelled", "cancelled"]
    change(editor_client, french, action, **values)
    for page in (event, french):
        assert statuses(page) == ["tentative", "cancelled", "scheduled"]
    draft = again(event).get_latest_revision_as_object()
    assert [row["status"] for row in draft.dates] == ["tentative", "cancelled", "scheduled"]


def test_a_date_that_only_a_draft_had_is_revived_with_the_draft(
    site: Any, editor_client: Any, today: Any
):
    event = mornings(site)
    draft = again(event)
    draft.dates = [*draft.dates, {"key": "new", "starts_at": "2027-03-25T08:00:00+00:00"}]
    draft.save_revision()
    change(editor_client, event, "cancel")
    change(editor_client, event, "move_online")
    rows = again(event).get_latest_revision_as_object().dates
    assert [row["status"] for row in rows] == ["scheduled"] * 4
    assert statuses(event) == ["scheduled"] * 3


def test_a_cancellation_that_was_undone_is_forgotten(site: Any, editor_client: Any, today: Any):
    event = mornings(site)
    undo(editor_client, change(editor_client, event, "cancel"))
    page = again(event)
    page.dates[0]["status"], page.event_status = "cancelled", "cancelled"
    page.save_revision().publish()
    change(editor_client, event, "move_online")
    assert statuses(event) == ["cancelled", "scheduled", "scheduled"]


def test_an_event_that_was_cancelled_in_the_editor_with_all_its_dates_is_revived(
    site: Any, editor_client: Any, today: Any
):
    event = mornings(site, on_22="cancelled", on_23="cancelled", on_24="cancelled")
    event.event_status = "cancelled"
    event.save_revision().publish()
    change(editor_client, event, "move_online")
    assert statuses(event) == ["scheduled"] * 3


def test_what_is_over_took_place_and_is_not_cancelled(site: Any, editor_client: Any, today: Any):
    event = mornings(site)
    today.move_to(AFTER_THE_FIRST)
    change(editor_client, event, "cancel")
    assert statuses(event) == ["scheduled", "cancelled", "cancelled"]
    change(editor_client, event, "move_online")
    assert statuses(event) == ["scheduled"] * 3


def test_what_is_over_does_not_move_and_the_new_start_is_that_of_the_next_date(
    site: Any, editor_client: Any, today: Any
):
    event = mornings(site)
    today.move_to(AFTER_THE_FIRST)
    change(editor_client, event, "reschedule", **DATE)
    assert days(event) == ["03-22", "03-30", "03-31"]
    page = again(event)
    assert page.starts_at == utc(2027, 3, 22, 8)
    assert page.previous_starts_at == utc(2027, 3, 23, 8)


def test_an_event_that_is_over_altogether_moves_as_a_whole(
    site: Any, editor_client: Any, today: Any
):
    event = mornings(site)
    today.move_to(dt.datetime(2027, 3, 25, tzinfo=dt.UTC))
    change(editor_client, event, "reschedule", **DATE)
    assert days(event) == ["03-30", "03-31", "04-01"]


def test_a_part_moves_as_far_as_the_next_date_of_the_umbrella(
    site: Any, editor_client: Any, today: Any
):
    umbrella = mornings(site)
    part = make_event(
        site.events["en"],
        starts_at=utc(2027, 3, 24, 8),
        timezone="Europe/Zurich",
        part_of=[umbrella.translation_key],
    )
    today.move_to(AFTER_THE_FIRST)
    form = StatusForm(editor_client, umbrella, "reschedule")
    assert form.send(**DATE, parts=[str(part.pk)]).status_code == 302
    assert again(part).starts_at == utc(2027, 3, 31, 7)
