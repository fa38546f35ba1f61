"""Importing: a table of events in three languages, against a plain loop that makes the pages."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import tempfile
import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management import call_command

from bench.cases import Bound, Case, Measurements, Plan, Subject, at_most_times
from bench.seeding import an_organizer, plant_site
from wagtail_migration_events.groups.page_model import base_page_model
from wagtail_migration_events.pages.models import EventPage

LOOP = "add_child, save_revision, publish"
IMPORT = "import of the same pages"
HALF = "import of half of them"
AGAIN = "import again, unchanged"

COLUMNS = (
    "id", "lang", "title", "summary", "start", "end", "timezone", "location", "format", "category",
    "audience", "languages", "organizers", "scope", "objectives", "registration_url",
)  # fmt: skip
LANGUAGES = 3
MOST_MEGABYTES = 200
FIRST = dt.datetime(2020, 1, 6, 9)
ZONES = ("Europe/Zurich", "Africa/Nairobi", "Asia/Bangkok", "America/New_York")
PLACES = ("Geneva", "Nairobi", "Bangkok", "New York")


def importing(events: int) -> Callable[[Plan], Subject]:
    return partial(subject, events=events)


def subject(plan: Plan, events: int) -> Subject:
    """Import events that are new each time, and those of the last file once more."""
    languages = plan.languages[:LANGUAGES]
    plan.note(f"Importing {events:,} events in {len(languages)} languages")
    an_organizer()
    indexes = plant_site(languages)
    numbers = itertools.count()

    def new(events: int = events) -> Path:
        return written(events, languages, f"file-{next(numbers)}")

    whole: list[Path] = []

    def kept() -> Path:
        whole.append(new())
        return whole[-1]

    loop(written(1, languages, "warm"), indexes=indexes)
    run_import(written(1, languages, "warm"))
    pages, half = events * len(languages), events // 2 * len(languages)
    return Subject(
        [
            Case(LOOP, partial(loop, indexes=indexes), new, has_peak=False),
            Case(IMPORT, run_import, kept),
            Case(HALF, run_import, partial(new, events // 2), has_peak=False),
            Case(AGAIN, run_import, lambda: whole[-1]),
        ],
        [
            at_most_times(IMPORT, 1, unit=LOOP),
            at_most_times(AGAIN, 0.1, unit=IMPORT),
            Bound(f"{IMPORT}: at most {MOST_MEGABYTES} MB", MOST_MEGABYTES, _megabytes),
            Bound(
                f"{IMPORT}: at most one query more for each page than for half of them",
                1,
                lambda found: found[IMPORT].queries / pages - found[HALF].queries / half,
            ),
        ],
        takes_long=True,
    )


def _megabytes(found: Measurements) -> float:
    return found[IMPORT].peak_bytes / 1_000_000


def written(events: int, languages: Sequence[str], name: str) -> Path:
    """Write a table of events; another ``name`` makes others of them."""
    path = Path(tempfile.mkdtemp(prefix="bench-")) / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number in range(events):
            writer.writerows(row(number, language, name) for language in languages)
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


def loop(path: Path, *, indexes: dict[str, Any]) -> None:
    """Make the same pages as a script does: add_child, save_revision and publish, one by one."""
    organizer = an_organizer().translation_key
    link: Any = EventPage._meta.get_field("organizer_links").related_model
    keys: dict[str, Any] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            zone = ZoneInfo(each["timezone"])
            parent = base_page_model().objects.get(pk=indexes[each["lang"]].pk)
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
            page.organizer_links.add(link(organizer=organizer, role="lead"))
            parent.add_child(instance=page)
            page.save_revision().publish()


def run_import(path: Path) -> None:
    out, said = io.StringIO(), io.StringIO()
    call_command("events_import", str(path), source="bench", stdout=out, stderr=said)
    if not out.getvalue().endswith(" 0 refused\n"):
        raise AssertionError(said.getvalue()[-2000:])


#: The first is measured with the others, the second, which takes long, by its name.
SIZES = {"importing": importing(100)}
LARGE = {"importing-2000": importing(2000)}
