"""No word of any field becomes a line of the calendar, whatever is stored."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from wagtail.models import Locale

from tests.factories import make_event, make_organizer
from wagtail_migration_events.events.display.facts import FactValue
from wagtail_migration_events.feeds import companions, vevents
from wagtail_migration_events.feeds.calendar_file import calendar_of, event_calendar
from wagtail_migration_events.feeds.content_lines import content_line, text
from wagtail_migration_events.occurrences.scope import Scope

NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
#: What breaks lines, ends values and parameters, or is longer than a line, in several scripts.
PIECES = ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00", "\t", '"', ";", ":", ",", "\\",
          "\\n", "\\N", "^n", "^", " ", "ATTENDEE:x", "END:VEVENT", "ا" * 40, "移民" * 40, "a" * 80,
          "😀", "\u202e", "\ufeff", "%0d%0a"]  # fmt: skip
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6).map("".join)
evil = "x\r\nATTENDEE:mailto:y\r\nEND:VEVENT"


def names_in(content: bytes) -> Counter[str]:
    """Return the names of all lines, after it is certain that they are lines for every program."""
    decoded = content.decode()
    assert content.endswith(b"\r\n")
    assert re.sub("\r\n", "", decoded).splitlines() in ([re.sub("\r\n", "", decoded)], [])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return Counter(
        re.split("[;:]", line)[0] for line in decoded.replace("\r\n ", "").split("\r\n")[:-1]
    )


def as_read(written: str) -> str:
    """Return what a program should read of a text: line breaks of any kind, no other controls."""
    lines = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", written)
    return re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", lines)


# In a parameter a backslash escapes nothing (RFC 5545 §3.2); the library that reads thinks it does.
@given(words, words.filter(lambda each: "\\" not in each))
@example("a\\Nb", "^n")
def test_a_text_is_read_as_it_was_written(value: str, parameter: str):
    line = content_line("SUMMARY", text(value), CN=parameter)
    assert names_in(line) == {"SUMMARY": 1}
    around = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
    event: Any = Calendar.from_ical(line.join(around))
    assert str(event["SUMMARY"]) == as_read(value)
    quoted = re.sub("\r\n|[\r\n\t\x0b\x0c\x85\u2028\u2029]", " ", parameter).replace('"', "'")
    expected = re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", " ", quoted)
    assert event["SUMMARY"].params.get("CN", "") == expected


@pytest.fixture
def event(site: Any) -> Any:
    organizer = make_organizer(site.organizers["en"], "Network")
    page = make_event(
        site.events["en"], starts_at=NOON, organizers=[organizer], gcm_objectives=["13"]
    )
    page.organizer_page = organizer
    return page


FIELDS = (
    "title", "summary", "venue", "contact_email", "livestream_url", "timezone", "key", "status",
    "language", "term", "organizer", "address",
)  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, words)))
@example(dict.fromkeys(FIELDS, evil))
def test_no_field_of_an_event_adds_a_line(event: Any, monkeypatch: Any, stored: dict[str, str]):
    organizer = event.organizer_page
    type(organizer).objects.filter(pk=organizer.pk).update(title=as_read(stored["organizer"]))
    for name in ("title", "summary", "venue", "contact_email", "livestream_url", "timezone"):
        setattr(event, name, stored[name])
    event.locale = Locale(language_code=stored["language"])
    event.dates = [{"key": stored["key"], "starts_at": NOON, "status": stored["status"]}]
    terms = [FactValue(stored["term"], language=stored["language"])]
    monkeypatch.setattr(companions, "term_values", lambda *_: terms)
    monkeypatch.setattr(vevents, "page_address", lambda *_: stored["address"])
    content = event_calendar(event, Scope(stored["language"]))
    names = names_in(content)
    assert names.keys() <= {
        "BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE",
        "DTSTART", "STATUS", "TRANSP", "DESCRIPTION", "SUMMARY", "LOCATION", "CATEGORIES",
        "CONTACT", "ORGANIZER", "CONFERENCE", "URL", "TZID", "COMMENT", "TZNAME", "TZOFFSETFROM",
        "TZOFFSETTO",
    }  # fmt: skip
    assert (names["UID"], names["SUMMARY"], names["URL"]) == (1, 1, 1)
    [read] = Calendar.from_ical(content).walk("VEVENT")
    assert str(read["SUMMARY"]) == as_read(stored["title"])
    [other] = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert other.dtstart == read.start == NOON


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(words, words)
@example(evil, evil)
def test_no_name_of_a_calendar_adds_a_line(event: Any, title: str, source: str):
    event.title = title
    content = calendar_of([], Scope("en"), event, source)
    names = names_in(content)
    assert names["NAME"] == names["SOURCE"] == names["URL"] == 1
    assert "ATTENDEE" not in names
    assert Calendar.from_ical(content).walk("VEVENT") == []
