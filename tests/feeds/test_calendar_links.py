"""Links that put an event into a calendar on the web."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_event
from wagtail_migration_events.feeds.calendar_links import (
    LONGEST,
    OFFICE,
    CalendarEntry,
    google_link,
    outlook_link,
    webcal_address,
)

NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def asked(link: str) -> dict[str, str]:
    return {name: value for name, [value] in parse_qs(urlsplit(link).query).items()}


def test_hours_are_instants_and_the_zone_is_named():
    entry = CalendarEntry(
        "Talk", NOON, NOON + HOUR, "Europe/Zurich", "About cities", "Room 1", "https://x.example/a/"
    )
    assert asked(google_link(entry)) == {
        "action": "TEMPLATE",
        "dates": "20270503T120000Z/20270503T130000Z",
        "ctz": "Europe/Zurich",
        "text": "Talk",
        "location": "Room 1",
        "details": "About cities\n\nhttps://x.example/a/",
    }
    link = outlook_link(entry, OFFICE)
    assert link.startswith("https://outlook.office.com/calendar/0/deeplink/compose?")
    assert asked(link) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": "2027-05-03T12:00:00Z",
        "enddt": "2027-05-03T13:00:00Z",
        "subject": "Talk",
        "location": "Room 1",
        "body": "About cities\n\nhttps://x.example/a/",
    }


def test_the_hour_that_comes_twice_keeps_its_place():
    from zoneinfo import ZoneInfo

    second = dt.datetime(2027, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Zurich"), fold=1)
    entry = CalendarEntry("Talk", second, second + HOUR)
    assert asked(google_link(entry))["dates"].startswith("20271031T013000Z/")
    assert asked(outlook_link(entry))["startdt"] == "2027-10-31T01:30:00Z"


@pytest.mark.parametrize(
    ("end", "google", "outlook"),
    [
        (None, "20270503/20270504", "2027-05-04"),
        (dt.date(2027, 5, 5), "20270503/20270506", "2027-05-06"),
    ],
)
def test_whole_days_end_with_the_day_after(end: Any, google: str, outlook: str):
    entry = CalendarEntry("Week", dt.date(2027, 5, 3), end)
    assert asked(google_link(entry))["dates"] == google
    found = asked(outlook_link(entry))
    assert (found["startdt"], found["enddt"], found["allday"]) == ("2027-05-03", outlook, "true")


def test_an_end_that_is_not_known_is_not_made_up():
    entry = CalendarEntry("Talk", NOON)
    assert asked(google_link(entry))["dates"] == "20270503T120000Z/20270503T120000Z"
    assert "enddt" not in asked(outlook_link(entry))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=3000)


@given(title=texts, details=texts, location=texts, slug=st.text("abЖم%", max_size=300))
def test_no_link_is_too_long_whatever_the_text(title: str, details: str, location: str, slug: str):
    url = f"https://x.example/{slug}/"
    entry = CalendarEntry(
        title, NOON, None, "America/Argentina/Buenos_Aires", details, location, url
    )
    for link in (google_link(entry), outlook_link(entry), outlook_link(entry, OFFICE)):
        assert len(link) <= LONGEST
        assert link.isascii()
        assert set(asked(link)) <= {
            "action", "dates", "ctz", "text", "location", "details", "path", "rru", "startdt",
            "subject", "body",
        }  # fmt: skip


def test_long_arabic_text_is_cut_and_the_address_is_not():
    entry = CalendarEntry(
        "لقاء " * 60, NOON, details="حول المدن " * 200, url="https://x.example/ar/a/"
    )
    details = asked(google_link(entry))["details"]
    assert details.startswith("حول المدن")
    assert details.endswith("…\n\nhttps://x.example/ar/a/")


def test_a_calendar_program_is_asked_by_its_own_scheme():
    assert webcal_address("https://x.example/feed.ics?a=b") == "webcal://x.example/feed.ics?a=b"
    assert webcal_address("") == ""


def offered(client: Any, page: Any) -> dict[str, str]:
    soup = BeautifulSoup(client.get(page.url).content.decode(), "html.parser")
    return {" ".join(link.text.split()): str(link["href"]) for link in soup.select(".events-add a")}


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_a_coming_event_is_offered_to_four_calendars(site: Any, client: Any):
    page = make_event(
        site.events["en"], title="Talk & more", starts_at=NOON + DAY, timezone="Asia/Bangkok"
    )
    links = offered(client, page)
    assert list(links) == [
        "Google Calendar", "Outlook.com", "Outlook at work or school", "Calendar file (.ics)",
    ]  # fmt: skip
    google = asked(links["Google Calendar"])
    assert (google["text"], google["ctz"]) == ("Talk & more", "Asia/Bangkok")
    assert google["details"] == page.full_url
    assert links["Calendar file (.ics)"] == page.url + "event.ics"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({}, 4),
        ({"date_precision": "day"}, 4),
        ({"date_precision": "month"}, 0),
        ({"starts_at": None}, 0),
        ({"event_status": "cancelled"}, 0),
        ({"event_status": "postponed"}, 0),
        ({"starts_at": NOON - DAY, "ends_at": NOON - HOUR}, 0),
        ({"dates": [{"starts_at": NOON + DAY}, {"starts_at": NOON + 2 * DAY}]}, 1),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_only_what_will_take_place_on_a_known_day_is_offered(
    values: Any, number: int, site: Any, client: Any
):
    page = make_event(site.events["en"], **{"starts_at": NOON + DAY, **values})
    assert len(offered(client, page)) == number


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_a_list_can_be_opened_in_a_calendar_program_as_it_is_narrowed(site: Any, client: Any):
    make_event(site.events["en"], starts_at=NOON + DAY, gcm_objectives=["13"])
    html = client.get(site.events["en"].url + "?objective=13").content.decode()
    links = BeautifulSoup(html, "html.parser").select(".events-subscribe a")
    assert [link["href"] for link in links] == [
        site.events["en"].url + "feed.ics?objective=13",
        "webcal://localhost/en/events/feed.ics?objective=13",
    ]
