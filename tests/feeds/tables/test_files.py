"""The tables that people download below a list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.adopter.models import AssemblyPage, LegacyMeetingPage
from tests.factories import make_event, make_organizer, translated
from tests.feeds.representations import body, get, sheet, table
from wagtail_migration_events.feeds import selection
from wagtail_migration_events.feeds.tables.columns import header

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 5, 3, 12, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def rows(client: Any, page: Any, query: str = "") -> list[dict[str, str]]:
    return table(get(client, f"{page.url}export.csv{query}"))


def test_every_fact_is_a_column_in_codes(site: Any, client: Any):
    mayors = make_organizer(site.organizers["en"], "Mayors", code="mayors")
    cities = make_organizer(site.organizers["en"], "Cities", code="cities")
    umbrella = make_event(site.events["en"], title="Week", starts_at=NOON + 9 * DAY)
    page = make_event(
        site.events["en"], title="Talk, “on” cities", summary="One\nTwo",
        starts_at=NOON + DAY, ends_at=NOON + DAY + HOUR, timezone="Africa/Nairobi",
        event_status="rescheduled", previous_starts_at=NOON, attendance_mode="hybrid",
        venue="Room 1\nNairobi", country="404", latitude="-1.286389", longitude="36.817223",
        languages=[{"language": "en", "kind": "working"}, {"language": "ar", "kind": "captions"}],
        gcm_objectives=["13", "general"], sdgs=["10.7"], areas=["ECA", "404"],
        is_regional_review=True, is_workstream_output=False, registration_url="https://a.example/",
        registration_closes_at=NOON + HOUR, organizers=[mayors, (cities, "partner")],
        part_of=[str(umbrella.translation_key)],
    )  # fmt: skip
    [row] = rows(client, site.events["en"], "?objective=13")
    assert list(row) == header()
    expected = {
        "key": str(page.translation_key), "locale": "en", "text_language": "en",
        "title": "Talk, “on” cities", "summary": "One\nTwo", "url": page.full_url,
        "starts_at": "2027-05-04T15:00:00+03:00", "ends_at": "2027-05-04T16:00:00+03:00",
        "timezone": "Africa/Nairobi", "date_precision": "time", "dates": "",
        "event_status": "rescheduled", "previous_starts_at": "2027-05-03T15:00:00+03:00",
        "attendance_mode": "hybrid", "venue": "Room 1\nNairobi", "country": "404",
        "latitude": "-1.286389", "longitude": "36.817223", "languages": "en:working|ar:captions",
        "gcm_objectives": "13|general", "sdgs": "10.7", "areas": "ECA|404",
        "is_regional_review": "yes", "is_workstream_output": "no",
        "organizers": "mayors:lead|cities:partner", "part_of": str(umbrella.translation_key),
        "registration_url": "https://a.example/",
        "registration_closes_at": "2027-05-03T16:00:00+03:00",
        "first_published_at": "2027-05-03T12:00:00+00:00",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert client.get(row["url"]).status_code == 200


def test_a_moment_is_written_as_exactly_as_it_is_known(site: Any, client: Any):
    later = NOON + 9 * DAY
    make_event(site.events["en"], title="A", starts_at=later, date_precision="day")
    make_event(site.events["en"], title="B", starts_at=later + HOUR, date_precision="month")
    make_event(
        site.events["en"], title="C", timezone="Asia/Tokyo",
        dates=[
            {"key": "1", "starts_at": later, "ends_at": later + HOUR},
            {"key": "2", "starts_at": later + DAY, "status": "cancelled"},
        ],
    )  # fmt: skip
    make_event(site.events["en"], title="D")
    found = {row["title"]: row for row in rows(client, site.events["en"])}
    assert (found["A"]["starts_at"], found["A"]["date_precision"]) == ("2027-05-12", "day")
    assert (found["B"]["starts_at"], found["B"]["date_precision"]) == ("2027-05", "month")
    assert found["C"]["dates"] == (
        "2027-05-12T21:00:00+09:00/2027-05-12T22:00:00+09:00|2027-05-13T21:00:00+09:00 cancelled"
    )
    assert (found["D"]["starts_at"], found["D"]["date_precision"]) == ("", "none")


def test_a_value_of_the_source_and_the_language_of_the_words_are_given(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON, registration_url="https://a.example/")
    translated(page, "fr", title="Débat")
    for reader, found in (("fr", "fr"), ("ar", "en")):
        [row] = rows(client, site.events[reader])
        assert (row["locale"], row["text_language"]) == (found, found)
        assert row["key"] == str(page.translation_key)
        assert row["registration_url"] == "https://a.example/"


def test_classes_that_lack_fields_have_empty_cells(site: Any, client: Any):
    make_event(site.events["en"], AssemblyPage, title="Assembly", opens=NOON + DAY)
    make_event(
        site.events["en"], LegacyMeetingPage, title="Meeting", starts_at=NOON + DAY,
        location="Hall", teaser="Short",
    )  # fmt: skip
    found = {row["title"]: row for row in rows(client, site.events["en"])}
    assert found["Assembly"]["starts_at"] == "2027-05-04T12:00:00+00:00"
    assert found["Assembly"]["registration_url"] == ""
    assert (found["Meeting"]["venue"], found["Meeting"]["summary"]) == ("Hall", "Short")


def test_both_files_hold_the_same_and_no_formula(site: Any, client: Any):
    make_event(
        site.events["en"], title="=1+1", summary="\t@x", venue="-2", starts_at=NOON,
        latitude="-1.25", longitude="36",
    )  # fmt: skip
    [row] = rows(client, site.events["en"])
    assert (row["title"], row["summary"], row["venue"]) == ("'=1+1", "'\t'@x", "'-2")
    assert row["latitude"] == "-1.250000"
    [cells] = sheet(get(client, f"{site.events['en'].url}export.xlsx"))
    values = dict(zip(header(), cells, strict=False))
    assert (values["title"].value, values["title"].data_type) == ("'=1+1", "s")
    assert (values["latitude"].value, values["latitude"].data_type) == (-1.25, "n")
    as_text = {name: str(cell.value or "") for name, cell in values.items()}
    numbers = {"latitude": "", "longitude": ""}
    assert {**as_text, **numbers} == {**row, **numbers}


def test_the_files_are_downloads_that_excel_reads_and_search_engines_leave(site: Any, client: Any):
    make_event(site.events["ar"], title="لقاء تنسيقي", starts_at=NOON)
    for name, kind in (("csv", "text/csv; charset=utf-8"), ("xlsx", "spreadsheetml.sheet")):
        response = get(client, f"{site.events['ar'].url}export.{name}")
        assert response["Content-Type"].endswith(kind)
        disposition = f'attachment; filename="{site.events["ar"].slug}.{name}"'
        assert response["Content-Disposition"] == disposition
        assert response["X-Robots-Tag"] == "noindex"
        assert "ETag" in response
        content = body(response)
        if name == "csv":
            assert content.startswith(b'\xef\xbb\xbf"key","locale",')
            assert "لقاء تنسيقي" in content.decode()
    [row] = sheet(get(client, f"{site.events['ar'].url}export.xlsx"))
    assert row[3].value == "لقاء تنسيقي"


def test_characters_that_no_file_may_hold_are_left_out(site: Any, client: Any):
    page = make_event(site.events["en"], starts_at=NOON)
    type(page).objects.filter(pk=page.pk).update(title="A\x0b\x1fB\ufffe", venue="C\x01")
    for name in ("feed.rss", "feed.atom", "export.csv", "export.xlsx"):
        content = body(get(client, f"{site.events['en'].url}{name}"))
        assert b"\x0b" not in content or name == "export.xlsx"
    [row] = sheet(get(client, f"{site.events['en'].url}export.xlsx"))
    assert row[3].value == "AB"


@pytest.mark.parametrize("name", ["export.csv", "export.xlsx"])
def test_the_number_of_queries_depends_on_bits_and_not_on_events(
    name: str, site: Any, client: Any, monkeypatch: Any
):
    mayors = make_organizer(site.organizers["en"], "Mayors", code="mayors")
    umbrella = make_event(site.events["en"], starts_at=NOON)

    def add(number: int) -> None:
        for _each in range(number):
            page = make_event(
                site.events["en"], organizers=[mayors], starts_at=NOON,
                part_of=[str(umbrella.translation_key)], registration_url="https://a.example/",
            )  # fmt: skip
        translated(page, "fr")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            body(get(client, f"{site.events['fr'].url}{name}"))
        return len(captured)

    add(1)
    queries()
    few = queries()
    add(4)
    assert queries() == few <= 25
    monkeypatch.setattr(selection, "PAGES_AT_ONCE", 2)  # six events in three bits
    in_bits = queries()
    assert few < in_bits <= few + 2 * 9
