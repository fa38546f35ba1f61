"""What is exported as a table comes back as it was, and so does what people change in it."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from tests.factories import make_event, make_organizer, translated
from tests.interchange.building import import_rows, make_row
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.pages.models import EventPage, OrganizerPage

MAY_18 = dt.datetime(2027, 5, 18, 12, 30, tzinfo=dt.UTC)
FORMULA = '=HYPERLINK("https://example.org")'


@pytest.fixture
def event(site: Any) -> Any:
    """A part of an umbrella in two languages, with all that a cell can say badly."""
    forum = make_organizer(site.organizers["en"], "Harbour Forum", acronym="HF", code="hf")
    quiet = make_organizer(site.organizers["en"], "Quiet Body", code="quiet", live=False)
    week = make_event(site.events["en"], title="Migration Week")
    event = make_event(
        site.events["en"],
        organizers=[(forum, "host"), quiet],
        title=FORMULA,
        summary="+41 is no formula;-nor this\nTwo lines",
        starts_at=MAY_18,
        ends_at=MAY_18 + dt.timedelta(days=7, hours=2),
        timezone="America/New_York",
        dates=[
            {"key": f"by-hand-{day}", "starts_at": start.isoformat(), "status": status,
             "ends_at": (start + dt.timedelta(hours=2)).isoformat()}
            for day, status in ((0, "scheduled"), (7, "cancelled"))
            for start in [MAY_18 + dt.timedelta(days=day)]
        ],
        attendance_mode="hybrid", venue="Geneva/Hybrid", country="756",
        latitude="46.204400", longitude="6.143200",
        languages=[{"language": "en", "kind": "working"}, {"language": "fr", "kind": "sign"}],
        gcm_objectives=["2", "23"], sdgs=["10.7"], areas=["002", "756"],
        scope_levels=["regional"], is_regional_review=True,
        registration_opens_at=MAY_18 - dt.timedelta(days=30),
        registration_closes_at=MAY_18 - dt.timedelta(days=1),
        registration_url="https://example.org/register", part_of=[str(week.translation_key)],
    )  # fmt: skip
    translated(event, "fr", title="Un exposé", summary="Des mots")
    make_event(site.events["en"], title="A day", starts_at=MAY_18, ends_at=MAY_18,
               timezone="Asia/Bangkok", date_precision="day", event_status="rescheduled",
               previous_starts_at=MAY_18 - dt.timedelta(days=40))  # fmt: skip
    base_page_model().objects.filter(pk__gte=week.pk).update(
        first_published_at=MAY_18.replace(year=2021), last_published_at=MAY_18.replace(year=2022)
    )
    make_event(site.events["en"], title="A draft", live=False)
    return event


def rows_in(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def run(command: str, path: Path, *options: str) -> str:
    out = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command(command, str(path), *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_a_table_comes_back_unchanged_and_what_people_changed_in_it_is_written(
    site: Any, event: Any, tmp_path: Path
) -> None:
    table, book = tmp_path / "events.csv", tmp_path / "events.xlsx"
    assert run("events_export", table) == run("events_export", book) == "4 event pages\n"
    rows = rows_in(table)
    assert [row["title"] for row in rows] == ["Migration Week", "A day", f"'{FORMULA}", "Un exposé"]
    sheet = load_workbook(book).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for path in (table, book):
        said = run("events_import", path)
        assert said == "0 created, 0 updated, 4 unchanged, 0 drafts, 0 refused\n"
    assert not ImportRecord.objects.exists()

    rows[2]["venue"], rows[3]["summary"] = "Room 12", "D'autres mots"
    rows[2]["registration_closes_at"] = "2027-05-17T18:00"
    rows[2]["registration_opens_at"] = "2027-05-01"
    rows[3]["last_published_at"] = "2020-01-01T00:00:00Z"
    write(table, rows)
    said = run("events_import", table)
    assert "6: refused: The page was published after the table was written." in said
    assert said.endswith("0 created, 1 updated, 2 unchanged, 0 drafts, 1 refused\n")
    after = EventPage.objects.get(pk=event.pk)
    assert after.venue == "Room 12"
    assert after.registration_closes_at == dt.datetime(2027, 5, 17, 22, tzinfo=dt.UTC)
    assert after.registration_opens_at == dt.datetime(2027, 5, 1, 4, tzinfo=dt.UTC)
    assert after.dates == event.dates
    assert after.organizer_links.count() == 2
    assert after.latest_revision_id != event.latest_revision_id


def test_a_table_fills_an_empty_site_with_the_same_events(
    site: Any, event: Any, tmp_path: Path
) -> None:
    table = tmp_path / "events.csv"
    run("events_export", table)
    before = rows_in(table)
    for page in (*EventPage.objects.order_by("-pk"), *OrganizerPage.objects.all()):
        page.delete()
    said = run("events_import", table, "--publish-organizers")
    assert said.endswith("4 created, 0 updated, 0 unchanged, 0 drafts, 0 refused\n")
    made = EventPage.objects.get(title=FORMULA)
    assert made.translation_key == event.translation_key
    assert [link.role for link in made.organizer_links.all()] == ["host"]
    run("events_export", table)
    assert rows_in(table) == before, "when it was published, and its address, came along"
    assert run("events_import", table).startswith("0 created, 0 updated, 4 unchanged")


def test_what_a_table_says_of_odd_events_comes_back(site: Any, tmp_path: Path) -> None:
    def date(hours: int, status: str) -> dict[str, Any]:
        end = (MAY_18 + dt.timedelta(hours=hours)).isoformat()
        return {"key": end, "starts_at": MAY_18.isoformat(), "ends_at": end, "status": status}

    when = {"starts_at": MAY_18, "timezone": "Asia/Tokyo"}
    end = MAY_18 + dt.timedelta(hours=3)
    parallel = [date(1, "scheduled"), date(3, "cancelled")]
    make_event(site.events["en"], title="Two at once", ends_at=end, dates=parallel, **when)
    make_event(site.events["en"], title="One, cancelled", ends_at=end, dates=parallel[1:], **when)
    make_event(site.events["en"], title="At the equator", latitude="0", longitude="0")
    far = {"lang": "fr", "title": "Words in English", "content_language": "en"}
    joined = "https://example.org/{}/events/both"
    import_rows(
        site.events["en"],
        make_row(**far),
        make_row(url=joined.format("en"), title="Both"),
        make_row(**far | {"url": joined.format("fr")}),
    )
    table, book = tmp_path / "events.csv", tmp_path / "events.xlsx"
    run("events_export", table), run("events_export", book)
    before = rows_in(table)
    assert [row["text_language"] for row in before if row["locale"] == "fr"] == ["en", "en"]
    assert len([row for row in before if "cancelled" in row["dates"]]) == 2
    for path in (table, book):
        ImportRecord.objects.all().delete()
        for page in EventPage.objects.order_by("-pk"):
            page.delete()
        assert run("events_import", path).startswith("6 created"), path
        run("events_export", table.with_name("again.csv"))
        assert rows_in(table.with_name("again.csv")) == before, path


def test_calendars_are_written_for_each_language(event: Any, tmp_path: Path) -> None:
    assert run("events_export", tmp_path / "all.ics") == "4 event pages\n"
    assert {path.name for path in tmp_path.iterdir()} == {"all.en.ics", "all.fr.ics"}
    calendar = icalendar.Calendar.from_ical((tmp_path / "all.fr.ics").read_bytes())
    dates = [each for each in calendar.walk("VEVENT") if each["SUMMARY"].startswith("Un exposé")]
    assert len(dates) == 2
    assert str(dates[0]["UID"]).startswith(str(event.translation_key))
