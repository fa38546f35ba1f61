"""One calendar with everything that is difficult about time, byte for byte, and what two programs
read in it. Neither of the two is built on the other."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.built_once import for_a_module
from tests.factories import make_event, make_organizer
from wagtail_migration_events import __version__
from wagtail_migration_events.feeds.calendar_zones import vtimezone

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden" / "list.ics"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
#: After all events, so that the rules of their zones change no more.
PUBLISHED = dt.datetime(2025, 12, 1, 9, tzinfo=dt.UTC)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)


#: Title, zone, start, end.
TIMES = [
    ("First after the clocks jump", "Europe/Zurich", utc(2025, 3, 30, 1), utc(2025, 3, 30, 2)),
    ("Before an hour comes twice", "Europe/Zurich", utc(2025, 10, 26, 0, 30), None),
    ("When the hour comes again", "Europe/Zurich", utc(2025, 10, 26, 1, 30), utc(2025, 10, 26, 3)),
    ("Over midnight", "America/New_York", utc(2025, 7, 5, 2), utc(2025, 7, 5, 7)),
    ("A quarter to", "Asia/Kathmandu", utc(2025, 5, 1, 4, 15), utc(2025, 5, 1, 5, 15)),
    ("An older name of a zone", "Asia/Calcutta", utc(2025, 5, 1, 4, 30), None),
    ("Negative summer time", "Africa/Casablanca", utc(2025, 3, 10, 9), utc(2025, 3, 10, 10)),
    ("Without a zone", "", utc(2025, 5, 2, 9), None),
    ("The first hour", "Europe/Zurich", utc(1, 1, 1), utc(1, 1, 1, 1)),
    ("The last hour", "Europe/Zurich", utc(9999, 12, 31, 22), utc(9999, 12, 31, 23)),
]


@for_a_module
def _expected(site: Any) -> dict[str, tuple[Any, Any]]:
    found: dict[str, tuple[Any, Any]] = {}

    def made(title: str, **values: Any) -> Any:
        key = UUID(int=len(found) + 1)
        parent = values.pop("parent", site.events["en"])
        page = make_event(parent, title=title, slug=f"e{key.int}", translation_key=key, **values)
        found[str(key)] = (values["starts_at"], values.get("ends_at"))
        return page

    with time_machine.travel(PUBLISHED, tick=False):
        organizer = make_organizer(site.organizers["en"], 'Network, "on" Migration', slug="network")
        for title, zone, start, end in TIMES:
            made(title, timezone=zone, starts_at=start, ends_at=end)
        start = utc(2025, 5, 2, 9)
        gone = made("A zone that is no more", timezone="UTC", starts_at=start, ends_at=start + HOUR)
        type(gone).objects.filter(pk=gone.pk).update(timezone="Mars/Olympus")
        days = (utc(2025, 5, 5), utc(2025, 5, 7))
        made("Three days", date_precision="day", timezone="Asia/Bangkok", starts_at=days[0],
             ends_at=days[1])  # fmt: skip
        found[str(UUID(int=len(found)))] = (days[0].date(), days[1].date() + DAY)
        start = utc(2025, 6, 2, 7)
        mornings = [
            {"key": key, "starts_at": start + number * DAY, "ends_at": start + number * DAY + HOUR}
            for number, key in enumerate("abc")
        ]
        mornings[1]["status"] = "cancelled"
        page = made(
            "Three mornings", timezone="Africa/Nairobi", starts_at=start, dates=mornings,
            organizers=[organizer], summary="Words; with, signs\nand \\ lines", venue="Room 1",
            contact_email="mail@example.org", livestream_url="https://stream.example.org/?a=1,2",
            gcm_objectives=["13"], latitude="-1.286389", longitude="36.817223",
            attendance_mode="hybrid",
        )  # fmt: skip
        del found[str(page.translation_key)]
        for row in mornings:
            found[f"{page.translation_key}-{row['key']}"] = (row["starts_at"], row["ends_at"])
        arabic, chinese = "لقاء تنسيقي حول الهجرة، " * 6, "移民问题协调会议；" * 12
        for code, title in (("ar", arabic), ("zh-hans", chinese)):
            made(title, parent=site.events[code], timezone="Asia/Shanghai", starts_at=start,
                 organizers=[organizer], part_of=[page.translation_key])  # fmt: skip
        made("Some time in June", starts_at=utc(2025, 6, 1), date_precision="month")
        found.popitem()
    return found


@pytest.fixture
def expected(_expected: Any, db: None) -> dict[str, tuple[Any, Any]]:
    """Make the events, and return when each takes place, by its UID."""
    return dict(_expected)


def the_list(site: Any, client: Any) -> bytes:
    content: bytes = client.get(site.events["en"].url + "feed.ics?when=all").content
    return content


def test_the_calendar_is_the_same_byte_for_byte(expected: Any, site: Any, client: Any):
    golden = GOLDEN.read_bytes().replace(b"{version}", __version__.encode())
    with time_machine.travel(PUBLISHED + DAY, tick=False):
        assert the_list(site, client).decode() == golden.decode()
    with time_machine.travel(PUBLISHED + 800 * DAY, tick=False):
        assert the_list(site, client) == golden


def test_two_programs_read_the_same_moments(expected: Any):
    content = GOLDEN.read_bytes().decode()
    first = Calendar.from_ical(content).walk("VEVENT")
    second = IcsCalendarStream.calendar_from_ics(content).events
    assert moments(first) == expected
    assert {e.uid: (instant(e.dtstart), instant(e.dtend)) for e in second} == expected
    assert [str(e["SUMMARY"]) for e in first] == [e.summary for e in second]
    assert [str(e["DESCRIPTION"]) for e in first] == [e.description for e in second]


def test_who_does_not_know_the_zones_reads_the_same_by_the_rules_in_the_file(expected: Any):
    content = GOLDEN.read_bytes().decode()
    renamed = re.sub(r"^(TZID:|DT\w+;TZID=)", r"\g<1>Ours/", content, flags=re.MULTILINE)
    assert moments(Calendar.from_ical(renamed).walk("VEVENT")) == expected


def test_a_rule_without_an_end_is_written_where_a_zone_has_one():
    """Outlook reads no listed dates; and who keeps a zone for other files finds it the same."""
    zurich, whole = vtimezone("Europe/Zurich", 2026, 2026), vtimezone("Europe/Zurich", 1994, 2027)
    assert zurich == vtimezone("Europe/Zurich", 1997, 2099)
    assert b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in zurich
    assert b"RDATE" not in zurich
    assert whole.count(b"RRULE") == 2
    assert b"RDATE" in whole
    assert b"BYMONTH=4;BYDAY=1SU" in vtimezone("Australia/Sydney", 2026, 2026)
    assert b"RRULE" not in vtimezone("Africa/Casablanca", 2026, 2027)
    assert b"DAYLIGHT" not in vtimezone("Asia/Pyongyang", 2015, 2018)


@pytest.mark.parametrize("zone", ["Europe/Dublin", "America/Fortaleza", "Africa/Cairo"])
@pytest.mark.parametrize("years", [(1995, 2001), (2021, 2026)])
def test_the_rules_of_a_zone_are_those_that_its_clock_follows(zone: str, years: tuple[int, int]):
    noons = [dt.datetime(years[0], 1, 1, 12) + number * DAY for number in range(6 * 365)]
    # The library keeps what it has read of a zone whose name it does not know.
    name = f"Ours/{zone}/{years[0]}"
    rules = vtimezone(zone, *years).decode().replace(f"TZID:{zone}", f"TZID:{name}")
    events = (
        f"BEGIN:VEVENT\r\nDTSTART;TZID={name}:{noon:%Y%m%dT%H%M%S}\r\nEND:VEVENT\r\n"
        for noon in noons
    )
    calendar = "".join(("BEGIN:VCALENDAR\r\n", rules, *events, "END:VCALENDAR\r\n"))
    read = Calendar.from_ical(calendar).walk("VEVENT")
    expected = [instant(noon.replace(tzinfo=ZoneInfo(zone))) for noon in noons]
    assert [instant(each.start) for each in read] == expected


def moments(events: Any) -> dict[str, tuple[Any, Any]]:
    return {
        str(each["UID"]): (instant(each.start), instant(each.get("DTEND") and each.end))
        for each in events
    }


def instant(moment: Any) -> Any:
    """Return a moment in UTC, since Python takes times that come twice for equal to none."""
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment
