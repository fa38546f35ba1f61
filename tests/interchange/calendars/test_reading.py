"""Calendars of the world: every event becomes a record, or is named with its line."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_migration_events.interchange.calendars.reading import read_calendar
from wagtail_migration_events.interchange.calendars.series import MOST_DATES
from wagtail_migration_events.interchange.calendars.zones import iana_name
from wagtail_migration_events.interchange.mapping.plan import ColumnPlan
from wagtail_migration_events.interchange.source.records import (
    FileNote,
    ReadingOptions,
    SourceRecord,
    UnreadableFile,
)
from wagtail_migration_events.interchange.source.source_event import SourceEvent
from wagtail_migration_events.interchange.understanding import understand

TODAY = dt.date(2026, 11, 26)
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Our clock
BEGIN:STANDARD
DTSTART:19501029T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19500326T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def write(folder: Path, *events: str, head: str = "", encoding: str = "utf-8") -> Path:
    parts = (
        f"BEGIN:VEVENT\nUID:{number}@x\n{event}\nEND:VEVENT\n"
        if "UID" not in event
        else f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n"
        for number, event in enumerate(events, start=1)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(parts)}END:VCALENDAR\n"
    path = folder / "events.ics"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return path


def read(path: Path, **options: Any) -> tuple[list[SourceRecord], list[str]]:
    given = {"language": "en", "languages": ("en", "fr"), "today": TODAY, **options}
    found = list(read_calendar(path, ReadingOptions(**given)))
    notes = [each.text for each in found if isinstance(each, FileNote)]
    return [each for each in found if isinstance(each, SourceRecord)], notes


def event_of(folder: Path, *events: str, **options: Any) -> tuple[SourceEvent, SourceRecord]:
    (record,), _notes = read(write(folder, *events, **options))
    assert record.row is not None, record.refusal
    return understand(record.row, fallback=record.source), record


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def starts(event: SourceEvent) -> list[str]:
    return [each["starts_at"] for each in event.values["dates"]]


def test_an_event_says_all_that_we_have_a_fact_for(tmp_path: Path) -> None:
    event, record = event_of(
        tmp_path,
        "DTSTART;TZID=Europe/Zurich:20240503T100000\nDTEND;TZID=Europe/Zurich:20240503T113000\n"
        "SUMMARY:Forum\\, part 1 — a title that is fold\n ed here\nDESCRIPTION:One.\\nTwo.\n"
        "LOCATION:Geneva/Hybrid\nGEO:46.226;6.140\nSTATUS:TENTATIVE\nCATEGORIES:Workshop\n"
        'URL:https://example.org/forum\nORGANIZER;CN="Migration, Unit":mailto:a@example.org\n'
        "ATTACH:https://example.org/a.pdf\nATTENDEE;CN=Jane:mailto:jane@example.org",
    )
    values = event.values
    assert (event.address, event.source, event.old_address) == (
        "1@x",
        "icalendar",
        "https://example.org/forum",
    )
    assert values["title"] == "Forum, part 1 — a title that is folded here"
    assert values["summary"] == "One.\nTwo."
    assert values["starts_at"] == utc(2024, 5, 3, 8)
    assert values["ends_at"] == utc(2024, 5, 3, 9, 30)
    assert (values["timezone"], values["venue"]) == ("Europe/Zurich", "Geneva")
    assert (values["attendance_mode"], values["event_status"]) == ("hybrid", "tentative")
    assert (str(values["latitude"]), str(values["longitude"])) == ("46.226000", "6.140000")
    assert (event.event_type, event.organizers) == ("Workshop", ["Migration, Unit"])
    assert record.raw_fields["ATTACH"] == "https://example.org/a.pdf"
    assert "jane" not in str(record.row)
    assert "attached" in record.notes[0]


@pytest.mark.parametrize(
    ("dates", "start", "end", "precision"),
    [
        (
            "DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240504",
            utc(2024, 5, 1),
            utc(2024, 5, 3),
            "day",
        ),
        ("DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240502", utc(2024, 5, 1), None, "day"),
        ("DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240501", utc(2024, 5, 1), None, "day"),
        ("DTSTART;VALUE=DATE:20240501\nDURATION:P3D", utc(2024, 5, 1), utc(2024, 5, 3), "day"),
        (
            "DTSTART:20240501T080000Z\nDURATION:PT90M",
            utc(2024, 5, 1, 8),
            utc(2024, 5, 1, 9, 30),
            "time",
        ),
        ("DTSTART:20240501T080000Z\nDTEND:20240501T070000Z", utc(2024, 5, 1, 8), None, "time"),
        ("DTSTART:20240501T080000", utc(2024, 5, 1), None, "day"),
        ("DTSTART;TZID=W. Europe Standard Time:20240501T100000", utc(2024, 5, 1, 8), None, "time"),
        ('DTSTART;TZID="Eastern Standard Time":20240501T100000', utc(2024, 5, 1, 14), None, "time"),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Zurich:20240501T100000",
            utc(2024, 5, 1, 8),
            None,
            "time",
        ),
        (
            'DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20240501T100000',
            utc(2024, 5, 1, 14),
            None,
            "time",
        ),
        ("DTSTART;TZID=(UTC+03:00) Nairobi:20240501T100000", utc(2024, 5, 1, 7), None, "time"),
        ("DTSTART;TZID=tzone://Microsoft/Utc:20240501T100000", utc(2024, 5, 1, 10), None, "time"),
        ("DTSTART;TZID=Our clock:20240501T100000", utc(2024, 5, 1, 8), None, "time"),
        ("DTSTART;TZID=Nobody's:20240501T100000", utc(2024, 5, 1), None, "day"),
        ("DTSTART;TZID=Europe/Zurich:20240331T023000", utc(2024, 3, 31, 1, 30), None, "time"),
        ("DTSTART:20240501T240000Z", utc(2024, 5, 2), None, "time"),
        ("DTSTART:2024-05-01T08:00:00Z", utc(2024, 5, 1, 8), None, "time"),
        ("DTSTART:nonsense", None, None, "none"),
        ("SUMMARY:no start", None, None, "none"),
    ],
)
def test_starts_and_ends_of_every_kind(
    tmp_path: Path, dates: str, start: Any, end: Any, precision: str
) -> None:
    values = event_of(tmp_path, dates, head=OWN_ZONE)[0].values
    assert (values["starts_at"], values["ends_at"], values["date_precision"]) == (
        start,
        end,
        precision,
    )


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        (("T000000", "T000000"), ["2024-07-01", "2024-07-02"]),
        (("T000000Z", "T000000Z"), ["2024-07-01", "2024-07-02"]),
        (("T090000", "T000000"), ["2024-07-01T09:00", "2024-07-03T00:00"]),
    ],
)
def test_whole_days_of_outlook_are_days(
    tmp_path: Path, hours: tuple[str, str], days: list[str]
) -> None:
    text = "DTSTART:20240701{}\nDTEND:20240703{}\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
    (record,), _notes = read(write(tmp_path, text.format(*hours)))
    assert record.row is not None
    assert [record.row["start"], record.row["end"]] == days


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (";TZID=Europe/Zurich:20240701T000000", ";TZID=Europe/Zurich:20240703T000000"),
        (":20240630T220000Z", ":20240702T220000Z"),
        (";TZID=Europe/Zurich:20240701T000000", ";TZID=Europe/Zurich:20240702T235900"),
    ],
)
def test_from_midnight_to_midnight_are_whole_days(tmp_path: Path, start: str, end: str) -> None:
    head = "X-WR-TIMEZONE:Europe/Zurich\n"
    values = event_of(tmp_path, f"DTSTART{start}\nDTEND{end}", head=head)[0].values
    assert values["date_precision"] == "day"
    assert (values["starts_at"], values["ends_at"]) == (utc(2024, 7, 1), utc(2024, 7, 2))


def test_a_calendar_of_google_is_no_organizer(tmp_path: Path) -> None:
    text = "DTSTART:20240501T100000Z\nORGANIZER;CN=Events:mailto:{}"
    name = event_of(tmp_path, text.format("a1@group.calendar.google.com"))[0].organizers
    assert (name, event_of(tmp_path, text.format("a@example.org"))[0].organizers) == (
        [],
        ["Events"],
    )


def test_floating_times_are_on_the_clock_of_their_calendar(tmp_path: Path) -> None:
    head = "X-WR-TIMEZONE:Africa/Nairobi\n"
    for start in ("20240501T100000", "20240501T070000Z"):
        values = event_of(tmp_path, f"DTSTART:{start}", head=head)[0].values
        assert values["starts_at"] == utc(2024, 5, 1, 7)
        assert values["timezone"] == "Africa/Nairobi"


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_the_calendar_are_refused_and_nothing_fails(tmp_path: Path, year: str) -> None:
    event = event_of(tmp_path, f"DTSTART:{year}0101T000000Z\nDURATION:P9999W\nRRULE:FREQ=DAILY")[0]
    assert event.values["starts_at"] is None
    assert event.refused


def test_a_rule_becomes_dates_with_what_was_left_out_added_and_changed(tmp_path: Path) -> None:
    zone = ";TZID=W. Europe Standard Time"
    event, record = event_of(
        tmp_path,
        f"UID:a\nDTSTART{zone}:20240315T100000\nDTEND{zone}:20240315T110000\n"
        f"RRULE:FREQ=WEEKLY;UNTIL=20240405T215959Z\nEXDATE{zone}:20240322T100000\n"
        f"RDATE{zone}:20240320T150000\nSUMMARY:Weekly",
        f"UID:a\nRECURRENCE-ID{zone}:20240329T100000\nDTSTART{zone}:20240330T120000\n"
        "STATUS:CANCELLED\nSUMMARY:Moved",
    )
    # Summer time begins on 31 March: the clock stays at ten.
    assert starts(event) == [
        "2024-03-15T09:00:00+00:00",
        "2024-03-20T14:00:00+00:00",
        "2024-03-30T11:00:00+00:00",
        "2024-04-05T08:00:00+00:00",
    ]
    assert [each["status"] for each in event.values["dates"]] == [
        "scheduled",
        "scheduled",
        "cancelled",
        "scheduled",
    ]
    assert event.values["dates"][2]["key"] == "20240329T0900Z"
    assert event.values["dates"][0]["ends_at"] == "2024-03-15T10:00:00+00:00"
    assert event.values["timezone"] == "Europe/Berlin"
    assert "Moved" in record.notes[0]


def test_a_change_of_all_later_dates_moves_each_of_them(tmp_path: Path) -> None:
    zone = ";TZID=Europe/Berlin"
    event, _record = event_of(
        tmp_path,
        f"UID:a\nDTSTART{zone}:20240315T100000\nRRULE:FREQ=WEEKLY;COUNT=4",
        f"UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE{zone}:20240322T100000\n"
        f"DTSTART{zone}:20240323T113000",
    )
    assert [(each["starts_at"][:16], each["key"]) for each in event.values["dates"]] == [
        ("2024-03-15T09:00", "20240315T0900Z"),
        ("2024-03-23T10:30", "20240322T0900Z"),
        ("2024-03-30T10:30", "20240329T0900Z"),
        ("2024-04-06T09:30", "20240405T0800Z"),  # summer time has begun
    ]


@pytest.mark.parametrize(
    ("lines", "title", "summary"),
    [
        # A text whose own line breaks were not folded; the second paragraph belongs to it too.
        ("SUMMARY:A\nDESCRIPTION:One\ntwo\n\nthree", "A", "One\ntwo\n\nthree"),
        # A line that is no property breaks no date and no identifier.
        ("DTSTART:20240503T080000Z\nSUMMARY=B\nDESCRIPTION:One", "", "One"),
        # Mozilla of 2002 folds every name off its value, some with empty lines between.
        ("SUMMARY\n\n :A\nDESCRIPTION\n :One\nCLASS\n\n :PUBLIC", "A", "One"),
    ],
)
def test_lines_broken_in_the_ways_of_the_world(
    tmp_path: Path, lines: str, title: str, summary: str
) -> None:
    (record,), _notes = read(write(tmp_path, f"DTSTART:20240503T080000Z\n{lines}"))
    row = record.row
    assert row is not None
    assert (row["title"], row["summary"], row["id"]) == (title, summary, "1@x")
    assert row["start"] == "2024-05-03T08:00Z"
    assert ("SUMMARY=B" in row["raw_fields"].values()) == ("SUMMARY=B" in lines)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("W. Europe Standard Time 1", "Europe/Berlin"),
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("Western/Central Europe", "Europe/Zurich"),
        ("/mozilla.org/20070129_1/America/New_York", "America/New_York"),
        ("GMT +0100 (Standard) / GMT +0200 (Daylight)", ""),
    ],
)
def test_zones_as_programs_call_them(name: str, zone: str) -> None:
    assert iana_name(name) == zone


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=9,15",
        "x",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=0",
    ],
)
def test_nothing_below_daily_is_followed(tmp_path: Path, rule: str) -> None:
    event, record = event_of(tmp_path, f"DTSTART:20240503T080000Z\nRRULE:{rule}")
    assert event.values["starts_at"] == utc(2024, 5, 3, 8)
    assert "dates" not in event.values
    assert record.notes


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ("DTSTART;VALUE=DATE:20000101\nRRULE:FREQ=DAILY;COUNT=100000", "2026-11-26", "2028-04-08"),
        (
            "DTSTART;VALUE=DATE:20100101\nRRULE:FREQ=DAILY;UNTIL=20130101",
            "2011-08-21",
            "2013-01-01",
        ),
        ("DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=DAILY", "2027-01-01", "2028-05-14"),
        ("DTSTART;VALUE=DATE:20150601\nRRULE:FREQ=WEEKLY", "2022-06-06", "2031-12-29"),
    ],
)
def test_five_hundred_dates_are_taken_those_to_come_first(
    tmp_path: Path, dates: str, first: str, last: str
) -> None:
    before = time.monotonic()
    event, record = event_of(tmp_path, dates)
    assert time.monotonic() - before < 10
    found = starts(event)
    assert len(found) == MOST_DATES
    assert (found[0][:10], found[-1][:10]) == (first, last)
    assert "more than 500" in record.notes[0]


def test_a_hundred_thousand_listed_dates_are_told_and_not_all_read(tmp_path: Path) -> None:
    first = dt.datetime(2026, 12, 1, 8)
    listed = (f"{first + dt.timedelta(hours=each):%Y%m%dT%H%M%SZ}" for each in range(100_000))
    event, record = event_of(tmp_path, f"DTSTART:20261130T080000Z\nRDATE:{','.join(listed)}")
    assert len(starts(event)) == MOST_DATES
    assert "RDATE: Only the first 5000 values are read." in record.notes


def test_a_series_whose_dates_were_all_taken_out_is_refused(tmp_path: Path) -> None:
    (record,), _notes = read(
        write(
            tmp_path, "DTSTART:20240503T080000Z\nRRULE:FREQ=DAILY;COUNT=1\nEXDATE:20240503T080000Z"
        )
    )
    assert "nothing takes place" in record.refusal


def test_single_dates_without_their_series_are_an_event(tmp_path: Path) -> None:
    event, record = event_of(
        tmp_path,
        "UID:a\nRECURRENCE-ID:20240503T080000Z\nDTSTART:20240503T090000Z",
        "UID:a\nRECURRENCE-ID:20240510T080000Z\nDTSTART:20240510T090000Z",
    )
    assert starts(event) == ["2024-05-03T09:00:00+00:00", "2024-05-10T09:00:00+00:00"]
    assert "not in the file" in record.notes[0]


def test_no_identifier_and_the_same_identifier_twice(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "UID:\nDTSTART:20240503T080000Z\nSUMMARY:A",
        "UID:\nDTSTART:20240504T080000Z\nSUMMARY:A",
        "UID:b\nDTSTART:20240503T080000Z\nSUMMARY:B\nSEQUENCE:1",
        "UID:b\nDTSTART:20240506T080000Z\nSUMMARY:B\nSEQUENCE:2",
        "UID:c\nDTSTART:20240503T080000Z\nSUMMARY:C",
        "UID:c\nDTSTART:20240504T080000Z\nSUMMARY:D",
    )
    found, notes = read(path)
    assert len({each.external_id for each in found}) == len(found) == 5
    assert [each.external_id for each in read(path)[0]] == [each.external_id for each in found]
    assert {each.title for each in found} == {"A", "B", "C", "D"}
    assert "older version" in notes[0]
    newest = next(each.row for each in found if each.title == "B")
    assert newest is not None
    assert newest["start"] == "2024-05-06T08:00Z"


def test_a_file_cut_in_the_middle_loses_only_its_last_event(tmp_path: Path) -> None:
    path = write(tmp_path, "SUMMARY:A\nDTSTART:20240503T080000Z", "SUMMARY:B\nDTSTART:20240503")
    path.write_bytes(path.read_bytes()[:-40])
    found, _notes = read(path)
    assert [(each.title, bool(each.refusal)) for each in found] == [("A", False), ("", True)]
    assert found[1].number == 8


def test_what_is_no_event_is_counted_and_what_is_no_calendar_is_told(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "SUMMARY:A\nBEGIN:VALARM\nSUMMARY:alarm\nEND:VALARM\nDTSTART:20240503",
        head="BEGIN:VTODO\nSUMMARY:task\nEND:VTODO\n",
    )
    found, notes = read(path)
    assert [each.title for each in found] == ["A"]
    assert "VTODO" in notes[0]
    path.write_text("<html>Sign in</html>")
    with pytest.raises(UnreadableFile, match="no calendar"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_calendars_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "SUMMARY:Réunion\nDTSTART:20240503T080000Z", encoding=encoding)
    assert read(path)[0][0].title == "Réunion"


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_letters_that_folding_cut_in_two_are_whole_again(tmp_path: Path, end: bytes) -> None:
    title = "Обзор осуществления Глобального договора о миграции, 日内瓦, Genève"
    path = write(tmp_path, f"SUMMARY:{title}\nDTSTART;VALUE=DATE:20240514", "SUMMARY:Next")
    lines = path.read_bytes().split(b"\r\n")
    folded = [line[:30] + b"".join(end + b" " + line[n : n + 29] for n in range(30, len(line), 29))
              for line in lines]  # fmt: skip
    path.write_bytes(end.join(folded))
    records, notes = read(path)
    assert notes == []
    assert [record.row["title"] for record in records if record.row] == [title, "Next"]
    before = path.read_bytes().rpartition(b"BEGIN:VEVENT")[0]
    assert records[-1].number == before.count(b"\n") + 1


def test_an_organizer_in_the_letters_of_an_address_has_its_name(tmp_path: Path) -> None:
    event, _record = event_of(tmp_path, 'SUMMARY:A\nORGANIZER;CN="IOM%20Kenya":MAILTO:a@x.org')
    assert event.organizers == ["IOM Kenya"]


def test_an_old_encoding_of_a_calendar_is_known_by_its_letters_or_named(tmp_path: Path) -> None:
    russian = write(tmp_path, "SUMMARY:Форум по миграции\nDTSTART:20240503", encoding="cp1251")
    assert read(russian)[0][0].title == "Форум по миграции"
    polish = write(tmp_path, "SUMMARY:Żegluga śródlądowa\nDTSTART:20240503", encoding="cp1250")
    found, notes = read(polish)
    assert found[0].title != "Żegluga śródlądowa"
    assert "name its encoding" in notes[0]
    named = ColumnPlan(table={"encoding": "windows-1250"})
    found, notes = read(polish, mapping=named)
    assert (found[0].title, notes) == ("Żegluga śródlądowa", [])
    with pytest.raises(UnreadableFile, match="no encoding"):
        read(polish, mapping=ColumnPlan(table={"encoding": "klingon"}))


def test_the_language_of_a_title_is_the_page_or_the_words(tmp_path: Path) -> None:
    for tag, language, words in (("fr-CA", "fr", "fr"), ("de", "en", "de")):
        path = write(tmp_path, f"SUMMARY;LANGUAGE={tag}:Treffen\nDTSTART:20240503T080000Z")
        event = understand(read(path)[0][0].row or {}, fallback="x")
        assert (event.language, event.text_language) == (language, words)


def test_what_a_calendar_calls_private_is_a_draft(tmp_path: Path) -> None:
    event = event_of(tmp_path, "SUMMARY:A\nCLASS:PRIVATE\nDTSTART:20240503T080000Z")[0]
    assert "private" in event.refused[0]


def test_html_stands_in_for_a_missing_description(tmp_path: Path) -> None:
    html = "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>One</p><p>Two</p></body></html>"
    event = event_of(tmp_path, f"SUMMARY:A\n{html}\nDTSTART:20240503T080000Z")[0]
    assert event.values["summary"] == "One\n\nTwo"


def test_a_mapping_gives_a_calendar_what_it_does_not_say(tmp_path: Path) -> None:
    path = write(tmp_path, "SUMMARY:A\nDTSTART:20240503T080000")
    plan = ColumnPlan(defaults={"timezone": "Asia/Beirut", "audience": ["Open to all"]})
    event = understand(read(path, mapping=plan)[0][0].row or {}, fallback="x")
    assert (event.values["starts_at"], event.audiences) == (utc(2024, 5, 3, 5), ["Open to all"])


def test_many_events_are_read_without_much_time(tmp_path: Path) -> None:
    events = [f"SUMMARY:A {number}\nDTSTART:20240503T080000Z" for number in range(3000)]
    before = time.monotonic()
    assert len(read(write(tmp_path, *events))[0]) == 3000
    assert time.monotonic() - before < 20


@given(st.text(max_size=40))
def test_no_name_of_a_zone_makes_it_fail(name: str) -> None:
    assert isinstance(iana_name(name), str)


_lines = st.sampled_from(
    [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "TZID:X",
        "TZOFFSETTO:+9999",
        "UID:1",
        "UID:2",
        "DTSTART:20240501T080000",
        "DTSTART;TZID=X:20240501T080000",
        "DTSTART;VALUE=DATE:20240501",
        "DTEND:20240501",
        "DURATION:-P1D",
        "RRULE:FREQ=DAILY;COUNT=3",
        "RRULE:FREQ=DAILY;UNTIL=20240503",
        "RRULE:;;=",
        "RDATE:20240601",
        "EXDATE:20240501T080000Z",
        "RECURRENCE-ID:20240502T080000",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20240502",
        "SUMMARY",
        "SUMMARY:",
        " folded",
        "\tx",
        "GEO:;",
        "GEO:NaN;Infinity",
        "SEQUENCE:²",
        'ORGANIZER;CN="a:b',
        ":::",
        ";=;",
        "X-WR-TIMEZONE:Mars",
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(_lines, st.text(max_size=20)), max_size=25))
def test_no_lines_make_reading_a_calendar_fail(tmp_path_factory: Any, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("c") / "a.ics"
    path.write_bytes(
        "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines]).encode("utf-8", "replace")
    )
    try:
        found, _notes = read(path)
    except UnreadableFile:
        return
    for record in found:
        if record.row is not None:
            assert understand(record.row, fallback=record.source).values["title"]


def test_what_a_calendar_of_cancellations_holds_is_cancelled(tmp_path: Path) -> None:
    event, _record = event_of(
        tmp_path, "DTSTART:20270503T100000Z\nSUMMARY:Forum", head="METHOD:CANCEL\n"
    )
    assert event.values["event_status"] == "cancelled"


def test_the_texts_of_an_old_calendar_are_decoded(tmp_path: Path) -> None:
    event, _record = event_of(
        tmp_path,
        "DTSTART:20240503T100000Z\n"
        "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C3=A9union =\nr=C3=A9gionale\n"
        "LOCATION;QUOTED-PRINTABLE;CHARSET=windows-1252:Gen=E8ve\n"
        "DESCRIPTION;ENCODING=QUOTED-PRINTABLE;CHARSET=klingon:One.=0D=0ATwo.",
    )
    values = event.values
    assert (event.values["title"], values["venue"]) == ("Réunion régionale", "Genève")
    assert values["summary"] == "One.\nTwo."


def test_a_date_that_is_a_period_has_its_own_end(tmp_path: Path) -> None:
    event, _record = event_of(
        tmp_path,
        "DTSTART:20240503T100000Z\nDTEND:20240503T110000Z\nSUMMARY:Forum\n"
        "RDATE;VALUE=PERIOD:20240505T100000Z/20240505T150000Z,20240506T100000Z/PT2H",
    )
    assert [each["ends_at"][:16] for each in event.values["dates"]] == [
        "2024-05-03T11:00",
        "2024-05-05T15:00",
        "2024-05-06T12:00",
    ]


def test_an_hour_that_no_clock_has_is_no_date_and_a_missing_start_is_said(tmp_path: Path) -> None:
    event, record = event_of(tmp_path, "DTSTART:20240503T250000Z\nSUMMARY:Forum")
    assert event.values["starts_at"] is None
    assert "is no date" in record.notes[0]
    _event, record = event_of(tmp_path, "DTEND:20240503T100000Z\nSUMMARY:Forum")
    assert "no start" in record.notes[0]


def test_a_property_without_a_value_is_none(tmp_path: Path) -> None:
    start = "DTSTART:20240501T080000Z"
    event, record = event_of(tmp_path, f"{start}\nDTEND:\nURL:\nSUMMARY:\nSUMMARY:Forum")
    assert (event.values["ends_at"], record.notes, event.values["title"]) == (None, (), "Forum")
    event, record = event_of(tmp_path, f"{start}\nDTEND:\nDURATION:PT90M")
    assert event.values["ends_at"] == utc(2024, 5, 1, 9, 30)
    _event, record = event_of(tmp_path, "DTSTART:\nSUMMARY:Forum")
    assert "no start" in record.notes[0]
