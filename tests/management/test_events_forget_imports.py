"""What sources said is deleted after a time; what the next import needs stays."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from tests.interchange.building import import_rows, make_row
from tests.management.test_events_import import run
from wagtail_migration_events.interchange.outcomes import Became
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.uploaded.upload import ImportUpload, store
from wagtail_migration_events.runs.run import RunRow


def forget(*arguments: str) -> str:
    out = io.StringIO()
    call_command("events_forget_imports", *arguments, stdout=out)
    return out.getvalue().strip()


def test_rows_reports_and_files_are_forgotten_after_a_time(site: Any, tmp_path: Path) -> None:
    row = make_row(
        group="talk",
        objectives=[99],
        raw_fields={"content_language": "fr", "Contact": "Jane Doe, +41 22 000 00 00"},
    )
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    run(path)
    store([path], "events.jsonl", "jsonl", None)
    assert forget() == "0 rows, 0 reports, 0 files forgotten"
    with time_machine.travel(timezone.now() + dt.timedelta(days=366)):
        assert forget("--dry-run") == "1 rows, 1 reports, 0 files forgotten"
        assert "Jane Doe" in str(ImportRecord.objects.get().raw)
        assert forget() == "1 rows, 1 reports, 1 files forgotten"
        assert forget() == "0 rows, 0 reports, 0 files forgotten"
    record = ImportRecord.objects.get()
    assert record.raw == {
        "url": row["url"], "lang": "en", "group": "talk", "content_language": "fr",
    }  # fmt: skip
    assert RunRow.objects.get().words == ""
    assert not ImportUpload.objects.exists()
    translation = make_row(url="https://example.org/fr/1", lang="fr", group="talk", title="Débat")
    first, second = import_rows(site.events["en"], row, translation)
    assert first.became == Became.UNCHANGED
    keys = ImportRecord.objects.values_list("page__translation_key", flat=True)
    assert second.became == Became.CREATED
    assert len(set(keys)) == 1
    with pytest.raises(CommandError):
        forget("--days", "-1")
