from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from wagtail.models import Locale

from wagtail_migration_events.events.display.participation import registration_of, web_link
from wagtail_migration_events.pages.models import EventPage

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
URL = "https://example.org/register"


def said(**values: Any) -> Any:
    event = EventPage(timezone="Europe/Zurich", locale=Locale.get_default(), **values)
    return registration_of(event, "en", NOW)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "", None]
)
def test_only_addresses_of_the_web_are_followed(url: Any):
    assert web_link(url) == ""
    assert web_link(URL) == URL


def test_nothing_is_said_where_nothing_is_known():
    assert said() is None


def test_a_note_alone_is_shown_without_a_state():
    registration = said(registration_note="By invitation.")
    assert (registration.label, registration.url, registration.note) == ("", "", "By invitation.")


def test_registration_says_when_it_opens_and_closes_in_the_zone_of_the_event():
    early = said(registration_url=URL, registration_opens_at=NOW + DAY)
    assert early.url == URL
    assert early.deadline.startswith("Opens: 2 February 2027, 01:00 Central European")
    late = said(registration_url=URL, registration_closes_at=NOW + DAY)
    assert late.deadline.startswith("Closes: 2 February 2027, 01:00")
    over = said(registration_url=URL, registration_closes_at=NOW - DAY)
    assert (over.state, over.url) == ("closed", "")


@pytest.mark.parametrize(
    "values", [{"event_status": "cancelled"}, {"starts_at": NOW - DAY, "ends_at": NOW - DAY / 2}]
)
def test_an_event_that_is_over_or_cancelled_takes_nobody_any_more(values: dict[str, Any]):
    registration = said(registration_url=URL, **values)
    assert (registration.state, registration.url) == ("closed", "")


IMPORTED = {"external_source": "example.org", "date_precision": "none"}


def test_where_the_date_was_never_recorded_the_link_stands_without_a_claim():
    registration = said(registration_url=URL, **IMPORTED)
    assert (registration.state, registration.label, registration.url) == ("", "", URL)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"registration_closes_at": NOW + DAY}, "open"),
        ({"registration_closes_at": NOW - DAY}, "closed"),
        ({"registration_opens_at": NOW + DAY}, "not_yet"),
        ({"registration_opens_at": NOW - DAY}, ""),
        ({"event_status": "cancelled"}, "closed"),
        ({"event_status": "postponed"}, "open"),
        ({"external_source": ""}, "open"),
    ],
)
def test_what_is_known_of_registration_is_said_where_the_date_is_not(
    values: dict[str, Any], state: str
):
    assert said(**{"registration_url": URL, **IMPORTED, **values}).state == state
