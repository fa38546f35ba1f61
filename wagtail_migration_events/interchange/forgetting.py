"""What sources said and nobody needs any more: deleted after a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.recorded.log import IMPORT
from wagtail_migration_events.interchange.understanding import language_of_words
from wagtail_migration_events.interchange.uploaded.importing import PLAN
from wagtail_migration_events.runs.run import RunRow

#: By these a row is found again, and the language of its words known.
KEPT = ("id", "url", "group", "lang")
READ_AT_ONCE = 500


def forget_rows(before: dt.datetime, *, dry_run: bool = False) -> int:
    """Delete what rows said that were imported last before a moment; return how many.

    What says which event a row is stays, and so does what the import wrote to its page: the next
    import of the same row changes nothing, and knows which fields were edited.
    """
    number = 0
    for records in _old_records(before):
        changed = []
        for record in records:
            short = _shortened(record.raw)
            if short != record.raw:
                record.raw = short
                changed.append(record)
        number += len(changed)
        if not dry_run:
            ImportRecord.objects.bulk_update(changed, ["raw"])
    return number


def forget_words(before: dt.datetime, *, dry_run: bool = False) -> int:
    """Delete what was said of rows in runs begun before a moment; return of how many."""
    rows = RunRow.objects.filter(run__kind__in=(IMPORT, PLAN.name), run__made_at__lt=before)
    rows = rows.exclude(words="")
    return rows.count() if dry_run else rows.update(words="")


def _old_records(before: dt.datetime) -> Iterator[list[ImportRecord]]:
    last = 0
    old = ImportRecord.objects.filter(imported_at__lt=before).order_by("pk").only("raw")
    while records := list(old.filter(pk__gt=last)[:READ_AT_ONCE]):
        yield records
        last = records[-1].pk


def _shortened(raw: dict[str, Any]) -> dict[str, Any]:
    short = {name: raw[name] for name in KEPT if name in raw}
    language = language_of_words(raw)
    return {**short, "content_language": language} if language else short
