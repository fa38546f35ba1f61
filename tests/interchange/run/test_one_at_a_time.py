"""Two runs at once, and a run that was killed."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from tests.interchange.building import make_row, write_rows
from tests.worlds.stored_database import can_be_kept
from wagtail_migration_events.interchange.event_import import ROWS_TOGETHER
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.run.one_at_a_time import AnotherRun, only_run

ROWS = ROWS_TOGETHER + 20


def run(*arguments: Any) -> str:
    out = io.StringIO()
    call_command("events_import", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_a_second_run_is_refused_until_the_first_is_done(site: Any, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "events.jsonl", make_row())
    with contextlib.closing(connections["default"].copy()) as other:
        with only_run(other):
            with pytest.raises(CommandError, match="Another import"):
                run(path)
            assert not ImportRecord.objects.exists()
            assert "1 created" in run(path, "--dry-run")
        assert "1 created" in run(path)


@pytest.mark.django_db
def test_a_run_that_fails_lets_the_next_one_in() -> None:
    for _attempt in range(2):
        with pytest.raises(ZeroDivisionError), only_run():
            raise ZeroDivisionError
    assert issubclass(AnotherRun, RuntimeError)


@pytest.mark.skipif(not can_be_kept(), reason="copies the database in memory to a file")
def test_a_run_that_was_killed_goes_on_where_it_was(site: Any, tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite3"
    with contextlib.closing(sqlite3.connect(database)) as file:
        connection.connection.backup(file)
    # The objective that does not exist makes each row say something as soon as it is done.
    rows = [
        make_row(url=f"https://example.org/{number}", objectives=[24]) for number in range(ROWS)
    ]
    path = write_rows(tmp_path / "events.jsonl", *rows)
    command = [sys.executable, "-u", "-m", "django", "events_import", str(path)]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        for _row in range(3):
            assert "draft" in first.stdout.readline()
        first.send_signal(signal.SIGKILL)
    with contextlib.closing(sqlite3.connect(database)) as file:
        count = "SELECT COUNT(*) FROM wagtail_migration_events_importrecord WHERE page_id {}"
        done = file.execute(count.format("IS NOT NULL")).fetchone()[0]
        assert file.execute(count.format("IS NULL")).fetchone()[0] == 0
    assert 3 <= done < ROWS
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    counted = f"0 created, 0 updated, {done} unchanged, {ROWS - done} drafts, 0 refused"
    assert second.stdout.splitlines()[-1] == counted
    with contextlib.closing(sqlite3.connect(database)) as file:
        pages = "SELECT COUNT(*) FROM wagtailcore_page WHERE title = 'A talk on data'"
        assert file.execute(pages).fetchone()[0] == ROWS
