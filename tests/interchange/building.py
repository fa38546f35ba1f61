"""Short ways to make files and rows, and to import them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wagtail_migration_events.interchange.event_import import EventImport
from wagtail_migration_events.interchange.outcomes import Outcome
from wagtail_migration_events.interchange.source.records import SourceRecord

REAL_EVENTS = Path(__file__).parents[1] / "data" / "real_events.jsonl"
ADDRESS = "https://example.org/events/a-talk-on-data"


def make_row(**values: Any) -> dict[str, Any]:
    """A row that says only which event it is; ``values`` say more."""
    return {"url": ADDRESS, "lang": "en", "title": "A talk on data", **values}


def write_rows(path: Path, *rows: Any) -> Path:
    """Write rows as JSON Lines; text and bytes are written as they are."""
    lines = [
        row
        if isinstance(row, bytes)
        else (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)).encode()
        for row in rows
    ]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def import_rows(index: Any, *rows: dict[str, Any], **options: Any) -> list[Outcome]:
    """Import rows as the lines of one file; the outcomes, those of the last step too."""
    options.setdefault("publish_organizers", True)
    run = EventImport(index, **options)
    outcomes = [run.take(SourceRecord(number, 0, row)) for number, row in enumerate(rows, start=1)]
    return [*outcomes, *run.finish()]
