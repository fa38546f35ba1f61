"""Two runs at once, and a run that was killed."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from tests.interchange.building import make_row, write_rows
from tests.worlds.stored_database import can_be_kept
from wagtail_migration_events.interchange.event_import import ROWS_TOGETHER
from wagtail_migration_events.interchange.record import ImportRecord
from wagtail_migration_events.interchange.run.one_at_a_time import AnotherRun, only_run

ROWS = ROWS_TOGETHER + 20
DATABASE = settings.DATABASES["default"]


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


def kill_and_go_on(database: str, folder: Path, count: Callable[[str], int]) -> None:
    """Kill an import and start it again.

    :param count: counts the rows of a table in that database, with or without a condition.
    """
    # The objective that does not exist makes each row say something as soon as it is done.
    rows = [
        make_row(url=f"https://example.org/{number}", objectives=[24]) for number in range(ROWS)
    ]
    path = write_rows(folder / "events.jsonl", *rows)
    command = [sys.executable, "-u", "-m", "django", "events_import", str(path)]
    environment = {**os.environ, "DATABASE_URL": database}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        for _row in range(3):
            assert "draft" in first.stdout.readline()
        first.send_signal(signal.SIGKILL)
    records = "wagtail_migration_events_importrecord WHERE page_id"
    done = count(f"{records} IS NOT NULL")
    assert count(f"{records} IS NULL") == 0
    assert 3 <= done < ROWS
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    counted = f"0 created, 0 updated, {done} unchanged, {ROWS - done} drafts, 0 refused"
    assert second.stdout.splitlines()[-1] == counted, second.stderr
    assert count("wagtailcore_page WHERE title = 'A talk on data'") == ROWS


@pytest.mark.skipif(not can_be_kept(), reason="copies the database in memory to a file")
def test_a_run_that_was_killed_goes_on_where_it_was(site: Any, tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite3"
    with contextlib.closing(sqlite3.connect(database)) as file:
        connection.connection.backup(file)

    def count(table: str) -> int:
        with contextlib.closing(sqlite3.connect(database)) as file:
            return int(file.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])

    kill_and_go_on(f"sqlite:///{database}", tmp_path, count)


@pytest.mark.skipif("postgresql" not in DATABASE["ENGINE"], reason="needs PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_killed_goes_on_where_it_was_on_postgresql(
    site: Any, tmp_path: Path
) -> None:
    values = connection.settings_dict
    user = values["USER"] + (f":{values['PASSWORD']}" if values["PASSWORD"] else "")
    address = f"{values['HOST']}:{values['PORT'] or 5432}/{values['NAME']}"

    def count(table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            return int(cursor.fetchone()[0])

    kill_and_go_on(f"postgres://{user}@{address}", tmp_path, count)
