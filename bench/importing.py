"""Importing: a table of events in several languages, against a plain loop that makes the pages."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management import call_command

from bench.seeding import an_organizer, plant_site
from wagtail_migration_events.pages.models import EventPage

COLUMNS = (
    "id", "lang", "title", "summary", "start", "end", "timezone", "location", "format",
    "category", "audience", "languages", "organizers", "scope", "objectives", "registration_url",
)  # fmt: skip
FIRST = dt.datetime(2020, 1, 6, 9)
ZONES = ("Europe/Zurich", "Africa/Nairobi", "Asia/Bangkok", "America/New_York")
PLACES = ("Geneva", "Nairobi", "Bangkok", "New York")


def planted(languages: Sequence[str]) -> dict[str, Any]:
    an_organizer()
    return plant_site(languages)


def csv_of(events: int, languages: Sequence[str], name: str = "a") -> Path:
    folder = Path(tempfile.mkdtemp(prefix="bench-import-"))
    path = folder / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number in range(events):
            for language in languages:
                writer.writerow(row(number, language, name))
    return path


def row(number: int, language: str, name: str) -> dict[str, str]:
    start = FIRST + dt.timedelta(hours=9 * (number * 7919 % 5000))
    end = start + dt.timedelta(hours=2)
    return {
        "id": f"{name}-{number}",
        "lang": language,
        "title": f"Event {name} {number}, {language}",
        "summary": f"What event {number} is about, in {language}. " * 4,
        "start": start.isoformat(timespec="minutes"),
        "end": end.isoformat(timespec="minutes"),
        "timezone": ZONES[number % 4],
        "location": f"Room {number % 100}, {PLACES[number % 4]}",
        "format": ("In person", "Online", "Hybrid")[number % 3],
        "category": ("Workshop", "Conference", "Webinar")[number % 3],
        "audience": "Civil society; Governments",
        "languages": "en; fr",
        "organizers": an_organizer().title,
        "scope": ("global", "regional", "national")[number % 3],
        "objectives": str(number % 23 + 1),
        "registration_url": f"https://example.org/register/{number}",
    }


def loop(path: Path, indexes: dict[str, Any]) -> None:
    """Make the same pages as a script does: add_child, save_revision and publish, one by one."""
    organizer = an_organizer().translation_key
    link = EventPage._meta.get_field("organizer_links").related_model
    keys: dict[str, Any] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            zone = ZoneInfo(each["timezone"])
            parent = indexes[each["lang"]].__class__.objects.get(pk=indexes[each["lang"]].pk)
            page = EventPage(
                title=each["title"],
                locale=parent.locale,
                translation_key=keys.setdefault(each["id"], uuid.uuid4()),
                summary=each["summary"],
                starts_at=dt.datetime.fromisoformat(each["start"]).replace(tzinfo=zone),
                ends_at=dt.datetime.fromisoformat(each["end"]).replace(tzinfo=zone),
                timezone=each["timezone"],
                venue=each["location"],
                attendance_mode=each["format"].lower().replace(" ", "_"),
                audiences=["civil-society"],
                languages=[{"language": tag, "kind": "working"} for tag in ("en", "fr")],
                scope_levels=[each["scope"]],
                gcm_objectives=[each["objectives"]],
                registration_url=each["registration_url"],
                live=False,
            )
            page.organizer_links = [link(organizer=organizer, role="lead")]
            parent.add_child(instance=page)
            page.save_revision().publish()


def run_import(path: Path) -> None:
    out = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("events_import", str(path), source="bench", stdout=out, stderr=out)
    print(out.getvalue().splitlines()[-1], out.getvalue().splitlines()[:4])
