"""Where the pages of the example site are, in every language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import quote

CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "content"

THREE_MORNINGS = "three-mornings-on-alternatives-to-detention"
HYBRID = "missing-migrants-answers-for-families"
CANCELLED = "consular-services-for-workers-abroad"
RESCHEDULED = "round-table-on-jobs-and-social-cohesion"
UNDATED = "consultation-on-gcm-indicators"
UMBRELLA = "migration-week-2027"
#: A real event that its source gives in English only, and without a date.
IMPORTED = "briefing-imrf-global-task-force-local-and-regional-governments"

#: What a reader may open, by a word that says what it is; see `address`.
PAGES = {
    "home": "",
    "event list": "events/",
    "three mornings": THREE_MORNINGS,
    "hybrid event": HYBRID,
    "cancelled event": CANCELLED,
    "rescheduled event": RESCHEDULED,
    "undated event": UNDATED,
    "umbrella event": UMBRELLA,
    "imported event": IMPORTED,
    "organizer list": "organizers/",
    "organizer": "organizers/unnm/",
}
EVENTS = [name for name, place in PAGES.items() if place and not place.endswith("/")]
IN_ENGLISH = [("en", name) for name in PAGES]
IN_ARABIC = [("ar", name) for name in PAGES if name != "imported event"]
IN_CHINESE = [("zh-hans", name) for name in ("home", "event list", "hybrid event", "organizer")]
#: One page of each kind, for what depends on the template and not on the event.
EACH_KIND = [
    ("en", "home"),
    ("ar", "event list"),
    ("en", "hybrid event"),
    ("ar", "three mornings"),
    ("en", "imported event"),
    ("zh-hans", "organizer"),
    ("en", "organizer list"),
]


@cache
def slugs() -> dict[str, dict[str, str]]:
    """Return the slugs of the written-out events by language, by the English one."""
    rows = [
        row
        for name in ("events.json", "umbrella.json")
        for row in json.loads((CONTENT / name).read_text(encoding="utf-8"))
    ]
    return {row["slug"].get("en", ""): row["slug"] for row in rows}


def address(language: str, name: str) -> str:
    """Return the path of one of `PAGES` in ``language``, percent-encoded as a browser sends it."""
    place = PAGES[name]
    if name in EVENTS:
        place = f"events/{slugs().get(place, {}).get(language, place)}/"
    return quote(f"/{language}/{place}")
