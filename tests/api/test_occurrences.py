"""Dates of events in a window, through the front door of the API."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import MAY_3, make_event, translated

pytestmark = pytest.mark.django_db
ROOT = "/api/events/occurrences/"
MAY = {"from": "2027-05-01", "to": "2027-05-31"}
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def answer(client: Any, **query: Any) -> Any:
    response = client.get(ROOT, MAY | query)
    assert response.status_code == 200, response.content
    return response.json()


def mornings(parent: Any, **values: Any) -> Any:
    rows = [
        {"key": "a", "starts_at": MAY_3, "ends_at": MAY_3 + HOUR},
        {"key": "b", "starts_at": MAY_3 + DAY, "ends_at": None, "status": "cancelled"},
        {"key": "c", "starts_at": MAY_3 + 40 * DAY, "ends_at": None},
    ]
    return make_event(parent, dates=rows, timezone="America/New_York", **values)


def test_every_date_in_the_window_is_told_in_the_zone_of_its_event(site: Any, client: Any):
    page = mornings(site.events["en"], title="Mornings")
    found = answer(client)
    assert found["count"] == 2
    first, second = found["items"]
    assert (first["key"], first["occurrence"]) == (str(page.translation_key), "a")
    assert (first["title"]["text"], first["url"]) == ("Mornings", page.full_url)
    assert (first["starts_at"], first["ends_at"]) == (
        "2027-05-03T09:00:00-04:00", "2027-05-03T10:00:00-04:00",
    )  # fmt: skip
    assert (first["first_day"], first["last_day"]) == ("2027-05-03", "2027-05-03")
    assert (first["status"]["code"], second["status"]["code"]) == ("scheduled", "cancelled")
    assert second["ends_at"] is None
    assert "2027" in first["when"]["text"]
    assert client.get(first["href"]).json()["dates"][0]["starts_at"] == first["starts_at"]


def test_days_and_months_are_told_as_such(site: Any, client: Any):
    noon = dt.datetime(2027, 5, 10, tzinfo=dt.UTC)
    make_event(site.events["en"], starts_at=noon, ends_at=noon + DAY, date_precision="day")
    make_event(site.events["en"], starts_at=noon.replace(day=1), date_precision="month")
    make_event(site.events["en"], date_precision="none")
    month, day = answer(client)["items"]
    assert (month["starts_at"], month["precision"]["code"]) == ("2027-05", "month")
    assert (month["first_day"], month["last_day"]) == ("2027-05-01", "2027-05-31")
    assert (day["starts_at"], day["ends_at"]) == ("2027-05-10", "2027-05-11")


def test_filters_and_languages_are_those_of_every_list(site: Any, client: Any):
    page = mornings(site.events["en"], gcm_objectives=["13"])
    translated(page, "fr", title="Matinées")
    mornings(site.events["en"], gcm_objectives=["14"])
    found = answer(client, objective="13", locale="fr")
    assert {each["title"]["text"] for each in found["items"]} == {"Matinées"}
    assert {each["locale"] for each in found["items"]} == {"fr"}
    assert answer(client, locale="fr")["count"] == 4
    assert answer(client, locale="fr", fallback="false")["count"] == 2
    assert [each["occurrence"] for each in answer(client, objective="13", offset=1)["items"]] == [
        "b"
    ]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"from": "2027-05-01"}, ["to"]),
        ({}, ["from", "to"]),
        ({"from": "2027-05-01", "to": "2028-05-01"}, ["to"]),
        ({"from": "yesterday", "to": "2027-05-01"}, ["from"]),
        ({**MAY, "limit": "501"}, ["limit"]),
        ({**MAY, "ordering": "starts_at"}, ["ordering"]),
    ],
)
def test_a_window_that_is_missing_or_too_long_is_refused(
    site: Any, client: Any, query: dict[str, str], wrong: list[str]
):
    response = client.get(ROOT, query)
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [error["loc"][-1] for error in response.json()["errors"]] == wrong


def test_a_leap_year_fits(site: Any, client: Any):
    assert client.get(ROOT, {"from": "2028-01-01", "to": "2028-12-31"}).status_code == 200


def test_more_dates_take_no_more_queries(site: Any, client: Any):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert answer(client, locale="fr")["items"]
        return len(captured)

    for _ in range(2):
        event = mornings(site.events["en"])
    translated(event, "fr")
    queries()
    few = queries()
    for _ in range(3):
        translated(mornings(site.events["en"]), "fr")
    assert queries() == few <= 12


def test_one_event_is_a_calendar_file_by_its_key(site: Any, client: Any):
    page = mornings(site.events["en"], title="Mornings")
    french = translated(page, "fr", title="Matinées")
    address = f"/api/events/{page.translation_key}/event.ics"
    response = client.get(address, {"locale": "fr"})
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content == client.get(french.url + "event.ics").content
    tag = response.headers["ETag"]
    again = client.get(address, {"locale": "fr"}, headers={"if-none-match": tag})
    assert again.status_code == 304
    page.unpublish()
    french.unpublish()
    assert client.get(address).status_code == 404


def test_an_event_without_a_day_is_no_calendar_file_here_either(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=dt.datetime(2027, 5, 1, tzinfo=dt.UTC),
                      date_precision="month")  # fmt: skip
    address = f"/api/events/{page.translation_key}/"
    assert client.get(address, {"fields": "links"}).json()["links"]["icalendar"] == ""
    assert client.get(page.url + "event.ics").status_code == 404
    assert client.get(f"{address}event.ics").status_code == 404


def test_one_event_is_data_for_search_engines_by_its_key(site: Any, client: Any):
    page = mornings(site.events["en"], title="Mornings")
    french = translated(page, "fr", title="Matinées")
    address = f"/api/events/{page.translation_key}/event.jsonld"
    response = client.get(address, {"locale": "fr"})
    assert response.headers["Content-Type"].startswith("application/ld+json")
    assert response.json()["name"] == "Matinées"
    assert response.json()["url"] == french.full_url
    for each in (page, french):
        each.unpublish()
    assert client.get(address).status_code == 404
