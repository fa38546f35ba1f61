"""The calendars that people download and subscribe to."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import ngettext, override
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from tests.factories import make_event, make_organizer, translated

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def calendar(client: Any, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events(client: Any, url: str) -> list[Any]:
    return calendar(client, url).walk("VEVENT")


def titles(client: Any, url: str) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(client, url)]


def test_an_event_is_one_file_with_its_zone_and_what_is_known_of_it(site: Any, client: Any):
    page = make_event(
        site.events["en"], title="Talk; on cities, rivers", summary="Line one\nline two",
        starts_at=NOON, ends_at=NOON + HOUR, timezone="Africa/Nairobi", venue="Room 1\nNairobi",
        gcm_objectives=["13"], latitude="-1.286389", longitude="36.817223",
        livestream_url="https://stream.example.org/a", contact_email="a@example.org",
    )  # fmt: skip
    whole = calendar(client, page.url + "event.ics")
    [event] = whole.walk("VEVENT")
    assert event["UID"] == str(page.translation_key)
    assert event["SUMMARY"] == "Talk; on cities, rivers"
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert event["DTSTART"].params["TZID"] == "Africa/Nairobi"
    assert (event.start, event.end) == (NOON, NOON + HOUR)
    assert event["LOCATION"] == "Room 1 Nairobi"
    assert event["STATUS"] == "CONFIRMED"
    assert event["GEO"].to_ical() == "-1.286389;36.817223"
    assert event["CONFERENCE"] == "https://stream.example.org/a"
    assert event["URL"] == page.full_url
    assert event["DESCRIPTION"].startswith("Line one\nline two\n\n")
    [zone] = whole.walk("VTIMEZONE")
    assert zone["TZID"] == "Africa/Nairobi"


def test_the_identifier_is_the_same_in_all_languages_and_the_number_rises(site: Any, client: Any):
    page = make_event(site.events["en"], title="Talk", starts_at=NOON)
    french = translated(page, "fr", title="Débat")
    [before] = events(client, french.url + "event.ics")
    assert (before["SUMMARY"], before["SUMMARY"].params["LANGUAGE"]) == ("Débat", "fr")
    page.starts_at = NOON + HOUR
    page.save_revision().publish()
    [after] = events(client, french.url + "event.ics")
    assert before["UID"] == after["UID"] == str(page.translation_key)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.start == NOON + HOUR


def test_every_date_of_a_list_is_an_event_of_its_own_with_its_own_status(site: Any, client: Any):
    row = {"starts_at": NOON, "ends_at": NOON + HOUR}
    later = {"starts_at": NOON + DAY, "ends_at": None, "key": "b", "status": "cancelled"}
    page = make_event(site.events["en"], dates=[{**row, "key": "a"}, later])
    first, second = events(client, page.url + "event.ics")
    key = page.translation_key
    assert (first["UID"], second["UID"]) == (f"{key}-a", f"{key}-b")
    assert (first["STATUS"], second["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert "DTEND" not in second


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("cancelled", "CANCELLED"),
        ("tentative", "TENTATIVE"),
        ("postponed", "TENTATIVE"),
        ("rescheduled", "CONFIRMED"),
        ("moved_online", "CONFIRMED"),
    ],
)
def test_what_has_become_of_an_event_is_said(status: str, said: str, site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON, event_status=status)
    [event] = events(client, page.url + "event.ics")
    assert event["STATUS"] == said


@pytest.mark.parametrize(
    ("reader", "values", "language"),
    [
        ("fr", {"event_status": "cancelled", "summary": "In English"}, None),
        ("fr", {"attendance_mode": "online", "summary": "In English"}, None),
        ("fr", {"summary": "In English"}, "en"),
        ("fr", {"event_status": "cancelled"}, "fr"),
        ("en", {"event_status": "cancelled", "summary": "In English"}, "en"),
    ],
)
def test_words_in_two_languages_are_not_marked_as_one(
    reader: str, values: Any, language: str | None, site: Any, client: Any
):
    make_event(site.events["en"], starts_at=NOON, **values)
    [event] = events(client, site.events[reader].url + "feed.ics?when=all")
    assert event["DESCRIPTION"].params.get("LANGUAGE") == language
    assert event["SUMMARY"].params["LANGUAGE"] == "en"


MOVED = {
    "attendance_mode": "in_person", "venue": "Room 1", "latitude": "-1.2", "longitude": "36.8",
}  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "said", "place"),
    [("in_person", "Online", None), ("", "Online", None), ("online", "Online", None),
     ("hybrid", "In person and online", "Room 1")],
)  # fmt: skip
def test_what_moved_online_is_no_longer_at_its_venue(
    mode: str, said: str, place: str | None, site: Any, client: Any
):
    values = {**MOVED, "attendance_mode": mode, "event_status": "moved_online"}
    page = make_event(site.events["en"], starts_at=NOON, **values)
    [event] = events(client, page.url + "event.ics")
    assert str(event["DESCRIPTION"]).split("\n\n") == ["Moved online", said, page.full_url]
    assert (event.get("LOCATION"), "GEO" in event) == (place, bool(place))
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    link = soup.select_one("a[href^='https://calendar.google.com']")
    assert link
    assert ("Room%201" in str(link["href"])) == bool(place)
    where = soup.select_one("section[aria-labelledby=event-where]")
    assert where
    assert (said in where.text, "Room 1" in where.text) == (True, bool(place))
    index = site.events["en"].url
    assert said in client.get(index).content.decode()
    rss = client.get(index + "feed.rss").content.decode()
    assert (said in rss, "Room 1" in rss) == (True, bool(place))
    month = client.get(f"{index}?view=month&from={NOON.date()}")
    assert BeautifulSoup(month.content, "html.parser").select_one(f"td:-soup-contains('{said}')")
    told = client.get(f"/api/events/{page.translation_key}/").json()
    assert told["attendance_mode"]["label"] == said
    assert told["venue"] == place
    assert (told["latitude"] is None, told["longitude"] is None) == (not place, not place)
    for code in ("in_person", "online", "hybrid"):
        is_found = code == told["attendance_mode"]["code"]
        found = client.get("/api/events/", {"when": "all", "attendance": code}).json()
        assert found["count"] == is_found, code


def test_a_single_date_may_move_online(site: Any, client: Any):
    rows = [
        {"starts_at": NOON, "key": "a"},
        {"starts_at": NOON + DAY, "key": "b", "status": "moved_online"},
    ]
    page = make_event(site.events["en"], dates=rows, **MOVED)
    first, second = events(client, page.url + "event.ics")
    assert (first["LOCATION"], second.get("LOCATION")) == ("Room 1", None)
    assert "In person" in first["DESCRIPTION"]
    assert "In person" not in second["DESCRIPTION"]


def test_days_without_hours_are_dates_and_leave_one_free(site: Any, client: Any):
    last = NOON + 2 * DAY
    page = make_event(
        site.events["en"], starts_at=NOON, ends_at=last, date_precision="day",
        timezone="Asia/Bangkok",
    )  # fmt: skip
    [event] = events(client, page.url + "event.ics")
    assert (event.start, event.end) == (dt.date(2027, 5, 3), dt.date(2027, 5, 6))
    assert event["TRANSP"] == "TRANSPARENT"


@time_machine.travel(NOON, tick=False)
def test_a_list_says_how_many_events_without_a_day_it_leaves_out(site: Any, client: Any):
    organizer = make_organizer(site.organizers["en"], title="Organizer")
    for values in (
        {"title": "Dated", "starts_at": NOON + DAY},
        {"title": "Over", "starts_at": NOON - DAY, "ends_at": NOON - DAY + HOUR},
        {"title": "Some time in June", "starts_at": NOON + 30 * DAY, "date_precision": "month"},
        {"title": "Some time"},
    ):
        make_event(site.events["en"], organizers=[organizer], **values)
    whole = calendar(client, organizer.url + "feed.ics")
    assert [str(each["SUMMARY"]) for each in whole.walk("VEVENT")] == ["Over", "Dated"]
    assert whole["NAME"] == "Organizer"
    assert whole["DESCRIPTION"].startswith("2 events")
    assert whole["REFRESH-INTERVAL"].to_ical() == b"PT6H"
    assert titles(client, organizer.url + "feed.ics?when=past") == ["Over"]


def test_an_umbrella_has_a_calendar_with_its_parts(site: Any, client: Any):
    umbrella = make_event(site.events["en"], title="Week", starts_at=NOON)
    make_event(umbrella, title="Part", starts_at=NOON + DAY, part_of=[umbrella.translation_key])
    make_event(site.events["en"], title="Other", starts_at=NOON + DAY)
    assert titles(client, umbrella.url + "feed.ics") == ["Week", "Part"]


@pytest.mark.parametrize("what", ["draft", "private", "expired", "part", "of a page below"])
def test_what_nobody_may_see_is_in_no_calendar(what: str, site: Any, client: Any):
    umbrella = make_event(site.events["en"], title="Week", starts_at=NOON)
    part = make_event(umbrella, title="Secret", starts_at=NOON, part_of=[umbrella.translation_key])
    if what == "draft":
        part.unpublish()
    elif what == "private":
        PageViewRestriction.objects.create(page=part, restriction_type="login")
    elif what == "expired":
        part.unpublish(set_expired=True)
    else:
        PageViewRestriction.objects.create(page=umbrella, restriction_type="login")
    assert client.get(part.url + "event.ics").status_code in (302, 404)
    response = client.get(umbrella.url + "feed.ics")
    assert response.status_code == (302 if what.startswith(("part", "of")) else 200)
    assert b"Secret" not in response.content


def test_the_same_events_are_the_same_bytes_and_are_not_sent_again(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON, timezone="Europe/Zurich")
    first = client.get(page.url + "event.ics")
    again = client.get(page.url + "event.ics")
    assert first.content == again.content
    kept = client.get(page.url + "event.ics", headers={"if-none-match": first.headers["ETag"]})
    assert kept.status_code == 304


def test_a_calendar_of_all_times_is_the_same_bytes_while_its_events_go_by(site: Any, client: Any):
    mayors = make_organizer(site.organizers["en"])
    days = [{"key": key, "starts_at": NOON + days * DAY} for key, days in (("a", 0), ("b", 4))]
    for dates in ({"starts_at": NOON + DAY}, {"starts_at": NOON, "dates": days}, {}):
        make_event(site.events["en"], organizers=[mayors], **dates)
    for address in (f"{site.events['en'].url}feed.ics?when=all", f"{mayors.url}feed.ics"):
        found = set()
        for day in (-1, 0.5, 2, 5):
            with time_machine.travel(NOON + day * DAY, tick=False):
                found.add(client.get(address).content)
        [content] = found
        assert content.count(b"BEGIN:VEVENT") == 3


def test_long_lines_are_folded_between_letters_of_any_script(site: Any, client: Any):
    title = "لقاء تنسيقي حول الهجرة " * 8 + "移民问题协调会议" * 8
    page = make_event(site.events["en"], title=title[:250], starts_at=NOON)
    content = client.get(page.url + "event.ics").content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == page.title


def test_no_field_can_add_a_line(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON)
    type(page).objects.filter(pk=page.pk).update(
        title="A\r\nATTENDEE:mailto:x@y", summary="B\r\nATTENDEE:mailto:x@y",
        venue="C\r\nATTENDEE:mailto:x@y", contact_email="d@e\r\nATTENDEE:mailto:x@y",
        livestream_url="https://x\r\nATTENDEE:y", timezone="Europe/Zurich\r\nATTENDEE:z",
    )  # fmt: skip
    content = client.get(page.url + "event.ics").content
    assert not [line for line in content.split(b"\r\n") if line.startswith(b"ATTENDEE")]
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


def test_the_number_of_queries_does_not_depend_on_the_number_of_events(site: Any, client: Any):
    umbrella = make_event(site.events["en"], starts_at=NOON)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(umbrella.url + "feed.ics")
        return len(captured)

    def add() -> None:
        make_event(umbrella, starts_at=NOON, part_of=[umbrella.translation_key])

    add()
    queries()
    few = queries()
    for _number in range(4):
        add()
    assert queries() == few <= 25


def test_who_leads_an_event_is_named_with_an_address_that_is_public(site: Any, client: Any):
    partner = make_organizer(site.organizers["en"], "Partner")
    hidden = make_organizer(site.organizers["en"], "Hidden", live=False)
    lead = make_organizer(site.organizers["en"], 'Mayors, "Ltd"; and others')
    translated(lead, "fr", title="Maires")
    links = [(partner, "partner"), (hidden, "lead"), (lead, "lead")]
    page = make_event(site.events["en"], starts_at=NOON, organizers=links)
    [event] = events(client, page.url + "event.ics")
    assert event["ORGANIZER"] == lead.full_url
    assert event["ORGANIZER"].params["CN"] == "Mayors, 'Ltd'; and others"
    page.contact_email = "events+a@example.org"
    page.save_revision().publish()
    french = translated(page, "fr")
    [event] = events(client, french.url + "event.ics")
    assert event["ORGANIZER"] == "mailto:events+a@example.org"
    assert event["ORGANIZER"].params["CN"] == "Maires"
    alone = make_event(site.events["en"], starts_at=NOON, organizers=[(partner, "partner"), hidden])
    [event] = events(client, alone.url + "event.ics")
    assert event["ORGANIZER"].params["CN"] == "Partner"


def test_a_part_names_the_umbrella_that_the_reader_may_see(site: Any, client: Any):
    rows = [{"key": key, "starts_at": NOON + DAY, "ends_at": NOON + DAY + HOUR} for key in "ab"]
    rows[1]["starts_at"] = NOON
    listed = make_event(site.events["en"], title="Days", dates=rows)
    week = make_event(site.events["en"], title="Week", starts_at=NOON)
    month = make_event(site.events["en"], starts_at=NOON, date_precision="month")
    secret = make_event(site.events["en"], title="Secret", starts_at=NOON, live=False)
    keys = [str(each.translation_key) for each in (listed, week, month, secret)]
    page = make_event(site.events["en"], starts_at=NOON, part_of=keys)
    [event] = events(client, page.url + "event.ics")
    related = event["RELATED-TO"]
    assert [str(each) for each in related] == [f"{keys[0]}-b", keys[1]]
    assert {each.params["RELTYPE"] for each in related} == {"PARENT"}


def test_terms_are_named_with_the_language_of_their_words(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON, gcm_objectives=["2", "13"])
    french = translated(page, "fr")
    [event] = events(client, french.url + "event.ics")
    assert event["CATEGORIES"].params["LANGUAGE"] == "fr"
    assert len(event["CATEGORIES"].cats) == 2


def test_an_event_without_a_day_has_no_file_and_offers_none(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON, date_precision="month")
    assert client.get(page.url + "event.ics").status_code == 404
    assert "event.ics" not in client.get(page.url).content.decode()
    page.date_precision = "day"
    page.save_revision().publish()
    assert titles(client, page.url + "event.ics") == [page.title]


def test_a_calendar_without_events_is_still_a_calendar(site: Any, client: Any):
    organizer = make_organizer(site.organizers["en"], "Organizer")
    whole = calendar(client, organizer.url + "feed.ics")
    # RFC 5545, section 3.4: at least one component.
    assert [component.name for component in whole.subcomponents] == ["VTIMEZONE"]
    assert IcsCalendarStream.calendar_from_ics(whole.to_ical().decode()).events == []


def test_a_subscribed_calendar_says_where_it_is_and_what_shows_the_same(site: Any, client: Any):
    index = site.events["en"]
    make_event(index, starts_at=NOON)
    whole = calendar(client, index.url + "feed.ics?when=all&q=%0d%0aX")
    assert whole["SOURCE"] == f"{index.full_url}feed.ics?q=%0D%0AX&when=all"
    assert whole["URL"] == index.full_url
    assert "METHOD" not in whole


def test_what_is_left_out_is_said_in_the_language_of_the_calendar(site: Any, client: Any):
    make_event(site.events["en"], title="Some time")
    whole = calendar(client, site.events["fr"].url + "feed.ics?when=all")
    assert whole["DESCRIPTION"].params["LANGUAGE"] == "fr"
    with override("fr"):
        told = ngettext(
            "%(number)s event whose day is not known yet is not in this calendar.",
            "%(number)s events whose day is not known yet are not in this calendar.",
            1,
        )
    assert whole["DESCRIPTION"] == told % {"number": 1}


def test_a_program_asks_for_the_head_and_for_what_is_new_only(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON, slug="talk")
    for url in (page.url + "event.ics", site.events["en"].url + "feed.ics?when=all"):
        head = client.head(url)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert head.headers["Content-Disposition"].startswith("attachment; filename=")
        kept = client.get(url, headers={"if-none-match": head.headers["ETag"]})
        assert kept.status_code == 304
    page.title = "Another"
    page.save_revision().publish()
    again = client.get(url, headers={"if-none-match": head.headers["ETag"]})
    assert (again.status_code, b"Another" in again.content) == (200, True)


@pytest.mark.parametrize("name", ["event.ics", "event.jsonld", "feed.ics", "export.csv"])
def test_a_file_is_only_read(name: str, site: Any, client: Any):
    url = make_event(site.events["en"], starts_at=NOON).url
    for method in (client.post, client.put, client.patch, client.delete):
        refused = method(url + name)
        assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert method(url).status_code == 200  # what a page takes is the site's business
    asked = client.options(url + name)
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_calendar_says_what_of_the_address_was_not_understood(site: Any, client: Any):
    make_event(site.events["en"], title="Some time")
    whole = calendar(client, site.events["en"].url + "feed.ics?when=nope&q=x")
    assert whole.walk("VEVENT") == []
    assert "upcoming" in whole["DESCRIPTION"]
    assert whole["X-WR-CALDESC"].to_ical() == whole["DESCRIPTION"].to_ical()
    feed = client.get(site.events["en"].url + "feed.rss?when=nope&q=x").content
    said = ElementTree.fromstring(feed).findtext("channel/description", "")
    assert str(whole["DESCRIPTION"]) in said


def test_an_alias_is_the_event_that_it_mirrors(site: Any, client: Any):
    page = make_event(site.events["en"], title="Talk", starts_at=NOON)
    alias = page.create_alias(parent=site.events["fr"], update_slug="talk-fr")
    alias = type(page).objects.get(pk=alias.pk)
    [original] = events(client, page.url + "event.ics")
    [mirrored] = events(client, alias.url + "event.ics")
    for name in ("UID", "SEQUENCE", "DTSTAMP", "SUMMARY"):
        assert mirrored[name].to_ical() == original[name].to_ical()


@pytest.mark.parametrize("path", ["event.ics/", "event.ics/x", "x.ics", "feed.rss.ics"])
def test_other_addresses_below_a_page_are_not_there(path: str, site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON)
    assert client.get(page.url + path, follow=True).status_code == 404


@time_machine.travel(NOON, tick=False)
def test_the_calendar_of_a_list_has_what_the_list_shows(site: Any, client: Any):
    for number in range(3):
        objectives = ["13"] if number else ["2"]
        start = NOON + number * DAY
        make_event(
            site.events["en"], title=f"E{number}", starts_at=start, gcm_objectives=objectives
        )
    index = site.events["en"].url
    html = client.get(index + "?objective=13&utm_source=x").content.decode()
    link = BeautifulSoup(html, "html.parser").select_one(".events-subscribe a")
    assert link
    assert link["href"] == f"{index}feed.ics?objective=13"
    assert titles(client, str(link["href"])) == ["E1", "E2"]
    assert titles(client, index + "feed.ics") == ["E0", "E1", "E2"]
    assert titles(client, index + "feed.ics?objective=99") == []
    assert (
        events(client, site.events["fr"].url + "feed.ics")[0]["SUMMARY"].params["LANGUAGE"] == "en"
    )


@time_machine.travel(NOON, tick=False)
def test_an_event_offers_its_file_until_it_is_over(site: Any, client: Any, settings: Any):
    coming = make_event(site.events["en"], starts_at=NOON + DAY)
    over = make_event(site.events["en"], starts_at=NOON - DAY, ends_at=NOON - HOUR)
    file_of_coming = f'href="{coming.url}event.ics"'
    assert file_of_coming in client.get(coming.url).content.decode()
    assert "event.ics" not in client.get(over.url).content.decode()
